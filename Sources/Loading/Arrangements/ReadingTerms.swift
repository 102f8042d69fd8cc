import Billing
import Settings

/// A term with the line that it stands in.
struct PlacedTerm {
    var term: FeeTerm
    var place: Place
}

private enum TermWord: String, CaseIterable {
    case adjustment, discount, cap, floor, collar
    case sharedSavings = "shared-savings"
    case volumeDiscount = "volume-discount"
    case holdback
    case successFee = "success-fee"
    case valueAdjustment = "value-adjustment"
    case setFee = "set-fee"
}

extension AgreementReader {
    func terms(_ settings: inout SettingsReader) -> [FeeTerm] {
        let terms = settings.mappings("terms") { oneTerm(&$0) }
        settings.report(meaningless(terms))
        return terms.map(\.term)
    }

    private func oneTerm(_ settings: inout SettingsReader) -> PlacedTerm? {
        let words = TermWord.allCases.map(\.rawValue)
        let (found, written) = first(of: TermWord.self, &settings) { word, term in
            read(word, &term)
        }
        if written.count > 1 {
            settings.refuse(
                written[1], as: .arrangementMeaningless,
                "\(written.joined(separator: " and ")) stand in one item, so that none is first",
                remedy: "begin each term with a dash of its own, in the order they apply")
        } else if written.isEmpty, settings.keys.allSatisfy({ words.contains($0) }) {
            settings.report([
                Diagnostic(
                    .settingMissing, at: settings.place, "this item holds no term",
                    remedy: "write one of \(words.joined(separator: ", ")), or delete it")
            ])
        }
        return found.map { PlacedTerm(term: $0, place: settings.place) }
    }

    private func read(_ word: TermWord, _ settings: inout SettingsReader) -> FeeTerm? {
        switch word {
        case .adjustment: adjustment(&settings).map { .adjustment($0) }
        case .discount: discount(&settings).map { .discount($0) }
        case .cap: cap(&settings).map { .cap($0) }
        case .floor: floor(&settings).map { .floor($0) }
        case .collar: collar(&settings).map { .collar($0) }
        case .sharedSavings: sharedSavings(&settings).map { .sharedSavings($0) }
        case .volumeDiscount: volumeDiscount(&settings).map { .volumeDiscount($0) }
        case .holdback: holdback(&settings).map { .holdback($0) }
        case .successFee: successFee(&settings).map { .successFee($0) }
        case .valueAdjustment: valueAdjustment(&settings).map { .valueAdjustment($0) }
        case .setFee: setFee(&settings).map { .setFee($0) }
        }
    }

    // MARK: Percentages and amounts

    private func adjustment(_ settings: inout SettingsReader) -> PercentAdjustment? {
        let percent = settings.percent("percent", required: true)
        let reason = settings.string("reason", required: true)
        guard let percent, let reason else { return nil }
        guard percent.thousandths >= -100_000 else {
            settings.refuse(
                "percent", as: .arrangementMeaningless, "more than the whole fee is taken off",
                remedy: "write -100 at most")
            return nil
        }
        return PercentAdjustment(percent: percent, reason: reason)
    }

    private func discount(_ settings: inout SettingsReader) -> Discount? {
        enum Word: String, CaseIterable { case fees, costs, both }
        let extent = extent("a discount", &settings)
        let on = settings.oneOf("on", Word.self) ?? .fees
        let reason = settings.string("reason", required: true)
        guard let extent, let reason else { return nil }
        return Discount(
            extent: extent, onFees: on != .costs, onCosts: on != .fees, reason: reason)
    }

    // MARK: Limits

    private func cap(_ settings: inout SettingsReader) -> FeeCap? {
        let amount = amount("amount", &settings, required: true)
        let span = span("per", of: SpanWord.ofLimits, &settings)
        let phase = settings.string("phase")
        let countsCosts = settings.flag("with-costs") ?? false
        let excess = settings.oneOf("excess", FeeCap.Excess.self, required: true)
        let alerts = shares("alerts", &settings)
        let before = self.amount("counted-before", &settings) ?? 0
        guard let amount, let span, let excess else { return nil }
        let cap = FeeCap(
            minorUnits: amount, span: span, phase: phase, countsCosts: countsCosts, excess: excess,
            alerts: alerts, countedBefore: before)
        check(cap, &settings)
        return cap
    }

    private func floor(_ settings: inout SettingsReader) -> FeeFloor? {
        let amount = amount("amount", &settings, required: true)
        // The word that a floor cannot have is known all the same, to say why not.
        let span = span("per", of: SpanWord.ofLimits + [.rollingTwelveMonths], &settings)
        let before = self.amount("counted-before", &settings) ?? 0
        guard let amount, let span else { return nil }
        let floor = FeeFloor(minorUnits: amount, span: span, countedBefore: before)
        check(floor, &settings)
        return floor
    }

    // MARK: Targets

