import Billing
import Foundation
import Grouping
import TestSupport
import Testing

/// What must hold for every statement, whatever the firm, its rates and its arrangements.
@Suite struct InvariantTests {
    @Test func everyPageAddsUp() {
        var lineCount = 0
        for seed in 1...200 {
            let (statements, found) = RandomMonth(seed: seed).statements()
            #expect(found == [], "seed \(seed)")
            for statement in statements {
                #expect(statement.addsUp, "seed \(seed)")
                expectMirror(of: statement, "seed \(seed)")
                checkColumns(of: statement, seed: seed)
                for matter in statement.matters {
                    lineCount += matter.lines.count
                    checkLines(of: matter, decimals: statement.hoursDecimals, seed: seed)
                }
            }
        }
        // The property would hold of nothing, too.
        #expect(lineCount > 5_000)
    }

    /// Every figure is read as it is printed, and reckoned again with decimals.
    private func checkLines(of matter: MatterStatement, decimals: Int, seed: Int) {
        var columns = (hours: Decimal(0), amount: Decimal(0))
        for line in matter.lines {
            let unit = [10_000, 1_000, 100, 10, 1][decimals]
            #expect(line.hours.tenThousandths % unit == 0, "seed \(seed), line \(line.id)")
            let hours = printed(line.hours.tenThousandths / unit, decimals: decimals)
            let amount = printed(line.amount)
            columns.hours += hours
            columns.amount += amount
            guard line.display == .amount else {
                let isShare = line.display == .share
                #expect(isShare || amount == 0, "seed \(seed), line \(line.id)")
                continue
            }
            let rate = line.perHour.map(printed) ?? -1
            #expect(
                rounded(hours * rate, decimals: line.amount.currency.decimals) == amount,
                "seed \(seed), line \(line.id): \(hours) × \(rate)")
        }
        #expect(columns.amount == printed(matter.linesTotal), "seed \(seed)")
        #expect(
            columns.amount + matter.items.map { printed($0.amount) }.reduce(0, +)
                == printed(matter.fees), "seed \(seed)")
        #expect(
            matter.timekeepers.map { printed($0.amount) }.reduce(0, +) == columns.amount,
            "seed \(seed)")
        #expect(
            matter.timekeepers.map { printed($0.hours.tenThousandths, decimals: 4) }.reduce(0, +)
                == columns.hours, "seed \(seed)")
        if matter.lines.contains(where: { $0.task != nil }) {
            #expect(
                matter.tasks.map { printed($0.amount) }.reduce(0, +) == columns.amount,
                "seed \(seed)")
            #expect(
                matter.tasks.map { printed($0.hours.tenThousandths, decimals: 4) }.reduce(0, +)
                    == columns.hours, "seed \(seed)")
        } else {
            #expect(matter.tasks.isEmpty, "seed \(seed)")
        }
        checkItems(of: matter, seed: seed)
    }

    /// An adjustment's percentage of its printed base is its printed amount.
    private func checkItems(of matter: MatterStatement, seed: Int) {
        var before = printed(matter.linesTotal)
        for item in matter.items {
            if case .percent(let percent, let base)? = item.working.first?.figure {
                #expect(printed(base) == before, "seed \(seed)")
                let share = before * printed(percent.thousandths, decimals: 3) / 100
                #expect(
                    rounded(share, decimals: item.amount.currency.decimals)
                        == printed(item.amount), "seed \(seed)")
            }
            before += printed(item.amount)
        }
    }

    private func checkColumns(of statement: Statement, seed: Int) {
        let fees = statement.matters.map { printed($0.fees) }.reduce(0, +)
        let costs = statement.matters.flatMap(\.costLines).map { printed($0.amount) }.reduce(0, +)
        let taxes = statement.taxes.map { printed($0.amount) }.reduce(0, +)
        #expect(fees == printed(statement.fees), "seed \(seed)")
        #expect(costs == printed(statement.costs), "seed \(seed)")
        #expect(fees + costs + taxes == printed(statement.total), "seed \(seed)")
        for tax in statement.taxes {
            let share = printed(tax.base) * printed(tax.percent.thousandths, decimals: 3) / 100
            #expect(
                rounded(share, decimals: statement.currency.decimals) == printed(tax.amount),
                "seed \(seed)")
        }
    }

    @Test func theOrderOfTheInputsChangesNothing() {
        for seed in 1...200 {
            let month = RandomMonth(seed: seed)
            let straight = month.statements().all
            for shuffle in 1...3 {
                let shuffled = month.statements(shuffledBy: UInt64(shuffle)).all
                #expect(shuffled == straight, "seed \(seed), shuffle \(shuffle)")
            }
        }
    }

    @Test func noEntryStandsOnTwoStatements() {
        for seed in 1...200 {
            let month = RandomMonth(seed: seed)
            let keys = month.statements().all.flatMap(\.matters).flatMap { matter in
                matter.lines.map(\.entry) + matter.costLines.map(\.entry)
            }
            #expect(Set(keys).count == keys.count, "seed \(seed)")
        }
    }
}
