import Composing
import Foundation

/// The template that the project ships.
enum ShippedTemplate {
    static let file = "Templates/standard/template.yaml"

    static func text() throws -> String {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        return try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8)
    }

    static func read() throws -> Template? {
        TemplateFile.read(TemplateSource(file: file, text: try text()), named: "standard").template
    }
}

extension TemplateSource {
    init(file: String, text: String) {
        self.init([File(name: file, bytes: Array(text.utf8))])
    }
}
