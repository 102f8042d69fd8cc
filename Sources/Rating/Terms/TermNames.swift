internal import Billing

// What a term counts is kept in the ledger under the term's name: terms of one name in two
// agreements of a matter go on from each other.

extension FeeTerm {
    /// Nil where later statements need nothing of the term.
    var ledgerName: String? {
        switch self {
        case .adjustment, .discount: nil
        case .cap(let cap): cap.ledgerName
        case .floor(let floor): floor.ledgerName
        case .collar: FeeCollar.ledgerName
        case .sharedSavings: SharedSavings.ledgerName
        case .volumeDiscount(let discount): discount.ledgerName
        case .holdback(let holdback): holdback.ledgerName
        case .successFee(let fee): fee.ledgerName
        case .valueAdjustment(let adjustment): adjustment.ledgerName
        case .setFee(let figure): figure.ledgerName
        }
    }

    var isHoldback: Bool {
        if case .holdback = self { true } else { false }
    }

    /// As what all fees of a statement count towards the term, those of an agreement without it
    /// too; nil where they do not.
    fileprivate var counting: (measure: Tally.Measure, withCosts: Bool)? {
        switch self {
        case .cap(let cap): cap.phase == nil ? (.counted, cap.countsCosts) : nil
        case .floor: (.counted, false)
        case .collar(let collar): collar.settlement == .eachStatement ? nil : (.volume, false)
        case .sharedSavings(let savings):
            savings.settlement == .eachStatement ? nil : (.volume, false)
        case .volumeDiscount: (.volume, false)
        default: nil
        }
    }
}

extension FeeUnderway {
    /// Leaves what this agreement's fees count as towards terms that only other agreements on the
    /// statement have.
    mutating func count(towards terms: some Sequence<FeeTerm>) {
        for term in terms {
            guard let name = term.ledgerName, let (measure, withCosts) = term.counting,
                !tallies.contains(where: { $0.term == name && $0.measure == measure })
            else { continue }
            let whole = withCosts ? fee + costsSoFar : fee
            tally(name, measure, counting: whole)
        }
    }
}

extension FeeCap {
    var ledgerName: String { "cap/" + span.name + (phase.map { "/" + $0 } ?? "") }
}

extension FeeFloor {
    var ledgerName: String { "floor/" + span.name }
}

extension FeeCollar {
    static let ledgerName = "collar"
}

extension SharedSavings {
    static let ledgerName = "shared-savings"
}

extension VolumeDiscount {
    var ledgerName: String { "volume/" + span.name }
}

extension Holdback {
    var ledgerName: String { "holdback/" + release.lowercased() }
}

extension SuccessFee {
    var ledgerName: String { "success/" + event.lowercased() }
}

extension ValueAdjustment {
    var ledgerName: String { "value/" + event.lowercased() }
}

extension SetFee {
    /// With the month: `set-fee/2026-10`.
    var ledgerName: String { "set-fee/" + month.description.prefix(7) }
}

extension TermSpan {
    fileprivate var name: String {
        switch self {
        case .statement: "statement"
        case .month: "month"
        case .year: "year"
        case .rollingTwelveMonths: "rolling"
        case .matter: "matter"
        }
    }
}
