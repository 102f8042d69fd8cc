import Billing
import Digest
import Foundation
import TestSupport
import Testing
import Typesetting

@testable import Pipeline

/// Where everything stands on every page of every kind of document, in every template, on both papers.
///
/// After a change that is meant, `ENGROSS_WRITE_EXAMPLES=1 swift test --filter PageLayoutTests` writes the
/// files in Goldens/ anew; read the difference, and look at the pages with `engross preview`. The text is
/// explained in Sources/Typesetting/PageLayout.swift. It depends on the fonts that Scripts/setup.sh
/// installs.
@Suite struct PageLayoutTests {
    private static let pages = SampleLayouts.templates.flatMap { template in
        SampleLayouts.papers.map { (template, $0) }
    }

    @Test(arguments: pages)
    func everythingStandsWhereItStood(template: String, paper: String) throws {
        let setter = try Setter(template)
        for sample in try SampleLayouts(template: template, paper: paper).all {
            let made = try setter.pages(of: sample).enumerated().map { index, lines in
                "== Page \(index + 1)\n" + lines.map { $0 + "\n" }.joined()
            }.joined()
            try compare(made, with: "\(template)/\(paper)/\(sample.name)")
        }
    }

    /// Of each page how many lines it has, where the last begins, and a digest; the last page in full.
    @Test(arguments: pages)
    func hundredsOfPagesAreAsTheyWere(template: String, paper: String) throws {
        let setter = try Setter(template)
        for sample in try SampleLayouts(template: template, paper: paper).long {
            let pages = try setter.pages(of: sample)
            #expect(pages.count >= 200, "\(sample.name) has only \(pages.count)")
            let digests = pages.enumerated().map { index, lines in
                let end = lines.last { !$0.hasPrefix(" ") }?.split(separator: " ").first ?? ""
                return "\(index + 1): \(lines.count) lines to \(end), "
                    + SHA256.hex(of: Array(lines.joined(separator: "\n").utf8)).prefix(8) + "\n"
            }
            let last = pages[pages.count - 1].map { $0 + "\n" }.joined()
            try compare(
                digests.joined() + "== Page \(pages.count)\n" + last,
                with: "\(template)/\(paper)/\(sample.name)")
        }
    }

    /// Nothing is left of a document that is no longer made.
    @Test func everyGoldenIsOfADocument() throws {
        let made = try SampleLayouts(template: "standard", paper: "a4")
        let names = Self.pages.flatMap { template, paper in
            (made.all + made.long).map { "\(template)/\(paper)/\($0.name).txt" }
        }
        #expect(TemporaryFolder.names(endingIn: ".txt", below: folder.path) == names.sorted())
    }

    // MARK: Comparing

    private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Goldens")

    private func compare(_ made: String, with name: String) throws {
        let file = folder.appendingPathComponent(name + ".txt")
        if ProcessInfo.processInfo.environment["ENGROSS_WRITE_EXAMPLES"] != nil {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(made.utf8).write(to: file)
        }
        let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        guard made != expected else { return }
        let old = expected.split(separator: "\n")
        let new = made.split(separator: "\n")
        let place = zip(old, new).prefix { $0 == $1 }.count
        let page = new.prefix(place).last { $0.hasPrefix("==") } ?? ""
        Issue.record(
            """
            \(name) \(page) is set otherwise:
            - \(place < old.count ? old[place] : "")
            + \(place < new.count ? new[place] : "")
            """)
    }
}

/// Sets documents in one template.
private struct Setter {
    private let template: String
    private let renderer = Renderer(finder: TemplateFinder(firmFolder: "/nowhere"))

    init(_ template: String) throws {
        self.template = template
    }

    func pages(of sample: SampleDocument) throws -> [[String]] {
        var found: [Diagnostic] = []
        let loaded = renderer.template(template, in: sample.language, reporting: &found)
        let template = try #require(loaded, "\(found)")
        let typesetter = renderer.typesetter(for: sample, in: template)
        let typeset = typesetter.typeset(renderer.document(of: sample, in: template))
        return (1...typeset.pageCount).map { typesetter.layout(of: $0, in: typeset) }
    }
}
