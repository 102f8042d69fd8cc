extension FeeArrangement {
    /// The events that the arrangement waits for, as it calls them.
    package var eventNames: Set<String> {
        Set(
            agreements.flatMap { agreement in
                agreement.basis.eventNames + agreement.terms.flatMap(\.eventNames)
            })
    }
}

extension FeeBasis {
    fileprivate var eventNames: [String] {
        switch self {
        case .hourly, .blended, .discounted: []
        case .flat(let fee): fee.parts.compactMap(\.due.eventName)
        case .units(let fee): fee.units.compactMap(\.counted.eventName)
        case .subscription(let subscription): subscription.units.compactMap(\.counted.eventName)
        case .contingent(let fee): [fee.recovery] + fee.shares.eventNames
        case .reverseContingent(let fee): [fee.outcome]
        case .agreedValue(let value): [value.due.eventName].compactMap { $0 }
        }
    }
}

extension FeeTerm {
    fileprivate var eventNames: [String] {
        switch self {
        case .adjustment, .discount, .cap, .floor, .volumeDiscount, .setFee: []
        case .collar(let collar): [collar.settlement.eventName].compactMap { $0 }
        case .sharedSavings(let savings): [savings.settlement.eventName].compactMap { $0 }
        case .holdback(let holdback): [holdback.release]
        case .successFee(let fee): [fee.event]
        case .valueAdjustment(let adjustment): [adjustment.event]
        }
    }
}

extension DueDay {
    fileprivate var eventName: String? {
        if case .event(let name) = self { name } else { nil }
    }
}

extension Settlement {
    fileprivate var eventName: String? {
        if case .once(let day) = self { day.eventName } else { nil }
    }
}

extension UnitPrice.Counted {
    fileprivate var eventName: String? {
        if case .events(let name) = self { name } else { nil }
    }
}

extension ContingentFee.Shares {
    fileprivate var eventNames: [String] {
        if case .byStage(let stages) = self { stages.compactMap(\.begins.eventName) } else { [] }
    }
}
