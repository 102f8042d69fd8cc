import Foundation

/// The standard template as it lies in the project's Templates folder.
func shippedTemplate() throws -> String {
    let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    return try String(
        contentsOf: project.appendingPathComponent("Templates/standard/template.yaml"),
        encoding: .utf8)
}
