import Billing
import Settings

extension SettingsReader {
    /// The rules under `costs`, in firm.yaml or an arrangement. `currency` gives amounts their
    /// decimals; where `isOfAnyMatter`, they are in the currency of whatever matter is billed.
    mutating func costRules(in currency: Currency, isOfAnyMatter: Bool) -> CostRules {
        var seen: Set<CostRule.Scope> = []
        let rules = mappings("costs") { rule -> CostRule? in
            guard let read = rule.costRule(in: currency) else { return nil }
            for scope in read.scopes where !seen.insert(scope).inserted {
                rule.refuse(
                    rule.keys.contains("code") ? "code" : "kind", as: .idRepeated,
                    "there is a rule for \(scope.shown) already",
                    remedy: "write all that holds for it into one rule")
                return nil
            }
            return read
        }
        guard !rules.isEmpty else { return CostRules() }
        return CostRules(source: file, rules, currency: isOfAnyMatter ? nil : currency)
    }

    private mutating func costRule(in currency: Currency) -> CostRule? {
        let codes = strings("code")?.map { $0.lowercased() }
        let kind = oneOf("kind", CostKind.self)
        var rule = CostRule([])
        rule.unitPrice = price("unit-price", places: 4)
        rule.markup = markup()
        rule.ceiling = price("ceiling", places: 4)
        rule.most = price("most", places: currency.decimals)
        rule.treatment = oneOf("bill", CostRule.Treatment.self)
        rule.isTaxed = flag("taxed")
        if let price = rule.unitPrice, let ceiling = rule.ceiling, ceiling < price {
            refuse(
                "ceiling", as: .arrangementMeaningless,
                "the ceiling is below the unit price, which would never be charged",
                remedy: "write the price that is charged as the unit price")
        }
        switch (codes, kind) {
        case (nil, nil):
            if !keys.contains("kind") {
                refuse(
                    "code", as: .settingMissing, "nothing says what costs the rule is for",
                    remedy: "add a line \"code: E101\", \"code: all\", or \"kind: soft\"")
            }
            return nil
        case (nil, let kind?): rule.scopes = [.kind(kind)]
        case (["all"]?, nil): rule.scopes = [.all]
        case (let codes?, let kind):
            guard !codes.contains("all") else {
                refuse(
                    "code", as: .arrangementMeaningless,
                    "\"all\" stands for every cost, of whatever code and kind",
                    remedy: "write \"code: all\" alone, or the codes without it")
                return nil
            }
            rule.scopes = Set(codes.map(CostRule.Scope.code))
            rule.kind = kind
        }
        return rule
    }

    private mutating func price(_ key: String, places: Int) -> Int? {
        guard let value = decimal(key, places: places) else { return nil }
        if value >= 0 { return value }
        refuse(
            key, as: .amountNegative, "\"\(name(of: key))\" is less than zero",
            remedy: "write an amount of zero or more")
        return nil
    }

    private mutating func markup() -> Percent? {
        guard let percent = percent("markup") else { return nil }
        if (0...1_000_000).contains(percent.thousandths) { return percent }
        refuseValue(
            "markup", plainPercent(percent), remedy: "write a percentage from 0 to 1000")
        return nil
    }
}

extension CostRule.Scope {
    fileprivate var shown: String {
        switch self {
        case .code(let code): "the code \"\(code.uppercased())\""
        case .kind(let kind): "\(kind.rawValue) costs"
        case .all: "all costs"
        }
    }
}
