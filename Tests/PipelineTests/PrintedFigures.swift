import TestSupport

/// The figures of one statement, read off its pages, and what does not add up among them.
///
/// Knows nothing of how the program reckons: only what stands on paper, where, and what a client
/// with a pencil would expect of it. Amounts are cents, hours hundredths.
struct PrintedFigures {
    private(set) var problems: [String] = []
    private(set) var fees: Int?
    private(set) var costs: Int?
    private(set) var tax = 0
    private(set) var total: Int?
    private(set) var amountDue: Int?
    /// Lines of services and costs that were read, so that a test can see that there were any.
    private(set) var lineCount = 0

    private enum Section {
        case none, services, costs, timekeepers, tasks, overview, sums
    }

    private var section = Section.none
    private var matterFees = 0
    private var matterCosts = 0
    private var allFees = 0
    private var allCosts = 0
    /// Where the column of amounts ends, and whether one of rates stands before it.
    private var amountEnd = 0
    private var hasRates = false
    private var lineHours = 0
    private var lineAmounts = 0
    private var itemAmounts = 0
    /// The same of earlier agreements on the statement.
    private var before = (hours: 0, lines: 0, items: 0)
    /// Lines and rows without a rate, which only a price that is spread over them may have.
    private var unrated: [String] = []
    private var isSpread = false
    /// What the services table says of the time alone; the summaries must say the same.
    private var timeHours: Int?
    private var timeAmount: Int?
    private var columns = [0, 0, 0]
    private var previousBalance = 0
    private var payments = 0
    private var isInAccount = false
    private var retainer: Int?

    init(pages text: String) {
        for line in text.split(separator: "\n") {
            read(PageLine(line))
            if let arithmetic = PrintedArithmetic(line), !arithmetic.isRight {
                problems.append("wrong arithmetic: \(arithmetic.printed)")
            }
        }
        if total == nil { problems.append("no total was found") }
        check("the total", fees.map { $0 + (costs ?? 0) + tax }, total)
    }

    private mutating func check(_ what: String, _ expected: Int?, _ printed: Int?) {
        guard expected != printed else { return }
        problems.append(
            "\(what) should be \(PrintedFigures.text(expected)) and is "
                + PrintedFigures.text(printed))
    }

    private static func text(_ value: Int?) -> String { value.map(String.init) ?? "missing" }

    // MARK: Where a line stands

    private mutating func read(_ line: PageLine) {
        if line.isMarginal { return }
        if let section = section(headed: line) {
            begin(section)
        } else if line.fields.last == "Amount" {
            amountEnd = line.end
            hasRates = line.fields.contains("Rate")
        } else if line.fields.count >= 2, line.fields.last?.hasPrefix("Matter ") == true {
            section = .none
        } else {
            switch section {
            case .none: readMatterTotal(line)
            case .services: readService(line)
            case .costs: readCost(line)
            case .timekeepers: readSummary(line, "timekeeper", figures: 3)
            case .tasks: readSummary(line, "task", figures: 2)
            case .overview: readOverview(line)
            case .sums: readSums(line)
            }
        }
    }

    private func section(headed line: PageLine) -> Section? {
        switch line.text {
        case "Professional services": .services
        case "Costs and disbursements": .costs
        case "Timekeeper summary": .timekeepers
        case "Task summary": .tasks
        case "Summary of matters": .overview
        default: nil
        }
    }

    private mutating func begin(_ section: Section) {
        self.section = section
        columns = [0, 0, 0]
        if section == .services {
            (lineHours, lineAmounts, itemAmounts) = (0, 0, 0)
            before = (0, 0, 0)
            (timeHours, timeAmount) = (nil, nil)
            (unrated, isSpread) = ([], false)
        }
    }

    // MARK: Tables

    private mutating func readService(_ line: PageLine) {
        if line.startsWithDate {
            lineCount += 1
            readServiceLine(line)
        } else if line.text.hasPrefix("Time recorded") {
            check("the hours recorded", lineHours - before.hours, line.figures.first)
            check(
                "the time recorded", lineAmounts - before.lines,
                line.isNoCharge ? 0 : line.figures.last)
        } else if line.text.hasPrefix("Fee for this work") {
            check("the fee for this work", feeSoFar, line.figures.last)
            before = (lineHours, lineAmounts, itemAmounts)
        } else if line.text.hasPrefix("Total professional services") {
            if line.figures.count > 1 {
                check("the hours of all services", lineHours, line.figures.first)
            }
            check("the services", lineAmounts + itemAmounts, line.figures.last)
            matterFees = line.figures.last ?? 0
            (timeHours, timeAmount) = (lineHours, lineAmounts)
            allFees += matterFees
            if !isSpread { problems += unrated }
            section = .none
        } else if line.text == "Spread over the entries above" {
            isSpread = true
        } else if let amount = amount(in: line) {
            checkPercentage(line)
            itemAmounts += amount
        }
    }

    /// What the lines and items of an agreement come to.
    private var feeSoFar: Int { lineAmounts - before.lines + itemAmounts - before.items }

    /// The figure in the column of amounts: the arithmetic of an item stands to the left of it.
    private func amount(in line: PageLine) -> Int? {
        line.end >= amountEnd - 2 ? line.figures.last : nil
    }

