import Composing
import Foundation

/// The template and the languages that the project ships.
enum ShippedTemplate {
    static let file = "Templates/standard/template.yaml"

    static func text(of file: String = file) throws -> String {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        return try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8)
    }

    static func read(in language: String = "en-US") throws -> Template? {
        TemplateFile.read(
            TemplateSource([try self.language(language), try template()]), named: "standard"
        ).template
    }

    static func template() throws -> TemplateSource.File {
        .init(name: file, text: try text())
    }

    static func language(_ name: String) throws -> TemplateSource.File {
        let file = languageFile(name)
        return .init(name: file, text: try text(of: file))
    }

    static func languageFile(_ name: String) -> String { "Templates/languages/\(name).yaml" }
}

extension TemplateSource.File {
    init(name: String, text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }
}
