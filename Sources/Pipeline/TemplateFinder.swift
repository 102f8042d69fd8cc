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

    /// The template that this one extends.
    func parent(of name: String) -> String? {
        folders.first { has(name, in: $0) }.flatMap {
            TemplateFile.parent(in: templateFile(name, in: $0).bytes)
        }
    }

    /// The paths of all files that a template is read from.
    func files(of name: String) -> [String] {
        var paths: [String] = []
        var (wanted, found): (String?, ArraySlice<String>) = (name, folders[...])
        while let name = wanted, let folder = found.firstIndex(where: { has(name, in: $0) }),
            paths.count < 32
        {
            let path = "\(found[folder])/\(name)/template.yaml"
            paths.append(path)
            wanted = TemplateFile.parent(in: templateFile(name, in: found[folder]).bytes)
            found = wanted == name ? found[(folder + 1)...] : folders[...]
        }
        return paths
    }

    func read(_ name: String) -> (template: Template?, diagnostics: [Diagnostic]) {
        var files: [TemplateSource.File] = []
        var (wanted, found) = (name, folders[...])
        var place = Place(file: "firm.yaml")
        while true {
            guard let folder = found.firstIndex(where: { has(wanted, in: $0) }) else {
                return (nil, [unknown(wanted, at: place)])
            }
            let file = templateFile(wanted, in: found[folder])
            files.insert(file, at: 0)
            guard let parent = TemplateFile.parent(in: file.bytes) else { break }
            place = Place(file: file.name)
            // One that extends its own name means the one further up: the shipped one.
            found = parent == wanted ? found[(folder + 1)...] : folders[...]
            if parent != wanted, files.contains(where: { $0.name == fileName(parent) }) {
                return (nil, [circle(from: parent, at: place)])
            }
            wanted = parent
        }
        return TemplateFile.read(TemplateSource(files), named: name)
    }

    private func has(_ name: String, in folder: String) -> Bool {
        !name.contains("/")
            && FileManager.default.fileExists(atPath: "\(folder)/\(name)/template.yaml")
    }

    private func templateFile(_ name: String, in folder: String) -> TemplateSource.File {
        let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)/template.yaml")
        return TemplateSource.File(name: fileName(name), bytes: Array(bytes ?? Data()))
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
        let (name, digest) = (document.templateName, document.templateDigest)
        if let known = loaded[digest] { return known }
        if let known = loaded[name], known.digest == digest { return known }
        guard let source = TemplateSource(stored: document.templateSource),
            let template = TemplateFile.read(source, named: name).template
        else {
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
            template: template, digest: SHA256.hex(of: Array(template.source.stored.utf8)),
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
