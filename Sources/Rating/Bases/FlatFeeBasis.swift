internal import Billing

/// Flat fee: an agreed amount for the matter, for each phase, or several one after the other.
///
/// A part is on the first statement that reaches its day, and never again. The entries of a phase go
/// with it; other entries go with the part that falls due next. Entries of what is not due stay
/// unbilled, and work loaded after it was billed is shown at no charge.
extension FeeUnderway {
    mutating func charge(_ fee: FlatFee, _ priced: [Charge]) {
        if fee.parts.contains(where: { $0.phase != nil }) {
            chargeByPhase(fee, priced)
        } else {
            chargeInTurn(fee, priced)
        }
    }

    private mutating func chargeByPhase(_ fee: FlatFee, _ priced: [Charge]) {
        let phases = fee.parts.map(\.phase)
        var ofPart: [[Charge]] = Array(repeating: [], count: fee.parts.count)
        for charge in priced {
            if let part = charge.entry.place(among: phases) {
                ofPart[part].append(charge)
            } else {
                diagnostics.append(outsidePhases(charge.entry, of: fee))
            }
        }
        for (part, priced) in zip(fee.parts, ofPart) {
            let first = items.count
            if bill(.flatFee, part.name, part.minorUnits, part: part.id, due: part.due) {
                cover(priced, by: part.name, shown: fee.entries, itemsFrom: first)
            } else {
                waiting += priced.map(\.entry.key)
            }
        }
        charges.sort { $0.entry.key < $1.entry.key }
    }

    private mutating func chargeInTurn(_ fee: FlatFee, _ priced: [Charge]) {
        let first = items.count
        let areDue = fee.parts.map {
            bill(.flatFee, $0.name, $0.minorUnits, part: $0.id, due: $0.due)
        }
        let name = items[first...].last?.description ?? fee.parts.last?.name ?? agreement.name
        // Something falls due now, or nothing is left that work could wait for: of an agreement that
        // was replaced, what has not fallen due never will.
        let isLast = areDue.allSatisfy { $0 } || (!holdsAtTheEnd && areDue.contains(true))
        if items.count > first || isLast {
            cover(priced, by: name, shown: fee.entries, itemsFrom: first)
        } else {
            waiting += priced.map(\.entry.key)
        }
    }

    private func outsidePhases(_ entry: TimeEntry, of fee: FlatFee) -> Diagnostic {
        let phases = fee.parts.compactMap(\.phase).joined(separator: ", ")
        let own = entry.phase ?? entry.task
        return Diagnostic(
            // The entry's own place is the timekeeper's cell, which is not the one to look at here.
            .phaseUnknown, at: Place(file: entry.place.file, line: entry.place.line),
            own.map { "phase \"\($0)\" is not one of the phases of \"\(agreement.name)\"" }
                ?? "the entry names no phase, and \"\(agreement.name)\" is priced by phase",
            remedy: "give the entry one of \(phases), or add its phase to the arrangement")
    }
}
