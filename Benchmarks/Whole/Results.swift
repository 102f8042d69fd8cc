import BenchmarkSupport
import Foundation

/// All that was measured, as tables.
struct Results {
    var corpus: Corpus
    var day: String
    var twoProcessors: [WholeRun]
    var oneProcessor: [WholeRun]
    var stages: [StageTimes]
    var contest: Contest
    var points: [ScalePoint]
    var cold: ColdProforma

    var markdown: String {
        """
        # Statements a second

        Written by `make bench`\(day.isEmpty ? "" : " on \(day)"). \(Machine.description)

        \(corpus.statements) statements of \(Corpus.entriesPerStatement) entries on average, the same each \
        time, in the standard template; medians of \(runs) runs, taken in turn.

        ![](results.png)

        ## Targets

        \(targetTable)

        ## The whole run

        `engross load` and `engross bill`, from an export of \(number(corpus.megabytes)) MB to posted, tagged and \
        archival files on the disk, with those for the printer. On one processor, `bill` has `--threads 1` and both \
        processes are kept to one; on two, `--threads 2` and two.

        \(wholeTable)

        ## Stages

        Each by itself, in one process that is kept to one processor. Files are written, and not waited for. The rest \
        of the whole run is bringing them to the disk, what they have attached, files for the printer, the register, \
        readying fonts and words, and starting twice.

        \(stageTable)

        ## Pages alone

        From a statement in memory to a file on the disk, one process on one processor, with fonts and whatever else \
        can be kept from one statement to the next kept; the start does not count. All set the same texts in \
        the same columns. Cairo alone is a floor: it is given our words with their glyphs and their places, and does \
        nothing but draw them, without rules, colours and structure, in one call for each font of a page.

        \(contestTable)

        Engross makes \(number(ratioToFloor, 2)) × what the faster Cairo makes. \(leftOut)

        ## Other sizes

        A new firm each, once, on two processors. Memory is the most that was resident.

        \(scaleTable)

        ## One statement

        A pro forma of some 26 entries from a new process, in a ledger of \
        \(grouped(cold.entries)) entries in \(grouped(cold.billed)) matters, \(grouped(cold.billed)) invoices among \
        them: **\(number(median(cold.milliseconds), 1)) ms** (\(number(cold.milliseconds.min(), 1)) to \
        \(number(cold.milliseconds.max(), 1)), \(cold.milliseconds.count) processes, each for another matter; the \
        one before them, which reads the program and the ledger from the disk, is left out).

        """
    }

    // MARK: What is reckoned from it

    private func rate(_ wholeRuns: [WholeRun]) -> Double {
        Double(corpus.statements) / median(wholeRuns.map(\.seconds))
    }

    var rateOnTwo: Double { rate(twoProcessors) }
    var rateOnOne: Double { rate(oneProcessor) }

    private func seconds(of stage: Stage) -> Double { median(stages.compactMap { $0[stage] }) }

    private func ratio(_ name: String, to other: String) -> Double? {
        guard let rate = contest[name]?.rate, let other = contest[other]?.rate else { return nil }
        return rate / other
    }

    /// Of the two, the one that takes less.
    private var ratioToFloor: Double? {
        let floors = [Contest.Name.floor, Contest.Name.strippedFloor]
        return floors.compactMap { ratio(Contest.Name.plain, to: $0) }.min()
    }

    private var rateAtScale: Double? {
        guard let first = points.first, let last = points.last, points.count > 1 else { return nil }
        return last.rate / first.rate
    }

    // MARK: Tables

    private var targetTable: String {
        let rows: [(String, String, Double?, String)] = [
            (
                "pages alone to those of Typst", "≥ 12",
                ratio(Contest.Name.plain, to: Contest.Name.typst), "×"
            ),
            ("pages alone to Cairo alone, the faster of both", "≥ 0.75", ratioToFloor, "×"),
            (
                "tagged and archival pages to tagged ones of Typst", "≥ 7",
                ratio(Contest.Name.tagged, to: Contest.Name.typstTagged), "×"
            ),
            (
                "the whole run on two processors to pages of Typst", "≥ 8",
                contest[Contest.Name.typst]?.rate.map { rateOnTwo / $0 }, "×"
            ),
            (
                "the whole run on two processors to that on one", "≥ 1.85", rateOnTwo / rateOnOne,
                "×"
            ),
            ("statements a second at the largest size to the smallest", "≥ 0.9", rateAtScale, "×"),
            ("memory of bill at the largest size", "≤ 100", points.last?.run.billing.peak, " MB"),
            ("one statement from a new process", "≤ 60", median(cold.milliseconds), " ms"),
        ]
        return table(
            ["", "target", "reached"],
            rows.map { name, target, reached, unit in
                [name, target + unit, reached.map { number($0, 2) + unit } ?? "–"]
            })
    }

