import Billing
import Foundation
import Paper
import TestSupport
import Testing

@testable import Pipeline

/// What a person sees, and what is read aloud to one who does not: of every kind of document, in every
/// template. The tools know nothing of how the pages were made.
@Suite struct ReadingOrderTests {
    private static let pages = SampleLayouts.templates.flatMap { template in
        SampleLayouts.papers.map { (template, $0) }
    }

    private struct Rendered {
        var name: String
        var path: String
        var document: Document
    }

    private func render(
        _ template: String, _ paper: String, to folder: TemporaryFolder
    ) throws -> [Rendered] {
        let renderer = Renderer(finder: TemplateFinder(firmFolder: "/nowhere"))
        return try SampleLayouts(template: template, paper: paper).all.map { sample in
            var found: [Diagnostic] = []
            let loaded = try #require(
                renderer.template(template, in: sample.language, reporting: &found), "\(found)")
            // What a page break parts is two rows to whoever has them read.
            let document = renderer.document(of: sample, in: loaded).withWholeRows
            let typesetter = renderer.typesetter(for: sample, in: loaded)
            let bytes = try renderer.render(document, by: typesetter, as: PDFForm()).bytes
            let path = folder.path + "/\(sample.name).pdf"
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            return Rendered(name: sample.name, path: path, document: document)
        }
    }

    @Test(arguments: pages)
    func everythingIsSeenAndReadInItsOrder(template: String, paper: String) throws {
        let folder = try TemporaryFolder()
        let files = try render(template, paper, to: folder)
        for file in files {
            try compareTags(of: file)
            try comparePage(of: file)
        }
        let paths = files.map(\.path)
        try expectSound(paths)
        try expectArchival(paths)
    }

    /// The tags say what the document says, word for word.
    private func compareTags(of file: Rendered) throws {
        let tags = try outputOfTool(["pdfinfo", "-enc", "UTF-8", "-struct-text", file.path])
        let read = bareText(
            tags.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
                .filter { $0.hasPrefix("\"") }.map { String($0.dropFirst().dropLast()) }.joined())
        let said = bareText(file.document.texts.joined())
        guard read != said else { return }
        let place = zip(read, said).prefix { $0 == $1 }.count
        Issue.record(
            """
            \(file.name) is not read as it was written:
            - \(said.dropFirst(max(0, place - 20)).prefix(80))
            + \(read.dropFirst(max(0, place - 20)).prefix(80))
            """)
    }

    /// Each word stands on the page. A figure does as a whole: from right to left, other text may touch it.
    private func comparePage(of file: Rendered) throws {
        let text = try pageText(of: file.path)
        let seen = words(of: text)
        let missing = words(of: file.document.texts.joined(separator: " ")).subtracting(seen)
        guard file.document.direction == .leftToRight else {
            let all = bareText(text)
            #expect(missing.filter { !all.contains($0) } == [], "\(file.name)")
            return
        }
        #expect(missing == [], "\(file.name)")
        let fields = Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
        let figures = Set(file.document.figures.filter { !$0.contains(" ") && !$0.isEmpty })
        #expect(figures.subtracting(fields) == [], "\(file.name)")
    }

    private func words(of text: String) -> Set<String> {
        Set(text.split { !($0.isLetter || $0.isNumber) }.map(String.init))
    }
}
