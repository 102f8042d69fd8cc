import Billing
import Settings

/// arrangements/NAME.yaml: how the fee of the matters that name it is found.
struct ArrangementFile {
    /// The file without its folder and ending: what matters call it by.
    var name: String
    /// The currency that its amounts are in.
    var currency: Currency
    /// The path that places show.
    var file: String

    /// Nil where no fee can be found from what is written.
    func read(_ bytes: [UInt8]) -> (arrangement: FeeArrangement?, diagnostics: [Diagnostic]) {
        var settings = SettingsReader(bytes: bytes, file: file)
        guard settings.isReadable else { return (nil, settings.finish()) }
        let title = settings.string("name", required: true)
        let basis = basis(&settings, title: title ?? name)
        let terms = terms(&settings)
        let payment = settings.paymentTerms(in: currency)
        let diagnostics = settings.finish()
        guard let title, let basis else { return (nil, diagnostics) }
        var arrangement = FeeArrangement(
            name: title, basis: basis, terms: terms, place: Place(file: file))
        arrangement.payment = payment
        return (arrangement, diagnostics)
    }

    private func basis(_ settings: inout SettingsReader, title: String) -> FeeBasis? {
        if settings.shape(of: "basis") == .text {
            guard let word = settings.string("basis") else { return nil }
            if word == "hourly" { return .hourly }
            settings.refuseValue("basis", word, remedy: "write hourly, flat: or agreed-value:")
            return nil
        }
        return settings.mapping("basis", required: true) { basis -> FeeBasis? in
            let flat = basis.mapping("flat") { flatFee(&$0, title: title) }
            let agreed = basis.mapping("agreed-value") { agreedValue(&$0) }
            switch (flat, agreed) {
            case (.some, .some):
                basis.refuse(
                    "agreed-value", as: .arrangementMeaningless,
                    "a fee cannot be both flat and an agreed value", remedy: "keep one of them")
                return nil
            case (let fee?, nil): return fee.map { .flat($0) }
            case (nil, let value?): return value.map { .agreedValue($0) }
            case (nil, nil):
                if basis.keys.allSatisfy({ $0 != "flat" && $0 != "agreed-value" }) {
                    refuseMissingBasis(in: &basis)
                }
                return nil
            }
        } ?? nil
    }

    private func refuseMissingBasis(in reader: inout SettingsReader) {
        reader.refuse(
            "basis", as: .settingMissing, "the arrangement has no basis",
            remedy: "write \"basis: hourly\", or flat: or agreed-value: under it")
    }

    // MARK: Flat fees

    private func flatFee(_ settings: inout SettingsReader, title: String) -> FlatFee? {
        let entries = settings.oneOf("entries", CoveredEntries.self) ?? .noCharge
        let hasPhases = settings.shape(of: "phases") != nil
        if hasPhases, settings.shape(of: "amount") != nil {
            settings.refuse(
                "amount", as: .arrangementMeaningless,
                "a flat fee has one amount or an amount for each phase, not both",
                remedy: "keep one of them")
        }
        let amount = amount("amount", &settings, required: !hasPhases)
        let billed = settings.date("billed")
        let parts = phases(&settings)
        if hasPhases, parts.isEmpty {
            settings.refuse(
                "phases", as: .arrangementMeaningless, "no phase has a price",
                remedy: "list the phases, or write amount: for the whole matter")
        }
        if hasPhases {
            return parts.isEmpty ? nil : FlatFee(parts: parts, entries: entries)
        }
        guard let amount else { return nil }
        let part = FlatFee.Part(name: title, minorUnits: amount, due: due(billed))
        return FlatFee(parts: [part], entries: entries)
    }

    private func phases(_ settings: inout SettingsReader) -> [FlatFee.Part] {
        var seen: Set<String> = []
        return settings.mappings("phases") { phase -> FlatFee.Part? in
            let code = phase.string("phase", required: true)
            let name = phase.string("name", required: true)
            let amount = amount("amount", &phase, required: true)
            let billed = phase.date("billed")
            guard let code, let name, let amount else { return nil }
            guard seen.insert(folded(code)).inserted else {
                phase.refuse(
                    "phase", as: .arrangementMeaningless,
                    "the phase \"\(code)\" has a price already", remedy: "name each phase once")
                return nil
            }
            return FlatFee.Part(phase: code, name: name, minorUnits: amount, due: due(billed))
        }
    }

    private func due(_ day: CivilDate?) -> DueDay { day.map { .on($0) } ?? .notYet }

    // MARK: Agreed values, terms, amounts

    private func agreedValue(_ settings: inout SettingsReader) -> AgreedValue? {
        let deliverable = settings.string("deliverable", required: true)
        let value = amount("value", &settings, required: true)
        let delivered = settings.date("delivered")
        let entries = settings.oneOf("entries", CoveredEntries.self) ?? .noCharge
        guard let deliverable, let value else { return nil }
        return AgreedValue(
            deliverable: deliverable, minorUnits: value, due: due(delivered), entries: entries)
    }

    private func terms(_ settings: inout SettingsReader) -> [FeeTerm] {
        settings.mappings("terms") { term -> FeeTerm? in
            let adjustment = term.mapping("adjustment", required: true) {
                adjustment -> PercentAdjustment? in
                let percent = adjustment.percent("percent", required: true)
                let reason = adjustment.string("reason", required: true)
                guard let percent, let reason else { return nil }
                guard percent.thousandths >= -100_000 else {
                    adjustment.refuse(
                        "percent", as: .arrangementMeaningless,
                        "more than the whole fee is taken off",
                        remedy: "write -100 at most")
                    return nil
                }
                return PercentAdjustment(percent: percent, reason: reason)
            }
            return (adjustment ?? nil).map { .adjustment($0) }
        }
    }

    /// An amount in units of the currency, zero or more.
    private func amount(
        _ key: String, _ settings: inout SettingsReader, required: Bool
    ) -> Int? {
        settings.amount(key, in: currency, required: required)
    }
}
