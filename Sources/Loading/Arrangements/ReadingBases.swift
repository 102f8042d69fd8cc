import Billing
import Settings

private enum BasisWord: String, CaseIterable {
    case blended, discounted, flat, units, subscription, contingent
    case reverseContingent = "reverse-contingent"
    case agreedValue = "agreed-value"
}

extension AgreementReader {
    func basis(_ settings: inout SettingsReader, title: String) -> FeeBasis? {
        guard settings.shape(of: "basis") == .text else {
            return settings.mapping("basis", required: true) { oneBasis(&$0, title: title) } ?? nil
        }
        guard let word = settings.string("basis") else { return nil }
        if word == "hourly" { return .hourly }
        let others = BasisWord.allCases.map(\.rawValue)
        settings.refuseValue(
            "basis", word,
            remedy: others.contains(word)
                ? "write what was agreed behind it, like \"basis: {\(word): {…}}\""
                : didYouMean(word, among: ["hourly"] + others)
                    ?? "write hourly, or one of \(others.joined(separator: ", ")) with its settings"
        )
        return nil
    }

    private func oneBasis(_ settings: inout SettingsReader, title: String) -> FeeBasis? {
        let words = BasisWord.allCases.map(\.rawValue)
        let (found, written) = first(of: BasisWord.self, &settings) { word, basis in
            read(word, &basis, title: title)
        }
        if written.count > 1 {
            settings.refuse(
                written[1], as: .arrangementMeaningless,
                "a fee has one basis, and both \(written.joined(separator: " and ")) stand here",
                remedy: "keep one of them; what holds from a later day on goes under changes:")
        } else if written.isEmpty {
            settings.refuse(
                "basis", as: .settingMissing, "the arrangement has no basis",
                remedy: "write \"basis: hourly\", or one of \(words.joined(separator: ", "))"
                    + " under it")
        }
        return found
    }

    private func read(
        _ word: BasisWord, _ settings: inout SettingsReader, title: String
    ) -> FeeBasis? {
        switch word {
        case .blended: blendedRates(&settings).map { .blended($0) }
        case .discounted: .discounted(discounts(&settings))
        case .flat: flatFee(&settings, title: title).map { .flat($0) }
        case .units: unitFee(&settings).map { .units($0) }
        case .subscription: subscription(&settings, title: title).map { .subscription($0) }
        case .contingent: contingentFee(&settings).map { .contingent($0) }
        case .reverseContingent: reverseContingentFee(&settings).map { .reverseContingent($0) }
        case .agreedValue: agreedValue(&settings).map { .agreedValue($0) }
        }
    }

    // MARK: Rates

    private func blendedRates(_ settings: inout SettingsReader) -> BlendedRates? {
        let needed = ["rate", "classes"]
        if settings.written(of: needed).isEmpty { choice(of: needed, "a blend", &settings) }
        let rate = amount("rate", &settings)
        var byClass: [String: Int] = [:]
        settings.mapping("classes") { classes in
            var seen: Set<String> = []
            for name in classes.keys where isNew(name, name, among: &seen, &classes) {
                byClass[name.lowercased()] = amount(name, &classes, required: true)
            }
        }
        return BlendedRates(perHour: rate, byClass: byClass)
    }

    private func discounts(_ settings: inout SettingsReader) -> [RateDiscount] {
        let needed = ["percent", "classes", "tasks"]
        if settings.written(of: needed).isEmpty { choice(of: needed, "a discount", &settings) }
        let forAll = share("percent", &settings).map { RateDiscount(percent: $0) }
        let byClass = settings.mapping("classes") { classes in
            var seen: Set<String> = []
            return classes.keys.compactMap { name -> RateDiscount? in
                guard isNew(name, name, among: &seen, &classes) else { return nil }
                return share(name, &classes, required: true).map {
                    RateDiscount(percent: $0, rateClass: name)
                }
            }
        }
        let byTask = settings.mapping("tasks") { tasks in
            tasks.keys.compactMap { code in
                share(code, &tasks, required: true).map { RateDiscount(percent: $0, task: code) }
            }
        }
        return [forAll].compactMap { $0 } + (byClass ?? []) + (byTask ?? [])
    }

    // MARK: Flat fees

    private func flatFee(_ settings: inout SettingsReader, title: String) -> FlatFee? {
        let entries = entries(&settings)
        let written = choice(
            of: ["amount", "phases", "milestones", "instalments"], "a flat fee", &settings)
        let days = settings.written(of: ["due", "billed"])
        let due = due(or: "billed", &settings)
        if let day = days.first, let written, written != "amount" {
            settings.refuse(
                day, as: .arrangementMeaningless, "each of the \(written) has a day of its own",
                remedy: "write \"\(day):\" there")
        }
        let whole = amount("amount", &settings).map {
            [FlatFee.Part(name: title, minorUnits: $0, due: due)]
        }
        let parts =
            (whole ?? []) + phases(&settings) + milestones(&settings) + instalments(&settings)
        return parts.isEmpty ? nil : FlatFee(parts: parts, entries: entries)
    }

