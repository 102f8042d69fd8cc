import Billing
import Foundation
import TestSupport
import Testing

/// What must hold of every arrangement, however its terms are combined: 10,000 of them, each over
/// three months.
@Suite struct ArrangementPropertyTests {
    private static let seeds = 1...500

    @Test func whateverWasAgreedAddsUp() {
        #expect(Self.seeds.count * RandomArrangements.count == 10_000)
        var kinds: Set<FeeItem.Kind> = []
        for seed in Self.seeds {
            let arrangements = RandomArrangements(seed: seed)
            let months = arrangements.months()
            for (index, month) in months.enumerated() {
                let source = "seed \(seed), month \(index + 1)"
                let errors = month.found.filter { $0.severity == .error }.map(\.fact)
                #expect(errors == [], "\(source)")
                for statement in month.statements {
                    #expect(statement.addsUp, "\(source)")
                    expectMirror(of: statement, source)
                    for matter in statement.matters { checkFigures(of: matter, source) }
                }
                for rated in month.rated {
                    kinds.formUnion(rated.items.map(\.kind))
                    checkEntries(of: rated, month, source)
                }
            }
            checkClaims(months, "seed \(seed)")
            checkCaps(arrangements, months, "seed \(seed)")
            checkHoldbacks(months, "seed \(seed)")
        }
        // The properties would hold of nothing, too.
        #expect(kinds == Set(FeeItem.Kind.allCases))
    }

    @Test func theOrderOfEntriesChangesNothing() {
        for seed in Self.seeds where seed.isMultiple(of: 8) {
            let arrangements = RandomArrangements(seed: seed)
            let straight = arrangements.months().map(\.statements)
            let shuffled = arrangements.shuffled(by: UInt64(seed)).months().map(\.statements)
            // Compared first, so that a failure prints the seed and not the statements.
            let isSame = straight == shuffled
            #expect(isSame, "seed \(seed)")
        }
    }

    /// Times and rates are such that no line has a fraction of a cent to round.
    @Test func anEntryInTwoPartsIsBilledAsOne() {
        for seed in Self.seeds where seed.isMultiple(of: 8) {
            let arrangements = RandomArrangements(seed: seed)
            for (whole, parts) in zip(arrangements.months(), arrangements.split().months()) {
                #expect(whole.rated.count == parts.rated.count)
                for (whole, parts) in zip(whole.rated, parts.rated) {
                    let source = "seed \(seed), \(whole.matter)"
                    #expect(whole.sections == parts.sections, "\(source)")
                    #expect(whole.tallies == parts.tallies, "\(source)")
                    #expect(whole.costItems == parts.costItems, "\(source)")
                    #expect(
                        whole.charges.map(\.billed).sum() == parts.charges.map(\.billed).sum(),
                        "\(source)")
                }
            }
        }
    }

    // MARK: Figures

    /// Every figure is read as it is printed, and reckoned again with decimals.
    private func checkFigures(of matter: MatterStatement, _ source: String) {
        let lines = matter.lines.map { decimal($0.amount) }.reduce(0, +)
        let items = matter.sections.flatMap(\.items)
        let fees = lines + items.map { decimal($0.amount) }.reduce(0, +)
        #expect(fees == decimal(matter.fees), "\(source), \(matter.id)")
        let costs = (matter.costLines.map(\.amount) + matter.costItems.map(\.amount)).map(decimal)
        #expect(costs.reduce(0, +) == decimal(matter.costsTotal), "\(source), \(matter.id)")
        for step in (items + matter.costItems).flatMap(\.working) where !isTrue(step) {
            Issue.record("\(source), \(matter.id): \(step)")
        }
        for section in matter.sections where !section.items.isEmpty {
            var above = decimal(section.time)
            for item in section.items {
                for step in item.working where step.name == .feeSoFar {
                    #expect(decimal(step.result) == above, "\(source), \(matter.id)")
                }
                above += decimal(item.amount)
            }
            #expect(above == decimal(section.fee), "\(source), \(matter.id)")
        }
    }

    private func isTrue(_ step: WorkingStep) -> Bool {
        let result = decimal(step.result)
        let decimals = step.money?.currency.decimals ?? 4
        switch step.figure {
        case .given: return true
        case .percent(let percent, let base):
            return result
                == rounded(
                    decimal(base) * decimal(percent.thousandths, decimals: 5), decimals: decimals)
        case .sum(let values): return result == values.map(decimal).reduce(0, +)
        case .product(let value, let price):
            return result == rounded(decimal(value) * decimal(price), decimals: decimals)
        }
    }

    private func decimal(_ value: WorkingStep.Value) -> Decimal {
        switch value {
        case .money(let money): decimal(money)
        case .hours(let hours): decimal(hours.tenThousandths, decimals: 4)
        case .count(let count): Decimal(count)
        }
    }

    private func decimal(_ money: Money) -> Decimal {
        decimal(money.minorUnits, decimals: money.currency.decimals)
    }

    private func decimal(_ units: Int, decimals: Int) -> Decimal {
        Decimal(
            sign: units < 0 ? .minus : .plus, exponent: -decimals, significand: Decimal(abs(units)))
    }

    // MARK: Entries

    /// Charged and waiting together are what was considered, and no entry is both.
    private func checkEntries(
        of rated: RatedMatter, _ month: RandomArrangements.Month, _ source: String
    ) {
        let keys =
            rated.charges.map(\.entry.key) + rated.costs.map(\.entry.key) + rated.waiting
        #expect(keys.count == Set(keys).count, "\(source), \(rated.matter)")
        #expect(Set(keys) == month.considered[rated.matter], "\(source), \(rated.matter)")
    }

    /// No entry is on two invoices, and no part is.
    private func checkClaims(_ months: [RandomArrangements.Month], _ source: String) {
        let rated = months.flatMap(\.rated)
        let keys = rated.flatMap { $0.charges.map(\.entry.key) + $0.costs.map(\.entry.key) }
        #expect(keys.count == Set(keys).count, "\(source)")
        let parts = rated.flatMap(\.items).compactMap(\.part)
        #expect(parts.count == Set(parts).count, "\(source)")
    }

    // MARK: History

    /// Fees never come to more than a cap over the matter that nothing follows.
    private func checkCaps(
        _ arrangements: RandomArrangements, _ months: [RandomArrangements.Month], _ source: String
    ) {
        var billed: [MatterID: Int] = [:]
        for rated in months.flatMap(\.rated) {
            billed[rated.matter, default: 0] += rated.fees.minorUnits
            guard let cap = arrangements.lifetimeCaps[rated.matter] else { continue }
            #expect(billed[rated.matter] ?? 0 <= cap, "\(source), \(rated.matter)")
        }
    }

    /// What was held is released, forfeited, or still the balance.
    private func checkHoldbacks(_ months: [RandomArrangements.Month], _ source: String) {
        var held: [MatterID: Int] = [:]
        for rated in months.flatMap(\.rated) {
            for item in rated.items where item.kind == .holdback || item.kind == .release {
                held[rated.matter, default: 0] -= item.amount.minorUnits
                for step in item.working where step.name == .forfeited {
                    held[rated.matter, default: 0] -= step.money?.minorUnits ?? 0
                }
            }
            #expect(
                rated.standing.held?.minorUnits ?? 0 == held[rated.matter] ?? 0,
                "\(source), \(rated.matter)")
        }
    }
}
