import Foundation
import TestSupport
import Testing

/// The pages about fee arrangements quote the examples under Examples/arrangements as they stand.
///
/// A yaml block that begins with `# arrangements/NAME.yaml` is that file, and a text block that
/// begins with `statements/NAME.txt, invoice of 2026-09-30` (or `pro forma of …`) has lines of that
/// statement one after the other; a line `…` stands for any that are left out.
@Suite struct ArrangementDocumentationTests {
    private static let documentation = ArrangementGallery.example.deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Documentation")

    private let pages: [DocumentationPage]

    init() throws {
        pages = try TemporaryFolder.names(endingIn: ".md", below: Self.documentation.path).map {
            DocumentationPage(
                name: $0,
                text: try String(
                    contentsOf: Self.documentation.appendingPathComponent($0), encoding: .utf8))
        }
    }

    @Test func arrangementsAreQuotedAsTheyStand() {
        #expect(pages.flatMap(\.arrangements).map(\.problems).flatMap { $0 } == [])
    }

    @Test func statementsAreQuotedAsTheyPrint() {
        #expect(pages.flatMap(\.statements).map(\.problems).flatMap { $0 } == [])
    }

    @Test func eachArrangementIsOnSomePage() {
        let files = TemporaryFolder.names(
            endingIn: ".yaml", below: ArrangementGallery.example.path + "/arrangements")
        let quoted = Set(pages.flatMap(\.arrangements).map(\.file))
        #expect(files.filter { !quoted.contains("arrangements/" + $0) } == [])
    }

    @Test func theIndexNamesEachPageAndEachExample() throws {
        let index = try #require(pages.first { $0.name == "arrangements/README.md" })
        let named = Set(index.links.map(\.target))
        let others = pages.map(\.name).filter { $0.hasPrefix("arrangements/") && $0 != index.name }
        #expect(
            others.filter { !named.contains(String($0.dropFirst("arrangements/".count))) } == [])
        let files = TemporaryFolder.names(
            endingIn: ".yaml", below: ArrangementGallery.example.path + "/arrangements"
        ).map { $0.dropLast(".yaml".count) }
        // The combinations have a page of their own.
        #expect(
            files.filter { !$0.hasPrefix("combination-") && !index.text.contains("`\($0)`") } == [])
    }

    @Test func linksLeadSomewhere() {
        let broken = pages.flatMap { page in
            page.links.filter { link in
                !FileManager.default.fileExists(
                    atPath: Self.documentation.appendingPathComponent(page.name)
                        .deletingLastPathComponent().appendingPathComponent(link.target)
                        .standardizedFileURL.path)
            }.map { "\(page.name), line \($0.line): there is no \($0.target)" }
        }
        #expect(broken == [])
    }

    // MARK: What the checks themselves find

    private static let printed = [
        "Fees at hourly rates  1,000.00", "Less 10 %  (100.00)", "900.00",
    ]

    @Test(
        arguments: [
            (["Fees at hourly rates 1,000.00", "Less  10 %   (100.00)"], nil),
            (["Fees at hourly rates 1,000.00", "…", "900.00"], nil),
            (["900.00", "…"], nil),
            (["…", "Less 10 % (100.00)", "900.00"], nil),
            (
                ["Less 10 % (110.00)"],
                "line 7: \"Less 10 % (110.00)\" is not printed; nearest is "
                    + "\"Less 10 % (100.00)\""
            ),
            (
                ["900.00", "…", "Less 10 % (100.00)"],
                "line 9: \"Less 10 % (100.00)\" is printed, but not after what is quoted before it"
            ),
            (
                ["Fees at hourly rates 1,000.00", "900.00"],
                "line 8: \"900.00\" does not follow the line before it; what follows is "
                    + "\"Less 10 % (100.00)\""
            ),
        ] as [([String], String?)])
    func linesOutOfPlaceAreFound(_ quoted: [String], _ problem: String?) {
        #expect(QuotedLines(quoted, from: 7).problem(in: Self.printed) == problem)
    }
}

/// A page of the documentation, with what it quotes.
private struct DocumentationPage {
    var name: String
    var text: String
    var arrangements: [QuotedArrangement] = []
    var statements: [QuotedStatement] = []
    var links: [(target: String, line: Int)] = []