    private func phases(_ settings: inout SettingsReader) -> [FlatFee.Part] {
        var seen: Set<String> = []
        return items("phases", &settings) { phase -> FlatFee.Part? in
            let code = phase.string("phase", required: true)
            let name = phase.string("name", required: true)
            let amount = amount("amount", &phase, required: true)
            let due = due(or: "billed", &phase)
            guard let code, let name, let amount, isNew(code, "phase", among: &seen, &phase) else {
                return nil
            }
            return FlatFee.Part(phase: code, name: name, minorUnits: amount, due: due)
        }
    }

    private func milestones(_ settings: inout SettingsReader) -> [FlatFee.Part] {
        var seen: Set<String> = []
        return items("milestones", &settings) { milestone -> FlatFee.Part? in
            let name = milestone.string("name", required: true)
            let amount = amount("amount", &milestone, required: true)
            let due = due(or: "billed", &milestone)
            guard let name, let amount, isNew(name, "name", among: &seen, &milestone) else {
                return nil
            }
            return FlatFee.Part(
                id: "milestone/" + name, name: name, minorUnits: amount, due: due)
        }
    }

    private func instalments(_ settings: inout SettingsReader) -> [FlatFee.Part] {
        let parts: [(amount: Int, due: DueDay)]
        if settings.shape(of: "instalments") == .mapping {
            parts = settings.mapping("instalments") { evenInstalments(&$0) } ?? []
        } else {
            parts = items("instalments", &settings) { part -> (amount: Int, due: DueDay)? in
                let due = due(or: "billed", &part)
                return amount("amount", &part, required: true).map { ($0, due) }
            }
        }
        return parts.enumerated().map { index, part in
            FlatFee.Part(
                id: "instalment/\(index + 1)",
                name: PlainName.instalment(index + 1, of: parts.count).text,
                minorUnits: part.amount, due: part.due)
        }
    }

    /// The amount in equal parts; the last takes what is left over. Each day is counted from the
    /// first, so that the ends of months stay ends of months.
    private func evenInstalments(
        _ settings: inout SettingsReader
    ) -> [(amount: Int, due: DueDay)] {
        let whole = amount("amount", &settings, required: true)
        let number = settings.integer("number", in: 1...240, required: true)
        let every = settings.oneOf("every", BillingPeriod.self, required: true)
        let first = settings.date("first", required: true)
        guard let whole, let number, let every, let first else { return [] }
        let each = whole / number
        return (0..<number).map { index in
            let isLast = index == number - 1
            return (
                isLast ? whole - each * index : each,
                .on(first.adding(months: index * every.months))
            )
        }
    }

    // MARK: Units and subscriptions

    private func unitFee(_ settings: inout SettingsReader) -> UnitFee? {
        let entries = entries(&settings)
        let units = units("list", &settings, required: true) { _ in 0 }
        return units.isEmpty ? nil : UnitFee(units: units, entries: entries)
    }

    private func units(
        _ key: String, _ settings: inout SettingsReader, required: Bool = false,
        included: (inout SettingsReader) -> Int
    ) -> [UnitPrice] {
        var seen: Set<String> = []
        return items(key, &settings, required: required) { unit -> UnitPrice? in
            let name = unit.string("name", required: true)
            let price = amount("price", &unit, required: true)
            let counted = unit.mapping("count", required: true) { self.counted(&$0) } ?? nil
            let included = included(&unit)
            guard let name, let price, let counted, isNew(name, "name", among: &seen, &unit) else {
                return nil
            }
            return UnitPrice(name: name, minorUnits: price, counted: counted, included: included)
        }
    }

    private func counted(_ settings: inout SettingsReader) -> UnitPrice.Counted? {
        switch choice(of: ["event", "code"], "what is counted", &settings) {
        case "event": event("event", &settings).map { .events($0) }
        case "code": settings.string("code", required: true).map { .entries($0) }
        default: nil
        }
    }

