import Billing
import Settings

// Terms that can be read, and of which nobody could say what they mean.

extension AgreementReader {
    // MARK: Alone

    func check(_ cap: FeeCap, _ settings: inout SettingsReader) {
        guard cap.phase != nil, cap.countsCosts else { return }
        settings.refuse(
            "with-costs", as: .arrangementMeaningless,
            "costs belong to no phase, and this cap is of one phase",
            remedy: "delete with-costs, or phase")
    }

    func check(_ floor: FeeFloor, _ settings: inout SettingsReader) {
        guard floor.span == .rollingTwelveMonths else { return }
        settings.refuse(
            "per", as: .arrangementMeaningless,
            "twelve rolling months never end, so that their minimum never falls due",
            remedy: "write year, with year-begins: if it is not the calendar's")
    }

    /// Only an amount can reach below zero: a percentage is 100 at most.
    func check(_ collar: FeeCollar, _ settings: inout SettingsReader) {
        guard case .amount(let down) = collar.down, down > collar.target else { return }
        settings.refuse(
            "band", as: .arrangementMeaningless,
            "the band reaches \(shown(down)) below a target of \(shown(collar.target)), "
                + "which is below zero",
            remedy: "narrow the band below")
    }

    func check(_ fee: SuccessFee, _ settings: inout SettingsReader) {
        guard case .fixed(let amount) = fee.amount, let ceiling = fee.ceiling, ceiling < amount
        else { return }
        settings.refuse(
            "ceiling", as: .arrangementMeaningless,
            "the ceiling of \(shown(ceiling)) is below the fee of \(shown(amount))",
            remedy: "delete the ceiling, or correct the amount")
    }

    // MARK: Together

    /// What is wrong with terms as neighbours, at the later of two.
    func meaningless(_ terms: [PlacedTerm]) -> [Diagnostic] {
        terms.indices.flatMap { index in
            let earlier = terms[..<index]
            let placed = terms[index]
            return [
                repetition(placed, earlier), capBelowFloor(placed, earlier),
                order(placed, earlier),
            ].compactMap { $0 }
        }
    }

    private func repetition(
        _ placed: PlacedTerm, _ earlier: ArraySlice<PlacedTerm>
    ) -> Diagnostic? {
        guard let only = placed.term.onlyOne else { return nil }
        let first = earlier.first { $0.term.onlyOne.map(folded) == folded(only) }
        return first.map {
            refusal(
                placed, "there is \(only) already, in line \($0.place.line)",
                remedy: "keep one of them; what holds from a later day on goes under changes:")
        }
    }

    private func capBelowFloor(
        _ placed: PlacedTerm, _ earlier: ArraySlice<PlacedTerm>
    ) -> Diagnostic? {
        for other in earlier {
            let pair =
                placed.term.capAndFloor(with: other.term)
                ?? other.term.capAndFloor(with: placed.term)
            guard let (cap, floor) = pair, cap.minorUnits < floor.minorUnits,
                SpanWord(cap.span) == SpanWord(floor.span)
            else { continue }
            return refusal(
                placed,
                "the cap of \(shown(cap.minorUnits)) per \(SpanWord(cap.span).rawValue) is below "
                    + "the floor of \(shown(floor.minorUnits)) in the same span",
                remedy: "raise the cap, or lower the floor")
        }
        return nil
    }

    private func order(_ placed: PlacedTerm, _ earlier: ArraySlice<PlacedTerm>) -> Diagnostic? {
        switch placed.term {
        case .cap(let cap) where cap.phase != nil:
            guard earlier.contains(where: { !$0.term.goesByEntries }) else { return nil }
            return refusal(
                placed,
                "a cap of a phase looks at the phase's entries, and a term before it has changed "
                    + "the fee as a whole",
                remedy: "put it before all terms that are not for a phase")
        case .setFee:
            guard earlier.contains(where: { !$0.term.isSetFee }) else { return nil }
            return refusal(
                placed, "a set fee is spread over the entries, before any other term",
                remedy: "put it before all other terms")
        default: return nil
        }
    }

    private func refusal(_ placed: PlacedTerm, _ fact: String, remedy: String) -> Diagnostic {
        Diagnostic(.arrangementMeaningless, at: placed.place, fact, remedy: remedy)
    }

    private func shown(_ minorUnits: Int) -> String {
        plain(Money(minorUnits: minorUnits, currency))
    }
}

extension FeeTerm {
    /// What an agreement can have only once, in words that tell it from others of its kind; the
    /// ledger knows by the same what a term has counted. Nil for terms that may be repeated.
    fileprivate var onlyOne: String? {
        switch self {
        case .adjustment, .discount: nil
        case .cap(let cap):
            "a cap per \(SpanWord(cap.span).rawValue)" + (cap.phase.map { " of phase \($0)" } ?? "")
        case .floor(let floor): "a floor per \(SpanWord(floor.span).rawValue)"
        case .collar: "a collar"
        case .sharedSavings: "a share in savings"
        case .volumeDiscount: "a volume discount"
        case .holdback(let holdback): "a holdback until \"\(holdback.release)\""
        case .successFee(let fee): "a success fee for \"\(fee.event)\""
        case .valueAdjustment(let adjustment): "a value adjustment by \"\(adjustment.event)\""
        case .setFee(let fee): "a set fee for \(fee.month.description.prefix(7))"
        }
    }

    /// This cap of the whole fee and that floor.
    fileprivate func capAndFloor(with other: FeeTerm) -> (cap: FeeCap, floor: FeeFloor)? {
        guard case .cap(let cap) = self, cap.phase == nil, case .floor(let floor) = other else {
            return nil
        }
        return (cap, floor)
    }

    fileprivate var isSetFee: Bool {
        if case .setFee = self { true } else { false }
    }

    /// Whether it leaves the entries' amounts to be looked at one by one.
    fileprivate var goesByEntries: Bool {
        switch self {
        case .cap(let cap): cap.phase != nil
        case .setFee: true
        default: false
        }
    }
}