    private var wholeTable: String {
        let rows = [("two processors", twoProcessors), ("one processor", oneProcessor)]
        return table(
            ["", "load, s", "bill, s", "statements/s", "to one"],
            rows.map { name, wholeRuns in
                [
                    name, number(median(wholeRuns.map(\.loading.seconds)), 2),
                    number(median(wholeRuns.map(\.billing.seconds)), 2), number(rate(wholeRuns)),
                    number(rate(wholeRuns) / rateOnOne, 2) + " ×",
                ]
            })
    }

    private var stageTable: String {
        let whole = median(oneProcessor.map(\.seconds))
        let rest = whole - Stage.ofOneRun.map(seconds).reduce(0, +)
        func row(_ name: String, _ seconds: Double, isPart: Bool) -> [String] {
            [
                name, number(Double(corpus.statements) / seconds),
                number(seconds / Double(corpus.statements) * 1000, 3),
                isPart ? number(seconds / whole * 100) + " %" : "",
            ]
        }
        return table(
            ["", "statements/s", "ms a statement", "share of the whole run"],
            Stage.allCases.map { stage in
                row(
                    stage.rawValue, seconds(of: stage), isPart: Stage.ofOneRun.contains(stage))
            } + [
                row("the rest", rest, isPart: true),
                row("the whole run on one processor", whole, isPart: true),
            ])
    }

    private var contestTable: String {
        let base = contest[Contest.Name.typst]?.rate
        let taking = contest.contenders.filter { !$0.isLeftOut }
        let rows = taking.sorted { ($0.rate ?? 0) > ($1.rate ?? 0) }.map { contender in
            let rates = contender.seconds.map { Double(contender.count) / $0 }
            return [
                contender.name, contender.details, String(contender.count),
                number(contender.rate), "\(number(rates.min()))–\(number(rates.max()))",
                base.flatMap { base in contender.rate.map { number($0 / base, 2) } } ?? "–",
                number(contender.pages, 1), number(contender.kilobytes),
            ]
        }
        return table(
            [
                "", "", "statements", "statements/s", "least–most", "× Typst", "pages each",
                "KB each",
            ], rows)
    }

    private var leftOut: String {
        let names = contest.contenders.filter(\.isLeftOut).map(\.name)
        return names.isEmpty
            ? "None is left out."
            : "Left out, because not installed or failing: \(names.joined(separator: "; "))."
    }

    private var scaleTable: String {
        table(
            [
                "statements", "load, s", "bill, s", "statements/s", "memory of load, MB",
                "memory of bill, MB",
            ],
            points.map { point in
                [
                    grouped(point.statements), number(point.run.loading.seconds, 1),
                    number(point.run.billing.seconds, 1), number(point.rate),
                    number(point.run.loading.peak), number(point.run.billing.peak),
                ]
            })
    }
}

extension ScalePoint {
    var rate: Double { Double(statements) / run.seconds }
}

/// Texts to the left in the first column, figures to the right in all others.
private func table(_ head: [String], _ rows: [[String]]) -> String {
    let rule = head.indices.map { $0 == 0 ? "---" : "--:" }
    return ([head, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
        .joined(separator: "\n")
}

func number(_ value: Double?, _ decimals: Int = 0) -> String {
    guard let value, value.isFinite else { return "–" }
    return String(format: "%.\(decimals)f", value)
}

/// `10 000`
func grouped(_ count: Int) -> String {
    let digits = String(count)
    return digits.enumerated().map { index, digit in
        index > 0 && (digits.count - index) % 3 == 0 ? " \(digit)" : "\(digit)"
    }.joined()
}
