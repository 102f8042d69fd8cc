internal import Billing
internal import Composing
internal import Digest
internal import Foundation
internal import Ledger
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

    func read(_ name: String) -> (template: Template?, diagnostics: [Diagnostic]) {
        for folder in folders {
            let path = "\(folder)/\(name)/template.yaml"
            guard let bytes = FileManager.default.contents(atPath: path) else { continue }
            return TemplateFile.read(
                text: String(decoding: bytes, as: UTF8.self), named: name,
                file: "Templates/\(name)/template.yaml")
        }
        return (
            nil,
            [
                Diagnostic(
                    .templateUnknown, at: Place(file: "firm.yaml"),
                    "there is no template \"\(name)\"",
                    remedy: "name a folder under Templates/ that has a template.yaml")
            ]
        )
    }
}

/// A template ready to render with: read, its fonts found, its digests taken.
struct LoadedTemplate {
    let template: Template
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
    private let finder: TemplateFinder
    private var loaded: [String: LoadedTemplate] = [:]
    /// Templates with errors, which were reported when they were first asked for.
    private var refused: Set<String> = []

    init(finder: TemplateFinder) {
        self.finder = finder
    }

    /// The template of that name, or what is wrong with it.
    func template(
        _ name: String, reporting diagnostics: inout [Diagnostic]
    ) -> LoadedTemplate? {
        if let known = loaded[name] { return known }
        guard refused.insert(name).inserted else { return nil }
        let (template, found) = finder.read(name)
        diagnostics += found
        guard let template else { return nil }
        do {
            let ready = try ready(template)
            loaded[name] = ready
            refused.remove(name)
            return ready
        } catch {
            diagnostics.append(
                Diagnostic(
                    .fontMissing, at: Place(file: "Templates/\(name)/template.yaml"),
                    String(describing: error),
                    remedy: "install the font, or name another family under \"fonts\""))
            return nil
        }
    }

    /// The template that a posted document was rendered with, from the text that the ledger kept.
    func template(of document: StoredDocument) throws(EnvironmentError) -> LoadedTemplate {
        try template(
            StoredTemplate(
                digest: document.templateDigest, name: document.templateName,
                source: document.templateSource))
    }

    /// A template from the text that the ledger kept.
    func template(_ stored: StoredTemplate) throws(EnvironmentError) -> LoadedTemplate {
        let (name, digest) = (stored.name, stored.digest)
        if let known = loaded[digest] { return known }
        if let known = loaded[name], known.digest == digest { return known }
        let read = TemplateFile.read(text: stored.source, named: name, file: name)
        guard let template = read.template else {
            throw EnvironmentError("read", "the stored template \(name)", "it is not readable")
        }
        do {
            let ready = try ready(template)
            loaded[digest] = ready
            return ready
        } catch {
            throw EnvironmentError("render", "template \(name)", String(describing: error))
        }
    }

    private func ready(_ template: Template) throws -> LoadedTemplate {
        let invoices = try Typesetter(styles: template.styles)
        let fonts = SHA256()
        for file in Set(invoices.fontFiles).sorted() {
            let bytes = [UInt8](FileManager.default.contents(atPath: file) ?? Data())
            fonts.update(SHA256.hex(of: bytes))
        }
        return LoadedTemplate(
            template: template, digest: SHA256.hex(of: Array(template.source.utf8)),
            fontsDigest: fonts.finish(), invoices: invoices,
            proformas: invoices.with(leadingOf: template.proformaStyles))
    }

    func typeset(_ statement: Statement, in template: LoadedTemplate) -> TypesetDocument {
        let document =
            switch statement.kind {
            case .proforma: composeProforma(statement, in: template.template)
            case .invoice: composeInvoice(statement, in: template.template)
            case .creditNote: composeCreditNote(statement, in: template.template)
            }
        return template.typesetter(for: statement.kind).typeset(document)
    }

    func render(
        _ statement: Statement, in template: LoadedTemplate
    ) throws(EnvironmentError) -> (bytes: [UInt8], pages: Int) {
        let typeset = typeset(statement, in: template)
        do {
            return (
                try template.typesetter(for: statement.kind).render(typeset), typeset.pageCount
            )
        } catch {
            throw EnvironmentError("render", statement.title, String(describing: error))
        }
    }

    /// Characters that no font has, of all that was typeset so far.
    var missingCharacters: [Diagnostic] {
        loaded.sorted { $0.key < $1.key }.flatMap { name, template in
            template.invoices.missingCharacters.map { scalar in
                Diagnostic(
                    .warning, .glyphMissing, at: nil,
                    "no installed font has the character U+"
                        + String(scalar.value, radix: 16, uppercase: true),
                    remedy: "install a font that has it; until then it is left out on paper")
            }
        }
    }
}
