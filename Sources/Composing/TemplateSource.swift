/// All that a template was read from: its own file last, those that it extends before, and the
/// files that they name. Kept with each document that was set in it.
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
        /// With its slash: `Templates/modern/`.
        var folder: String { String(name[...(name.lastIndex(of: "/") ?? name.startIndex)]) }
    }

    package var files: [File]

    package init(_ files: [File]) {
        self.files = files
    }
}
