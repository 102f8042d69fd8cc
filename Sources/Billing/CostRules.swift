/// What a firm or an arrangement says of costs of some kind: their price, what is added, what they
/// may come to at most, and whether they are on the bill at all.
package struct CostRule: Sendable, Equatable {
    package enum Scope: Sendable, Hashable {
        case code(String)
        case kind(CostKind)
        case all
    }

    package enum Treatment: String, Sendable, CaseIterable {
        /// On the bill.
        case billed
        /// Left for a later bill, until the rule changes.
        case held
        /// Borne by the firm: used up with the bill, and not printed on the invoice.
        case absorbed
    }

    /// A cost belongs to the codes named, in small letters; or to all codes of a kind; or is any.
    package var scopes: Set<Scope>
    /// What the codes named are.
    package var kind: CostKind?
    /// In ten-thousandths of the currency's unit, for costs with a quantity.
    package var unitPrice: Int?
    package var markup: Percent?
    /// The most a piece may come to, in ten-thousandths of the currency's unit.
    package var ceiling: Int?
    /// The most an entry may come to, in minor units.
    package var most: Int?
    package var treatment: Treatment?
    package var isTaxed: Bool?

    package init(
        _ scopes: Set<Scope>, kind: CostKind? = nil, unitPrice: Int? = nil, markup: Percent? = nil,
        ceiling: Int? = nil, most: Int? = nil, treatment: Treatment? = nil, isTaxed: Bool? = nil
    ) {
        self.scopes = scopes
        self.kind = kind
        self.unitPrice = unitPrice
        self.markup = markup
        self.ceiling = ceiling
        self.most = most
        self.treatment = treatment
        self.isTaxed = isTaxed
    }
}

package enum CostKind: String, Sendable, CaseIterable {
    /// Paid to somebody outside the firm: a filing fee.
    case hard
    /// Reckoned by the firm for what it has in the house: copies.
    case soft
}

/// The rules of one file, all their amounts in one currency.
package struct CostRules: Sendable, Equatable {
    /// As a trace names them: `firm.yaml`.
    package var source: String
    package var rules: [CostRule]
    /// Nil where amounts are in the currency of whatever matter is billed.
    package var currency: Currency?

    package init(source: String = "", _ rules: [CostRule] = [], currency: Currency? = nil) {
        self.source = source
        self.rules = rules
        self.currency = currency
    }

    package func kind(of code: String) -> CostKind? {
        rules.first { $0.scopes.contains(.code(code)) && $0.kind != nil }?.kind
    }

    /// The rules for costs of a code and a kind, the most specific first.
    package func rules(code: String?, kind: CostKind?) -> [CostRule] {
        let scopes = [code.map(CostRule.Scope.code), kind.map(CostRule.Scope.kind), .all]
        return scopes.compactMap { $0 }.flatMap { scope in
            rules.filter { $0.scopes.contains(scope) }
        }
    }
}
