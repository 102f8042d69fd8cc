internal import Billing
internal import Composing
internal import Foundation

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