    /// Hours, rate, amount; or hours and "no charge", on a pro forma with the rate between them; or
    /// hours and a share of a price; or nothing at all where the price is agreed.
    private mutating func readServiceLine(_ line: PageLine) {
        // The mark beside the rate of an amount that was written up or down.
        let isAdjusted = line.fields.contains { $0.hasSuffix(".00*") }
        let line = isAdjusted ? PageLine(line.text.replacing("*", with: "")) : line
        let figures = line.figures
        guard let hours = figures.first else { return }
        lineHours += hours
        guard !line.isNoCharge else { return }
        lineAmounts += figures[figures.count - 1]
        if figures.count == 2 {
            if hasRates { unrated.append("a line has no rate: \(line.text)") }
            return
        }
        guard figures.count == 3 else {
            problems.append("a line has \(figures.count) figures: \(line.text)")
            return
        }
        guard !isAdjusted else { return }
        check(
            "\(hours) hundredths of an hour at \(figures[1])", half(hours * figures[1], 100),
            figures[2])
    }

    /// `Agreed adjustment –12.5 % of 9,210.00: …`, and what is said so of other items.
    private mutating func checkPercentage(_ line: PageLine) {
        guard
            let match = line.text.firstMatch(
                of: /([–+]?)([0-9.]+)\s%\sof\s([0-9,.]+[0-9])/),
            let thousandths = thousandths(match.2), let base = hundredths(String(match.3)),
            let printed = line.figures.last
        else { return }
        let share = half(base * thousandths, 100_000)
        guard !match.1.isEmpty else {
            check("the percentage", share, abs(printed))
            return
        }
        check("the base of the percentage", feeSoFar, base)
        check("the percentage", match.1 == "+" ? share : -share, printed)
    }

    private func thousandths(_ text: Substring) -> Int? {
        let parts = text.split(separator: ".")
        guard let whole = parts.first.flatMap({ Int($0) }) else { return nil }
        let decimals = parts.count == 2 ? parts[1] : ""
        return Int((decimals + "000").prefix(3)).map { whole * 1000 + $0 }
    }

    /// Divides and rounds half up, for what is not negative.
    private func half(_ value: Int, _ divisor: Int) -> Int {
        (2 * value + divisor) / (2 * divisor)
    }

    private mutating func readCost(_ line: PageLine) {
        if line.startsWithDate {
            lineCount += 1
            columns[0] += line.isNoCharge ? 0 : line.figures.last ?? 0
        } else if line.text.hasPrefix("Total costs and disbursements") {
            check("the costs", columns[0], line.figures.last)
            matterCosts = line.figures.last ?? 0
            allCosts += matterCosts
            section = .none
        } else if line.text.hasPrefix("Costs recorded") {
            check("the costs recorded", columns[0], line.figures.last)
        } else if let amount = amount(in: line) {
            columns[0] += amount
        }
    }

    private mutating func readMatterTotal(_ line: PageLine) {
        if line.text.hasPrefix("Total matter ") {
            check("\(line.fields[0])", matterFees + matterCosts, line.figures.last)
            (matterFees, matterCosts) = (0, 0)
        } else {
            readSums(line)
        }
    }

    private mutating func readSummary(_ line: PageLine, _ what: String, figures count: Int) {
        let figures = line.figures
        guard figures.count >= 2 else {
            readMatterTotal(line)
            return
        }
        if line.fields.first == "Total" {
            check("the hours of the \(what) summary", columns[0], figures.first)
            check("the amounts of the \(what) summary", columns[1], figures.last)
            check("the hours of the \(what) summary and the services", timeHours, figures.first)
            check("the amounts of the \(what) summary and the services", timeAmount, figures.last)
            section = .none
            return
        }
        columns[0] += figures[0]
        columns[1] += figures[figures.count - 1]
        if count == 3, !line.isNoCharge, hasRates, !isSpread, figures.count != 3 {
            problems.append("a row of the \(what) summary lacks a figure: \(line.text)")
        }
    }

    private mutating func readOverview(_ line: PageLine) {
        let figures = line.figures
        guard figures.count == 3 else { return }
        check("\(line.fields[0]) across", figures[0] + figures[1], figures[2])
        if line.fields[0] == "Total" {
            for (index, name) in ["fees", "costs", "totals"].enumerated() {
                check("the \(name) of all matters", columns[index], figures[index])
            }
            section = .none
        } else {
            for index in 0..<3 { columns[index] += figures[index] }
        }
    }

    // MARK: The way down to the amount due

    private mutating func readSums(_ line: PageLine) {
        guard let name = line.fields.first, let figure = line.figures.last else { return }
        section = .sums
        switch name {
        case "Professional services":
            fees = figure
            check("the fees of all matters", allFees, figure)
        case "Costs and disbursements":
            costs = figure
            check("the costs of all matters", allCosts, figure)
        case "Total of this invoice", "Total of this pro forma": total = figure
        // The attorney's box names it too.
        case "Previous balance" where total != nil:
            previousBalance = figure
            isInAccount = true
        case "Applied from retainer":
            if figure > 0 { problems.append("the retainer raises the debt: \(line.text)") }
            payments += figure
        case "Amount due": readAmountDue(figure)
        case "Balance of the retainer before": retainer = figure
        case "Balance of the retainer":
            check("the balance of the retainer", retainer, figure)
            retainer = nil
        default:
            if let held = retainer {
                retainer = held + figure
            } else if isInAccount {
                payments += figure
                if figure > 0 { problems.append("a payment raises the debt: \(line.text)") }
            } else if let match = line.text.firstMatch(of: /([0-9.]+)\s%\son\s([0-9,.]+[0-9])/),
                let percent = thousandths(match.1), let base = hundredths(String(match.2))
            {
                tax += figure
                check("the tax", half(base * percent, 100_000), figure)
            } else if name != "Remittance" {
                section = .none
            }
        }
    }

    /// Once with the sums, once on the slip.
    private mutating func readAmountDue(_ figure: Int) {
        if let amountDue {
            check("the amount due on the slip", amountDue, figure)
        } else {
            amountDue = figure
            check("the amount due", total.map { previousBalance + payments + $0 }, figure)
        }
        isInAccount = false
    }
}
