internal import Billing

/// Cap: a fee not to exceed over a statement, a month, a year or the matter. What lies above it is
/// written off, or carried to when there is room again.
///
/// What counted before is read from earlier statements: what the cap let pass there, and the whole
/// fee of statements from before the cap was agreed. A cap with costs is reached by both; the
/// excess comes off the fees alone, as costs were laid out. A cap of a phase looks at its entries
/// only.
extension FeeUnderway {
    mutating func apply(_ cap: FeeCap) {
        let term = cap.ledgerName
        let before = money(
            history.statements(in: cap.span).reduce(
                history.countedBefore(cap.countedBefore, in: cap.span)
            ) { sum, past in
                let whole = past.fees + (cap.countsCosts ? past.costs : 0)
                return sum + past.counted(term, .counted, orElse: cap.phase == nil ? whole : 0)
            })
        let limit = money(cap.minorUnits)
        let room = money(max(0, (limit - before).minorUnits))
        // Where a later agreement has the cap, it is its room that counts.
        let carries = cap.excess == .carried && !laterTerms.contains(term)
        let carried = money(carries ? history.sum(term, .carried) : 0)
        let costs = cap.countsCosts ? costsSoFar : .zero(currency)
        let ofPhase = cap.phase.map { phase in
            charges.filter { $0.entry.belongs(to: phase) }.map(\.amount).sum(currency)
        }

        // 1. What was carried over is billed as far as there is room.
        let now = (ofPhase ?? fee) + costs
        let spare = max(0, (room - now).minorUnits)
        let billedLater = money(min(carried.minorUnits, spare))
        if !billedLater.isZero {
            var working: [WorkingStep] = [
                .given(.carriedIn, carried), .given(.room, money(spare)),
                .given(.result, billedLater),
            ]
            if billedLater != carried {
                working.append(.sum(.carriedOut, carried, -billedLater))
            }
            items.append(FeeItem(kind: .carriedOver, working: working, amount: billedLater))
            tally(term, .carried, -billedLater.minorUnits)
        }

        // 2. What is above the cap comes off.
        var counted = now + billedLater
        let excess = min((counted - room).minorUnits, max(0, (counted - costs).minorUnits))
        if excess > 0 {
            let over = money(excess)
            var working: [WorkingStep] = [.given(ofPhase == nil ? .feeSoFar : .counted, counted)]
            if ofPhase == nil, !costs.isZero {
                working = [
                    .given(.feeSoFar, counted - costs), .given(.costs, costs),
                    .sum(.counted, counted - costs, costs),
                ]
            }
            if before.isZero {
                working.append(.given(.cap, limit))
            } else {
                working += [
                    .given(.cap, limit), .given(.countedBefore, before),
                    .sum(.room, limit, -money(min(before.minorUnits, limit.minorUnits))),
                ]
            }
            let isWhole = over == counted - room
            working.append(
                isWhole ? .sum(.overCap, counted, -room) : .given(.overCap, over))
            if cap.excess == .carried {
                working.append(
                    carried.isZero
                        ? .given(.carriedOut, over) : .sum(.carriedOut, carried, over))
                tally(term, .carried, excess)
            }
            items.append(
                FeeItem(
                    kind: .overCap, description: cap.phase.map(named) ?? "", working: working,
                    amount: -over))
            counted = counted - over
        }
        tally(term, .counted, counting: counted)
        stand(cap, counted: before + counted, limit: limit)
        warn(cap, before: before, after: before + now, limit: limit)
    }

    /// A phase with what codes.csv calls it.
    private func named(_ phase: String) -> String {
        [phase, history.registers.codeNames[phase]].compactMap(\.self).joined(separator: " ")
    }

    private mutating func stand(_ cap: FeeCap, counted: Money, limit: Money) {
        let left = money(max(0, (limit - counted).minorUnits))
        if let tightest = standing.capLeft, tightest.minorUnits <= left.minorUnits { return }
        standing.cap = limit
        standing.capLeft = left
    }

    private mutating func warn(_ cap: FeeCap, before: Money, after: Money, limit: Money) {
        let reached = cap.alerts.filter { limit.times($0).minorUnits <= after.minorUnits }
        let isNew = reached.filter { limit.times($0).minorUnits > before.minorUnits }
        guard let highest = isNew.max(by: { $0.thousandths < $1.thousandths }) else { return }
        diagnostics.append(
            Diagnostic(
                .warning, .capNear, at: matter.place,
                (cap.countsCosts ? "fees and costs" : "fees")
                    + (cap.phase.map { " of phase \"\($0)\"" } ?? "")
                    + " of matter \(matter.id) reach \(plainPercent(highest)) of the cap: "
                    + "\(plain(after)) of \(plain(limit))",
                remedy: "tell the client, if the engagement letter says so"))
    }
}
