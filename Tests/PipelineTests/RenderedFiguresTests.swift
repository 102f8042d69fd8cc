import TestSupport
import Testing

/// Every PDF of a month, reckoned through as a client with a pencil would.
@Suite struct RenderedFiguresTests {
    private let month: SampleMonth

    init() throws {
        month = try SampleMonth.shared()
    }

    @Test func everyFigureOnEveryPageAddsUp() {
        #expect(month.documents.count >= 60)
        for document in month.documents {
            let printed = PrintedFigures(pages: document.text)
            #expect(printed.problems == [], "\(document.file)")
        }
    }

    @Test func theRegisterSaysWhatThePagesSay() {
        for document in month.documents {
            let printed = PrintedFigures(pages: document.text)
            let onPaper = [printed.fees, printed.costs, printed.tax, printed.total]
            #expect(onPaper == document.cents, "\(document.file)")
        }
    }

    @Test func thePagesHoldAllEntriesThatTheRunCharged() {
        for kind in ["invoice", "proforma"] {
            let lines = month.documents.filter { $0.kind == kind }
                .map { PrintedFigures(pages: $0.text).lineCount }.reduce(0, +)
            // A fixed fee may hide its entries from the client, never from the attorney.
            if kind == "proforma" {
                #expect(lines == month.report.entries.charged)
            } else {
                #expect(lines > 300)
            }
        }
    }

    @Test func everyKindOfLineIsAmongWhatWasChecked() {
        let all = month.documents.map(\.text).joined()
        for words in [
            "Fixed fee:", "Agreed value:", "Agreed adjustment", "no charge", "VAT 20",
            "Previous balance", "Total matter ", "Summary of matters", "Task summary", "(",
        ] {
            #expect(all.contains(words), "the sample month has no \"\(words)\"")
        }
    }

    /// The checker itself: whichever figure of an invoice is off by a cent, it says so.
    @Test func aCentTooMuchAnywhereOnAnInvoiceIsNoticed() throws {
        let document = try #require(
            month.documents.first { $0.kind == "invoice" && $0.text.contains("Total matter") })
        let lines = document.text.split(separator: "\n", omittingEmptySubsequences: false)
        var tried = 0
        for (index, line) in lines.enumerated() {
            for spoiled in spoilings(of: String(line)) {
                var changed = lines.map(String.init)
                changed[index] = spoiled
                tried += 1
                let printed = PrintedFigures(pages: changed.joined(separator: "\n"))
                #expect(printed.problems != [], "unnoticed: \(spoiled)")
            }
        }
        #expect(tried > 50)
    }

    /// The line with each of its right-hand figures changed in turn. A rate in a summary is not
    /// multiplied there, and "no charge" lines have no sum to be part of.
    private func spoilings(of line: String) -> [String] {
        let parsed = PageLine(line)
        guard !parsed.isMarginal, parsed.figures.count == parsed.rightHand.count else { return [] }
        var spoilings: [String] = []
        var end = line.endIndex
        for (position, field) in parsed.rightHand.enumerated().reversed() {
            guard let range = line[..<end].range(of: field, options: .backwards) else { return [] }
            end = range.lowerBound
            let isRateOfSummary =
                parsed.rightHand.count == 3 && position == 1 && !parsed.startsWithDate
                && parsed.text.contains("(")
            if isRateOfSummary { continue }
            let last = field.last { $0.isNumber }
            guard let last, let place = field.lastIndex(of: last) else { continue }
            var other = field
            other.replaceSubrange(place...place, with: last == "9" ? "8" : "9")
            spoilings.append(line.replacingCharacters(in: range, with: other))
        }
        return spoilings
    }
}
