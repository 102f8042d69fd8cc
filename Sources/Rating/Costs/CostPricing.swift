internal import Billing

/// Prices the costs of one matter by the rules of its arrangement and of the firm.
///
/// Setting by setting the first rule that says something wins: the arrangement's for the code, for
/// the kind, for all costs; then the firm's likewise. In order: quantity times unit price, or what
/// was recorded; markup; the ceiling of a piece; the most of an entry. Each step is rounded half up
/// once, and is what the next one goes on from. Refunds are treated as costs are, with their sign.
struct CostPricing {
    let arrangement: CostRules
    let firm: CostRules
    let currency: Currency

    /// Costs that are held stay unbilled.
    func charge(
        _ entries: [CostEntry], marked marks: [EntryKey: MarkedLine] = [:],
        reporting diagnostics: inout [Diagnostic]
    ) -> (charges: [CostCharge], held: [EntryKey]) {
        var charges: [CostCharge] = []
        var held: [EntryKey] = []
        charges.reserveCapacity(entries.count)
        for entry in entries {
            let rules = rules(for: entry)
            let treatment = rules.treatment?.value ?? .billed
            guard treatment != .held else {
                held.append(entry.key)
                continue
            }
            let steps = steps(for: entry, by: rules)
            let isPriced = marks[entry.key]?.amount != nil
            if steps.isEmpty, entry.disposition == .billable, treatment == .billed, !isPriced {
                diagnostics.append(unpriced(entry))
                continue
            }
            var charge = charge(entry, steps, by: rules)
            if let line = marks[entry.key] { charge.mark(by: line) }
            charges.append(charge)
        }
        return (charges, held)
    }

    private func charge(
        _ entry: CostEntry, _ steps: [CostStep], by rules: RulesInForce
    ) -> CostCharge {
        let standard = steps.last?.amount ?? .zero(currency)
        var charge = CostCharge(
            entry: entry, standard: standard, amount: standard, display: .amount, steps: steps,
            isTaxed: rules.isTaxed?.value ?? true)
        if rules.treatment?.value == .absorbed {
            charge.waive(.absorbed, as: .hidden, rule: rules.treatment?.rule)
        } else if entry.disposition == .noCharge {
            charge.waive(.noCharge, as: .noCharge)
        }
        if charge.steps.count == 1, case .recorded = charge.steps[0].figure { charge.steps = [] }
        return charge
    }

    // MARK: Steps

    /// Empty where neither the entry nor a rule says what it costs.
    private func steps(for entry: CostEntry, by rules: RulesInForce) -> [CostStep] {
        var steps: [CostStep] = []
        let recordedUnits = entry.minorUnits ?? 0
        let isRefund =
            (recordedUnits == 0 ? entry.quantity?.thousandths ?? 0 : recordedUnits) < 0
        let quantity = entry.quantity.map { isRefund ? -$0.magnitude : $0 }
        if let quantity, let price = rules.unitPrice {
            let each = PiecePrice(tenThousandths: price.value, currency)
            steps.append(
                CostStep(.pieces(quantity, each: each), quantity.times(each), rule: price.rule))
        } else if let units = entry.minorUnits {
            let recorded = Money(minorUnits: units, currency)
            if let quantity, let each = PiecePrice(of: recorded, for: quantity) {
                steps.append(CostStep(.pieces(quantity, each: each), recorded))
            } else {
                steps.append(CostStep(.recorded, recorded))
            }
        }
        guard let start = steps.last?.amount else { return [] }
        if let markup = rules.markup, markup.value.thousandths != 0 {
            steps.append(
                CostStep(
                    .markup(markup.value, on: start), start + start.times(markup.value),
                    rule: markup.rule))
        }
        let wanted = steps.last?.amount ?? start
        if let quantity, let ceiling = rules.ceiling {
            let each = PiecePrice(tenThousandths: ceiling.value, currency)
            let most = quantity.times(each)
            if most.isNearerToZero(than: wanted) {
                steps.append(
                    CostStep(.ceiling(quantity, each: each), most, rule: ceiling.rule))
            }
        }
        let allowed = steps.last?.amount ?? wanted
        if let most = rules.most {
            let limit = Money(minorUnits: isRefund ? -most.value : most.value, currency)
            if limit.isNearerToZero(than: allowed) {
                steps.append(CostStep(.most, limit, rule: most.rule))
            }
        }
        return steps
    }

    private func unpriced(_ entry: CostEntry) -> Diagnostic {
        Diagnostic(
            .costUnpriced, at: entry.place,
            "the cost has a quantity and no amount, and no rule prices "
                + (entry.code.map { "\"\($0)\"" } ?? "costs without an expense code"),
            remedy: "add a unit-price for it under \"costs\" in firm.yaml or in the arrangement, "
                + "or record its amount")
    }

    // MARK: Rules

    private struct Setting<Value> {
        var value: Value
        var rule: String
    }

    private struct RulesInForce {
        var unitPrice: Setting<Int>?
        var markup: Setting<Percent>?
        var ceiling: Setting<Int>?
        var most: Setting<Int>?
        var treatment: Setting<CostRule.Treatment>?
        var isTaxed: Setting<Bool>?
    }

    private func rules(for entry: CostEntry) -> RulesInForce {
        var found = RulesInForce()
        let code = entry.code?.lowercased()
        let kind = code.flatMap { arrangement.kind(of: $0) ?? firm.kind(of: $0) }
        for source in [arrangement, firm] {
            // The firm's amounts say nothing to a matter in another currency.
            let pays = source.currency.map { $0 == currency } ?? true
            for rule in source.rules(code: code, kind: kind) {
                let name = source.source + (entry.code.map { ", " + $0 } ?? "")
                func setting<Value>(
                    _ value: Value?, orElse earlier: Setting<Value>?
                ) -> Setting<Value>? {
                    earlier ?? value.map { Setting(value: $0, rule: name) }
                }
                found.markup = setting(rule.markup, orElse: found.markup)
                found.treatment = setting(rule.treatment, orElse: found.treatment)
                found.isTaxed = setting(rule.isTaxed, orElse: found.isTaxed)
                guard pays else { continue }
                found.unitPrice = setting(rule.unitPrice, orElse: found.unitPrice)
                found.ceiling = setting(rule.ceiling, orElse: found.ceiling)
                found.most = setting(rule.most, orElse: found.most)
            }
        }
        return found
    }
}

extension CostCharge {
    fileprivate mutating func waive(
        _ figure: CostStep.Figure, as display: ChargeDisplay, rule: String? = nil
    ) {
        amount = .zero(amount.currency)
        self.display = display
        steps.append(CostStep(figure, amount, rule: rule))
    }
}

extension Money {
    fileprivate func isNearerToZero(than other: Money) -> Bool {
        abs(minorUnits) < abs(other.minorUnits)
    }
}
