internal import Billing
internal import Canvas
internal import Composing
internal import Digest
internal import Foundation
internal import Ledger
internal import Paper
internal import Typesetting

/// Where templates are: the firm's own Templates/ first, then the shipped ones, which lie beside
/// the program or in a folder above it.
package struct TemplateFinder: Sendable {
    package let folders: [String]

    package init(firmFolder: String) {
        var folders = [firmFolder + "/Templates"]
        var above = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        while above.path != "/" {
            above.deleteLastPathComponent()
            for place in ["Templates", "share/engross/Templates"] {
                folders.append(above.appendingPathComponent(place).path)
            }
        }
        self.folders = folders
    }

    /// The names that a client or a matter can be given.
    var names: [String] {
        let names = folders.flatMap { folder in
            (try? FileManager.default.contentsOfDirectory(atPath: folder))?.filter {
                FileManager.default.fileExists(atPath: "\(folder)/\($0)/template.yaml")
            } ?? []
        }
        return Set(names).sorted()
    }

    /// The languages that a client or a matter can be given.
    var languages: [String] {
        let names = folders.flatMap { folder in
            let files = try? FileManager.default.contentsOfDirectory(
                atPath: "\(folder)/\(LanguageFile.folder)")
            return (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
        }
        return Set(names).sorted()
    }

    /// The template that this one extends.
    func parent(of name: String) -> String? { chain(from: name, in: "").links.first?.parent }

    /// The paths of all files that a template is read from in a language.
    func files(of name: String, in language: String) -> [String] {
        folders.map { "\($0)/\(LanguageFile.folder)/\(language).yaml" }
            + chain(from: name, in: language).links.flatMap { [$0.path] + $0.others.map(\.path) }
    }

    func read(
        _ name: String, in language: String
    ) -> (template: Template?, diagnostics: [Diagnostic]) {
        let spoken = languageFiles(language)
        guard !spoken.isEmpty else { return (nil, [unknownLanguage(language)]) }
        let (links, fault) = chain(from: name, in: language)
        if let fault { return (nil, [fault]) }
        return TemplateFile.read(
            TemplateSource(spoken + links.reversed().flatMap(\.files)), named: name)
    }

    /// A template's file, its pictures and fragments, and what it extends.
    private struct Link {
        var path: String
        var file: TemplateSource.File
        var parent: String?
        var others: [(path: String, name: String)]

        /// What is not there is left out: whoever reads the template tells it.
        var files: [TemplateSource.File] {
            [file]
                + others.compactMap { path, name in
                    FileManager.default.contents(atPath: path).map {
                        TemplateSource.File(name: name, bytes: Array($0))
                    }
                }
        }
    }

    /// The template first, then what it extends, as far as that is there.
    private func chain(
        from name: String, in language: String
    ) -> (links: [Link], fault: Diagnostic?) {
        var links: [Link] = []
        var (wanted, found) = (name, folders[...])
        var place = Place(file: "firm.yaml")
        while true {
            guard let folder = found.firstIndex(where: { has(wanted, in: $0) }) else {
                return (links, unknown(wanted, at: place))
            }
            let home = "\(found[folder])/\(wanted)"
            let path = home + "/template.yaml"
            let file = TemplateSource.File(
                name: fileName(wanted),
                bytes: Array(FileManager.default.contents(atPath: path) ?? Data()))
            let parent = TemplateFile.parent(in: file.bytes)
            let others = TemplateFile.pictures(in: file.bytes) + fragments(in: home, language)
            links.append(
                Link(
                    path: path, file: file, parent: parent,
                    others: others.map { ("\(home)/\($0)", "Templates/\(wanted)/\($0)") }))
            guard let parent else { return (links, nil) }
            place = Place(file: file.name)
            if parent != wanted, links.contains(where: { $0.file.name == fileName(parent) }) {
                return (links, circle(from: parent, at: place))
            }
            // One that extends its own name means the one further up: the shipped one.
            found = parent == wanted ? found[(folder + 1)...] : folders[...]
            wanted = parent
        }
    }

    private func fragments(in folder: String, _ language: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
        return (names ?? []).filter { FragmentFile.isFragment($0, in: language) }.sorted()
    }

    /// The shipped file of the language, then the firm's own: what it says goes before.
    private func languageFiles(_ language: String) -> [TemplateSource.File] {
        guard !language.contains("/") else { return [] }
        let path = "\(LanguageFile.folder)/\(language).yaml"
        let contents = folders.map { FileManager.default.contents(atPath: "\($0)/\(path)") }
        let own = contents.first ?? nil
        let shipped = contents.dropFirst().compactMap(\.self).first
        return [shipped, own].compactMap(\.self).map {
            TemplateSource.File(name: "Templates/\(path)", bytes: Array($0))
        }
    }

    private func unknownLanguage(_ name: String) -> Diagnostic {
        Diagnostic(
            .languageUnknown, at: Place(file: "firm.yaml"), "there is no language \"\(name)\"",
            remedy: "write one of \(languages.joined(separator: ", ")), or add the file "
                + "Templates/\(LanguageFile.folder)/\(name).yaml")
    }

    private func has(_ name: String, in folder: String) -> Bool {
        !name.contains("/")
            && FileManager.default.fileExists(atPath: "\(folder)/\(name)/template.yaml")
    }

    private func fileName(_ name: String) -> String { "Templates/\(name)/template.yaml" }

    private func unknown(_ name: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .templateUnknown, at: place, "there is no template \"\(name)\"",
            remedy: "name a folder under Templates/ that has a template.yaml: "
                + names.joined(separator: ", "))
    }

    private func circle(from name: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .templateUnknown, at: place,
            "template \"\(name)\" extends itself by way of others",
            remedy: "let one of them extend nothing, or another template")
    }
}