    init(name: String, text: String) {
        self.name = name
        self.text = text
        var fence: String?
        var block: [String] = []
        for (index, line) in text.components(separatedBy: "\n").enumerated() {
            if let opened = fence, line == "```" {
                keep(block, fence: opened, from: index + 1 - block.count)
                fence = nil
            } else if fence != nil {
                block.append(line)
            } else if line.hasPrefix("```") {
                fence = String(line.dropFirst(3))
                block = []
            } else {
                for match in line.matches(of: /\]\(([^)#:]+)(#[^)]*)?\)/) {
                    links.append((String(match.1), index + 1))
                }
            }
        }
    }

    /// `line` is that of the block's first.
    private mutating func keep(_ block: [String], fence: String, from line: Int) {
        guard let first = block.first else { return }
        let lines = QuotedLines(Array(block.dropFirst()), from: line + 1)
        let place = "\(name), "
        if fence == "yaml", let match = first.wholeMatch(of: /# (arrangements\/.+\.yaml)/) {
            arrangements.append(
                QuotedArrangement(place: place, file: String(match.1), lines: lines))
        } else if fence == "text",
            let match = first.wholeMatch(
                of: /(statements\/.+\.txt), (invoice|pro forma) of ([-0-9]{10})/)
        {
            statements.append(
                QuotedStatement(
                    place: place, file: String(match.1), heading: "\(match.2) of \(match.3)",
                    lines: lines))
        }
    }
}

private struct QuotedArrangement {
    var place: String
    var file: String
    var lines: QuotedLines

    var problems: [String] {
        guard let text = exampleText(file) else {
            return [place + "line \(lines.first - 1): there is no \(file)"]
        }
        let written = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (index, line) in written.dropLast().enumerated() where index >= lines.texts.count {
            return [place + "line \(lines.first + index): \"\(line)\" of \(file) is missing"]
        }
        for (index, line) in lines.texts.enumerated() {
            let own = index < written.count - 1 ? written[index] : nil
            guard own != line else { continue }
            return [
                place + "line \(lines.first + index): \(file) has "
                    + (own.map { "\"\($0)\"" } ?? "ended") + " where the page has \"\(line)\""
            ]
        }
        return []
    }
}

private struct QuotedStatement {
    var place: String
    var file: String
    var heading: String
    var lines: QuotedLines

    var problems: [String] {
        guard let text = exampleText(file) else {
            return [place + "line \(lines.first - 1): there is no \(file)"]
        }
        let sections = text.components(separatedBy: "\n== ").map {
            ($0.hasPrefix("== ") ? String($0.dropFirst(3)) : $0).components(separatedBy: "\n")
        }
        guard let section = sections.first(where: { $0.first?.lowercased() == heading }) else {
            return [place + "line \(lines.first - 1): \(file) has no \(heading)"]
        }
        return lines.problem(in: Array(section.dropFirst())).map { [place + $0] } ?? []
    }
}

/// Lines that a page quotes, `…` for some that are left out.
private struct QuotedLines {
    var texts: [String]
    /// The line of the page that the first of them is.
    var first: Int

    init(_ texts: [String], from first: Int) {
        self.texts = texts
        self.first = first
    }

    /// How far words stand apart, and blank lines, say nothing.
    private static func words(_ line: String) -> [Substring] { line.split(separator: " ") }

    /// The first line that is not where it should be, in words.
    func problem(in printed: [String]) -> String? {
        let printed = printed.map(Self.words).filter { !$0.isEmpty }
        var next = 0
        for run in runs {
            let words = run.map(\.words)
            let found = printed.indices.dropFirst(next).first {
                printed[$0...].starts(with: words)
            }
            guard let found else { return problem(with: run, in: printed, after: next) }
            next = found + words.count
        }
        return nil
    }

    /// Lines without anything left out between them.
    private var runs: [[(words: [Substring], line: Int)]] {
        var runs: [[(words: [Substring], line: Int)]] = [[]]
        for (index, text) in texts.enumerated() {
            let words = Self.words(text)
            if words == ["…"] {
                runs.append([])
            } else if !words.isEmpty {
                runs[runs.count - 1].append((words, first + index))
            }
        }
        return runs.filter { !$0.isEmpty }
    }

    private func problem(
        with run: [(words: [Substring], line: Int)], in printed: [[Substring]], after next: Int
    ) -> String {
        func shown(_ words: [Substring]) -> String { "\"" + words.joined(separator: " ") + "\"" }
        for quoted in run where !printed.contains(quoted.words) {
            let nearest = printed.max {
                Self.likeness($0, quoted.words) < Self.likeness($1, quoted.words)
            }
            return "line \(quoted.line): \(shown(quoted.words)) is not printed; nearest is "
                + shown(nearest ?? [])
        }
        guard let start = printed[next...].firstIndex(of: run[0].words) else {
            return "line \(run[0].line): \(shown(run[0].words)) is printed, but not after what is "
                + "quoted before it"
        }
        let matched = zip(printed[start...], run).prefix { $0 == $1.words }.count
        let follows = start + matched < printed.count ? printed[start + matched] : []
        return "line \(run[matched].line): \(shown(run[matched].words)) does not follow the line "
            + "before it; what follows is \(shown(follows))"
    }

    /// How many words two lines share, less those that only one has.
    private static func likeness(_ one: [Substring], _ other: [Substring]) -> Int {
        2 * Set(one).intersection(other).count - Set(one).symmetricDifference(other).count
    }
}

private func exampleText(_ file: String) -> String? {
    try? String(
        contentsOf: ArrangementGallery.example.appendingPathComponent(file), encoding: .utf8)
}
