import Foundation
import TestSupport
import Testing

/// The examples of fee arrangements print what stands beside them, over three months.
///
/// After a change that is meant, `ENGROSS_WRITE_EXAMPLES=1 swift test --filter ArrangementGallery`
/// writes the statements anew; read every line of the difference.
@Suite struct ArrangementGalleryTests {
    private let gallery: ArrangementGallery

    init() throws {
        gallery = try ArrangementGallery.shared()
    }

    @Test func everyFigureOnEveryPageAddsUp() {
        #expect(gallery.problems == [])
    }

    @Test func theRunsWarnOfWhatTheyShould() throws {
        let expected = try text("warnings", writing: gallery.warnings.map { $0 + "\n" }.joined())
        #expect(gallery.warnings == expected.split(separator: "\n").map(String.init))
    }

    @Test func eachExamplePrintsItsStatements() throws {
        for name in gallery.names {
            let made = try #require(gallery.text(of: name))
            let expected = try text(name, writing: made)
            #expect(lines(of: made) == lines(of: expected), "\(name)")
        }
        let files = TemporaryFolder.names(endingIn: ".txt", below: folder.path)
        #expect(Set(files) == Set((gallery.names + ["warnings"]).map { $0 + ".txt" }))
    }

    private let folder = ArrangementGallery.example.appendingPathComponent("statements")

    /// How far fields stand apart is a matter of type, not of figures.
    private func lines(of text: String) -> [String] {
        text.split(separator: "\n").map { PageLine($0).text }
    }

    /// What is kept under this name, written anew where that is asked for and it says something else.
    private func text(_ name: String, writing made: String) throws -> String {
        let file = folder.appendingPathComponent(name + ".txt")
        if ProcessInfo.processInfo.environment["ENGROSS_WRITE_EXAMPLES"] != nil {
            let kept = try? String(contentsOf: file, encoding: .utf8)
            if kept.map(lines) != lines(of: made) {
                try FileManager.default.createDirectory(
                    at: folder, withIntermediateDirectories: true)
                try Data(made.utf8).write(to: file)
            }
        }
        return try String(contentsOf: file, encoding: .utf8)
    }

    @Test func everyArrangementFileIsOfAMatter() throws {
        let matters = CSVTable(
            try String(
                contentsOf: ArrangementGallery.example.appendingPathComponent("matters.csv"),
                encoding: .utf8))
        let used = Set(matters.rows.map { $0["arrangement"] })
        #expect(gallery.arrangements.filter { !used.contains($0) } == [])
    }
}
