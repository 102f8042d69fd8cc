/// All that a template was read from: the files of the language that it speaks, those that it extends,
/// its own, and the files that they name. Kept with each document that was set in it.
package struct TemplateSource: Sendable, Equatable {
    package struct File: Sendable, Equatable {
        /// As messages show it: `Templates/modern/template.yaml`.
        package var name: String
        package var bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }

        var text: String { String(decoding: bytes, as: UTF8.self) }
        var isTemplate: Bool { name.hasSuffix("template.yaml") }
        var isLanguage: Bool { folder.hasSuffix("/\(LanguageFile.folder)/") }
        /// With its slash: `Templates/modern/`.
        var folder: String { String(name[...(name.lastIndex(of: "/") ?? name.startIndex)]) }
    }

    /// Behind each template.yaml stand the files of its folder that it names.
    package var files: [File]

    package init(_ files: [File]) {
        self.files = files
    }

    /// Each template.yaml, with the files of its folder that stand behind it.
    var folders: [(template: File, others: [File])] {
        var folders: [(template: File, others: [File])] = []
        for file in files where !file.isLanguage {
            if file.isTemplate {
                folders.append((file, []))
            } else if !folders.isEmpty {
                folders[folders.count - 1].others.append(file)
            }
        }
        return folders
    }

    /// Which language its words are of: `fr`.
    var language: String {
        let file = files.first(where: \.isLanguage)
        return file.map { String($0.name.dropFirst($0.folder.count).dropLast(".yaml".count)) } ?? ""
    }
}
