internal import Billing
internal import Canvas
internal import Composing
internal import Ledger
internal import Paper
internal import Typesetting

/// Renders statements. Belongs to one thread; keeps each template's fonts and words.
final class Renderer {
    let finder: TemplateFinder
    /// A template in a language.
    private struct Spoken: Hashable {
        var template: String
        var language: String
    }

    private var loaded: [Spoken: LoadedTemplate] = [:]
    /// Those that stored documents were rendered with, by digest.
    private var stored: [String: LoadedTemplate] = [:]
    /// Templates with errors, which were reported when they were first asked for.
    private var refused: Set<Spoken> = []
    /// What was loaded before somebody changed the template, for its fonts.
    private let before: [Spoken: LoadedTemplate]
    private let ahead: TemplateAhead?
    private var missingElsewhere: Set<Unicode.Scalar> = []

    init(
        finder: TemplateFinder, keepingFontsOf before: Renderer? = nil,
        ahead: TemplateAhead? = nil
    ) {
        self.finder = finder
        self.ahead = ahead
        self.before = before?.loaded ?? [:]
    }

    /// The template that the statement names, in its language; or what is wrong with it.
    func template(
        for statement: Statement, reporting diagnostics: inout [Diagnostic]
    ) -> LoadedTemplate? {
        template(statement.template, in: statement.language, reporting: &diagnostics)
    }

    func template(
        _ name: String, in language: String, reporting diagnostics: inout [Diagnostic]
    ) -> LoadedTemplate? {
        let spoken = Spoken(template: name, language: language)
        if let known = loaded[spoken] { return known }
        guard refused.insert(spoken).inserted else { return nil }
        let load =
            ahead?.take(name, in: language)
            ?? finder.load(name, in: language, after: before[spoken])
        // What is wrong with a template is told once, in however many languages it is used.
        diagnostics += load.diagnostics.filter { !diagnostics.contains($0) }
        guard let ready = load.template else { return nil }
        loaded[spoken] = ready
        stored[ready.digest] = ready
        refused.remove(spoken)
        return ready
    }

    /// The template that a posted document was rendered with, from the text that the ledger kept.
    func template(of document: StoredDocument) throws(EnvironmentError) -> LoadedTemplate {
        try template(
            StoredTemplate(
                digest: document.templateDigest, name: document.templateName,
                source: document.templateSource))
    }

    /// A template that was read elsewhere.
    func template(
        _ template: Template, digest: String
    ) throws(EnvironmentError) -> LoadedTemplate {
        if let known = stored[digest] { return known }
        do {
            let ready = try LoadedTemplate(template)
            stored[digest] = ready
            return ready
        } catch {
            throw EnvironmentError(
                "render", "template \(template.name)", String(describing: error))
        }
    }

    /// A template from the text that the ledger kept.
    func template(_ kept: StoredTemplate) throws(EnvironmentError) -> LoadedTemplate {
        let (name, digest) = (kept.name, kept.digest)
        if let known = stored[digest] { return known }
        guard let source = TemplateSource(stored: kept.source),
            let template = TemplateFile.read(source, named: name).template
        else {
            throw EnvironmentError("read", "the stored template \(name)", "it is not readable")
        }
        return try self.template(template, digest: digest)
    }

    func compose(_ statement: Statement, in template: LoadedTemplate) -> Document {
        switch statement.kind {
        case .proforma: composeProforma(statement, in: template.template)
        case .invoice: composeInvoice(statement, in: template.template)
        case .creditNote: composeCreditNote(statement, in: template.template)
        }
    }

    func typeset(_ statement: Statement, in template: LoadedTemplate) -> TypesetDocument {
        template.typesetter(for: statement.kind).typeset(compose(statement, in: template))
    }

    /// Takes note of characters that no font had when pages were set on another thread.
    func note(missing: [Unicode.Scalar]) {
        missingElsewhere.formUnion(missing)
    }

    /// Characters that no font has, of all that was typeset so far.
    var missingCharacters: [Diagnostic] {
        let here = stored.values.flatMap(\.invoices.missingCharacters)
        return missingElsewhere.union(here).sorted().map { scalar in
            Diagnostic(
                .warning, .glyphMissing, at: nil,
                "no installed font has the character U+"
                    + String(scalar.value, radix: 16, uppercase: true),
                remedy: "install a font that has it; until then it is left out on paper")
        }
    }
}
