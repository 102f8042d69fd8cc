internal import Billing

/// Flat fee: an agreed amount for the matter, for each phase, or several one after the other.
///
/// A part is on the first statement that reaches its day, and never again. The entries of a phase go
/// with it; other entries go with the part that falls due next. Entries of what is not due stay
/// unbilled, and work done after it was billed is shown at no charge.
extension FeeUnderway {
    mutating func charge(_ fee: FlatFee, _ priced: [Charge]) {
        if fee.parts.contains(where: { $0.phase != nil }) {
            chargeByPhase(fee, priced)
        } else {
            chargeInTurn(fee, priced)
        }
    }

    private mutating func chargeByPhase(_ fee: FlatFee, _ priced: [Charge]) {
        var ofPart: [[Charge]] = Array(repeating: [], count: fee.parts.count)
        for charge in priced {
            let part = fee.parts.firstIndex { $0.phase.map(charge.entry.belongs) ?? false }
            if let part {
                ofPart[part].append(charge)
            } else {
                diagnostics.append(outsidePhases(charge.entry, of: fee))
            }
        }
        for (part, priced) in zip(fee.parts, ofPart) {
            let first = items.count
            if bill(part) {
                cover(priced, by: part.name, shown: fee.entries, itemsFrom: first)
            } else {
                waiting += priced.map(\.entry.key)
            }
        }
        charges.sort { $0.entry.key < $1.entry.key }
    }

    private mutating func chargeInTurn(_ fee: FlatFee, _ priced: [Charge]) {
        let first = items.count
        let areDue = fee.parts.map { bill($0) }
        let name = items[first...].last?.description ?? fee.parts.last?.name ?? agreement.name
        // Something falls due now, or nothing is left that work could wait for.
        if items.count > first || areDue.allSatisfy({ $0 }) {
            cover(priced, by: name, shown: fee.entries, itemsFrom: first)
        } else {
            waiting += priced.map(\.entry.key)
        }
    }

    /// Adds the part's price where it is due and not billed yet; false where it is not due.
    private mutating func bill(_ part: FlatFee.Part) -> Bool {
        guard reached(part.due) != nil else { return false }
        if !wasBilled(part.id) {
            items.append(
                FeeItem(
                    kind: .flatFee, description: part.name, amount: money(part.minorUnits),
                    part: FeePartID(matter: matter.id, part: part.id)))
        }
        return true
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
