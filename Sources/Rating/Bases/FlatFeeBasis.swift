internal import Billing

/// Flat fee: an agreed amount for the matter or for each phase, whatever time it takes.
///
/// A part is on the first statement whose period includes its `billed` day, and never again. Its
/// entries go with it; entries of a part that is not due stay unbilled, and work done after the
/// part was billed is shown at no charge.
func chargeFlat(
    _ fee: FlatFee, named name: String, _ priced: [Charge], to rated: inout RatedMatter,
    through: CivilDate, billedParts: Set<FeePartID>, reporting diagnostics: inout [Diagnostic]
) {
    var isDue: [String: Bool] = [:]
    for part in fee.parts {
        let id = FeePartID(matter: rated.matter, part: part.phase ?? "whole")
        let falls = part.billed.map { $0 <= through } ?? false
        isDue[id.part] = falls
        guard falls, !billedParts.contains(id) else { continue }
        rated.items.append(
            FeeItem(
                kind: .flatFee, description: part.name,
                amount: Money(minorUnits: part.minorUnits, rated.currency), part: id))
    }
    for charge in priced {
        guard let part = fee.parts.first(where: { $0.takes(charge.entry) }) else {
            diagnostics.append(outsidePhases(charge.entry, name: name, fee: fee))
            continue
        }
        if isDue[part.phase ?? "whole"] == true {
            rated.charges.append(charge.covered(by: part.name, shown: fee.entries))
        } else {
            rated.waiting.append(charge.entry.key)
        }
    }
}

extension FlatFee.Part {
    /// An entry belongs to the phase it names, to its task code's own name, or to the phase that
    /// its UTBMS task code stands under (L110 under L100).
    fileprivate func takes(_ entry: TimeEntry) -> Bool {
        guard let phase else { return true }
        if let own = entry.phase { return own == phase }
        guard let task = entry.task else { return false }
        return task == phase || task.prefix(2) + "00" == phase
    }
}

private func outsidePhases(_ entry: TimeEntry, name: String, fee: FlatFee) -> Diagnostic {
    let phases = fee.parts.compactMap(\.phase).joined(separator: ", ")
    let own = entry.phase ?? entry.task
    return Diagnostic(
        // The entry's own place is the timekeeper's cell, which is not the one to look at here.
        .phaseUnknown, at: Place(file: entry.place.file, line: entry.place.line),
        own.map { "phase \"\($0)\" is not one of the phases of \"\(name)\"" }
            ?? "the entry names no phase, and \"\(name)\" is priced by phase",
        remedy: "give the entry one of \(phases), or add its phase to the arrangement")
}