    private func subscription(
        _ settings: inout SettingsReader, title: String
    ) -> Subscription? {
        let name = settings.string("name") ?? title
        let amount = amount("amount", &settings, required: true)
        let every = settings.oneOf("every", BillingPeriod.self, required: true)
        let begins = settings.date("begins", required: true)
        let billed = settings.oneOf("billed", Subscription.Billed.self) ?? .inArrears
        let hours = hours("hours", &settings)
        let overage = settings.mapping("overage") { self.overage(&$0) } ?? nil
        let rollover = rollover(&settings)
        let units = units("units", &settings) { $0.integer("included") ?? 0 }
        let entries = entries(&settings)
        if entries == .prorated {
            settings.refuse(
                "entries", as: .arrangementMeaningless,
                "the price of a period is not for the entries that stand beside it",
                remedy: "write no-charge, without-figures or hidden")
        }
        for key in ["overage", "unused"]
        where settings.shape(of: "hours") == nil && settings.shape(of: key) != nil {
            settings.refuse(
                key, as: .arrangementMeaningless,
                "no hours are included, so none are \(key == "unused" ? "left" : "beyond them")",
                remedy: "add hours:, or delete this line")
        }
        guard let amount, let every, let begins else { return nil }
        return Subscription(
            name: name, minorUnits: amount, every: every, begins: begins, billed: billed,
            includedHours: hours, overage: overage ?? .none, rollover: rollover, units: units,
            entries: entries)
    }

    private func overage(_ settings: inout SettingsReader) -> Subscription.Overage? {
        choice(of: ["rate", "share"], "time beyond the hours", &settings)
        let rate = amount("rate", &settings)
        let share = share("share", &settings)
        return rate.map { .rate($0) } ?? share.map { .share($0) }
    }

    private func rollover(_ settings: inout SettingsReader) -> Subscription.Rollover {
        guard settings.shape(of: "unused") != .mapping else {
            let periods = settings.mapping("unused") {
                $0.integer("carried", in: 1...1_000, required: true)
            }
            return (periods ?? nil).map { .periods($0) } ?? .none
        }
        enum Word: String, CaseIterable { case lost, carried }
        return settings.oneOf("unused", Word.self) == .carried ? .unlimited : .none
    }

    // MARK: Results

    private func contingentFee(_ settings: inout SettingsReader) -> ContingentFee? {
        let recovery = event("recovery", &settings)
        choice(of: ["percent", "tiers", "stages"], "a contingent fee", &settings)
        let tiers = percentOrTiers(&settings)
        let stages = stages(&settings)
        // Before or after costs is a question of money, and both are in use.
        let costs = settings.oneOf("costs", ContingentFee.Costs.self, required: true)
        let entries = entries(&settings)
        guard let recovery, let costs else { return nil }
        let shares = tiers.map { ContingentFee.Shares.byAmount($0) } ?? .byStage(stages)
        return ContingentFee(recovery: recovery, shares: shares, costs: costs, entries: entries)
    }

    private func stages(_ settings: inout SettingsReader) -> [ContingentFee.Stage] {
        var isFirst = true
        return items("stages", &settings) { stage -> ContingentFee.Stage? in
            defer { isFirst = false }
            let name = stage.string("name", required: true)
            let percent = share("percent", &stage, required: true)
            let begins = day("begins", &stage)
            if isFirst, begins != nil {
                stage.refuse(
                    "begins", as: .arrangementMeaningless, "the first stage begins at once",
                    remedy: "delete this line")
            } else if !isFirst, stage.written(of: ["begins"]).isEmpty {
                stage.report([
                    Diagnostic(
                        .settingMissing, at: stage.place, "nothing says when this stage begins",
                        remedy: "add \"begins:\" with a date or {event: …}")
                ])
            }
            guard let name, let percent else { return nil }
            return ContingentFee.Stage(name: name, percent: percent, begins: begins ?? .notYet)
        }
    }

    private func reverseContingentFee(_ settings: inout SettingsReader) -> ReverseContingentFee? {
        let exposure = amount("exposure", &settings, required: true)
        let outcome = event("outcome", &settings)
        choice(of: ["percent", "tiers"], "a reverse contingent fee", &settings)
        let tiers = percentOrTiers(&settings)
        let entries = entries(&settings)
        guard let exposure, let outcome, let tiers else { return nil }
        return ReverseContingentFee(
            exposure: exposure, outcome: outcome, tiers: tiers, entries: entries)
    }

    private func agreedValue(_ settings: inout SettingsReader) -> AgreedValue? {
        let deliverable = settings.string("deliverable", required: true)
        let value = amount("value", &settings, required: true)
        let due = due(or: "delivered", &settings)
        let entries = entries(&settings)
        var seen: Set<String> = []
        let options = items("options", &settings) { option -> AgreedValue.Option? in
            let name = option.string("name", required: true)
            let amount = amount("amount", &option, required: true)
            let isChosen = option.flag("chosen", required: true)
            guard let name, let amount, let isChosen, isNew(name, "name", among: &seen, &option)
            else { return nil }
            return AgreedValue.Option(name: name, minorUnits: amount, isChosen: isChosen)
        }
        guard let deliverable, let value else { return nil }
        return AgreedValue(
            deliverable: deliverable, minorUnits: value, due: due, options: options,
            entries: entries)
    }
}