    private func collar(_ settings: inout SettingsReader) -> FeeCollar? {
        let target = amount("target", &settings, required: true)
        let band = band(&settings)
        let inside = settings.oneOf("inside", FeeCollar.Inside.self, required: true)
        let measured = settings.oneOf("measured", FeeCollar.Measured.self, required: true)
        let pays = share("client-pays-above", &settings, required: true)
        let saves = share("client-saves-below", &settings, required: true)
        let settlement = settlement(&settings)
        guard let target, let band, let inside, let measured, let pays, let saves, let settlement
        else { return nil }
        let collar = FeeCollar(
            target: target, up: band.up, down: band.down, inside: inside, measured: measured,
            clientPaysAbove: pays, clientSavesBelow: saves, settlement: settlement)
        check(collar, &settings)
        return collar
    }

    private func sharedSavings(_ settings: inout SettingsReader) -> SharedSavings? {
        let target = amount("target", &settings, required: true)
        let share = share("firm-share", &settings, required: true)
        let settlement = settlement(&settings)
        guard let target, let share, let settlement else { return nil }
        return SharedSavings(target: target, firmShare: share, settlement: settlement)
    }

    // MARK: Volume

    private func volumeDiscount(_ settings: inout SettingsReader) -> VolumeDiscount? {
        let scope = scope(&settings)
        let span = span("in", of: SpanWord.allCases, &settings)
        let method = settings.oneOf("how", VolumeDiscount.Method.self, required: true)
        let tiers = tiers("tiers", &settings, required: true)
        let before = amount("counted-before", &settings) ?? 0
        guard let scope, let span, let method, let tiers else { return nil }
        return VolumeDiscount(
            scope: scope, span: span, method: method, tiers: tiers, countedBefore: before)
    }

    private func scope(_ settings: inout SettingsReader) -> VolumeDiscount.Scope? {
        enum Word: String, CaseIterable { case matter, client }
        guard settings.shape(of: "over") == .mapping else {
            return settings.oneOf("over", Word.self, required: true).map {
                $0 == .matter ? .matter : .client
            }
        }
        return settings.mapping("over") { over -> VolumeDiscount.Scope? in
            let names = over.strings("clients", required: true) ?? []
            let found = names.compactMap { client($0.trimmed, "clients", &over) }
            return found.isEmpty ? nil : .group(found)
        } ?? nil
    }

    private func client(
        _ text: String, _ key: String, _ settings: inout SettingsReader
    ) -> ClientID? {
        switch clients.match(text) {
        case .found(let id): return id
        case .several(let ids):
            settings.refuse(
                key, as: .clientUnknown, "\"\(text)\" is the name of \(ids.count) clients",
                remedy: "write the id: \(ids.map(\.text).joined(separator: " or "))")
        case .none where clients.mayBeRefused(text):
            // Its row was reported. The whole arrangement is left out with it.
            settings.refuse(
                key, as: .clientUnknown, "client \"\(text)\" could not be read",
                remedy: "put clients.csv right first")
        case .none:
            settings.refuse(
                key, as: .clientUnknown, "no client \"\(text)\"",
                remedy: clients.suggestion(for: text) ?? "add it to clients.csv")
        }
        return nil
    }

    // MARK: What waits for an event

    private func holdback(_ settings: inout SettingsReader) -> Holdback? {
        let percent = share("percent", &settings, required: true)
        let release = event("release", &settings)
        let reason = settings.string("reason", required: true)
        guard let percent, let release, let reason else { return nil }
        return Holdback(percent: percent, release: release, reason: reason)
    }

    private func successFee(_ settings: inout SettingsReader) -> SuccessFee? {
        let name = settings.string("name", required: true)
        let event = event("event", &settings)
        let written = choice(
            of: ["amount", "percent-of-fees", "percent-of-result", "tiers"], "a success fee",
            &settings)
        let fixed = amount("amount", &settings).map { SuccessFee.Amount.fixed($0) }
        let ofFees = share("percent-of-fees", &settings).map { SuccessFee.Amount.ofFees($0) }
        let ofResult = share("percent-of-result", &settings).map {
            SuccessFee.Amount.ofResult([Tier(from: 0, percent: $0)])
        }
        let inTiers = tiers("tiers", &settings).map { SuccessFee.Amount.ofResult($0) }
        let ceiling = amount("ceiling", &settings)
        guard let name, let event, written != nil,
            let amount = fixed ?? ofFees ?? ofResult ?? inTiers
        else { return nil }
        let fee = SuccessFee(name: name, event: event, amount: amount, ceiling: ceiling)
        check(fee, &settings)
        return fee
    }

    private func valueAdjustment(_ settings: inout SettingsReader) -> ValueAdjustment? {
        let event = event("event", &settings)
        let band = band(&settings)
        guard let event, let band else { return nil }
        return ValueAdjustment(event: event, up: band.up, down: band.down)
    }

    private func setFee(_ settings: inout SettingsReader) -> SetFee? {
        let amount = amount("amount", &settings, required: true)
        let month = month("month", &settings)
        let reason = settings.string("reason", required: true)
        guard let amount, let month, let reason else { return nil }
        return SetFee(minorUnits: amount, month: month, reason: reason)
    }
}