/// A template ready to render with: read, its fonts found, its digests taken.
struct LoadedTemplate {
    let template: Template
    /// As the ledger keeps what it was read from.
    let source: String
    let digest: String
    let fontsDigest: String
    let invoices: Typesetter
    let proformas: Typesetter

    func typesetter(for kind: Statement.Kind) -> Typesetter {
        kind == .proforma ? proformas : invoices
    }
}

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
    private var missingElsewhere: Set<Unicode.Scalar> = []

    init(finder: TemplateFinder, keepingFontsOf before: Renderer? = nil) {
        self.finder = finder
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
        let (template, found) = finder.read(name, in: language)
        // What is wrong with a template is told once, in however many languages it is used.
        diagnostics += found.filter { !diagnostics.contains($0) }
        guard let template else { return nil }
        do {
            let ready = try ready(template, after: before[spoken])
            loaded[spoken] = ready
            stored[ready.digest] = ready
            refused.remove(spoken)
            return ready
        } catch {
            diagnostics.append(fault(error, in: template))
            return nil
        }
    }

    /// A font or a picture that the template names and that cannot be used.
    private func fault(_ error: CanvasError, in template: Template) -> Diagnostic {
        if case .picture(let name, let cause) = error, let place = template.pictures.place(of: name)
        {
            return Diagnostic(
                .pictureUnreadable, at: place, "the picture cannot be used: \(cause)",
                remedy: "save it anew as PNG or SVG")
        }
        return Diagnostic(
            .fontMissing, at: Place(file: "Templates/\(template.name)/template.yaml"),
            String(describing: error),
            remedy: "install the font, or name another family under \"fonts\"")
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
            let ready = try ready(template)
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

    private func ready(
        _ template: Template, after before: LoadedTemplate? = nil
    ) throws(CanvasError) -> LoadedTemplate {
        let source = template.source.stored
        let digest = SHA256.hex(of: Array(source.utf8))
        if let before, before.invoices.hasFonts(of: template.styles),
            before.template.pictures.files == template.pictures.files
        {
            return LoadedTemplate(
                template: template, source: source, digest: digest, fontsDigest: before.fontsDigest,
                invoices: before.invoices.with(leadingOf: template.styles),
                proformas: before.invoices.with(leadingOf: template.proformaStyles))
        }
        let invoices = try Typesetter(
            styles: template.styles, pictures: template.pictures.files,
            language: template.words.language)
        let fonts = SHA256()
        for file in Set(invoices.fontFiles).sorted() {
            let bytes = [UInt8](FileManager.default.contents(atPath: file) ?? Data())
            fonts.update(SHA256.hex(of: bytes))
        }
        return LoadedTemplate(
            template: template, source: source, digest: digest,
            fontsDigest: fonts.finish(), invoices: invoices,
            proformas: invoices.with(leadingOf: template.proformaStyles))
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

/// As the ledger keeps it: one text, with what is no text in base 64.
extension TemplateSource {
    private struct Kept: Codable {
        var name: String
        var text: String?
        var base64: String?
    }

    var stored: String {
        let kept = files.map { file in
            let text = String(validating: file.bytes, as: UTF8.self)
            return Kept(
                name: file.name, text: text,
                base64: text == nil ? Data(file.bytes).base64EncodedString() : nil)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Names and texts can always be encoded.
        return (try? encoder.encode(kept)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    init?(stored text: String) {
        guard let kept = try? JSONDecoder().decode([Kept].self, from: Data(text.utf8)) else {
            return nil
        }
        self.init(
            kept.map { file in
                let bytes = file.text.map { Array($0.utf8) }
                return File(
                    name: file.name,
                    bytes: bytes ?? Array(file.base64.flatMap { Data(base64Encoded: $0) } ?? Data())
                )
            })
    }
}
