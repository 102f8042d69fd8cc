internal import Billing

extension FeeUnderway {
    /// One step a tier that the amount reaches into; none on less than nothing.
    func steps(of tiers: [Tier], on amount: Int) -> [WorkingStep] {
        tiers.indices.compactMap { index in
            let from = tiers[index].from
            let upTo = index + 1 < tiers.count ? min(amount, tiers[index + 1].from) : amount
            guard upTo > from else { return nil }
            return .percent(
                tiers.count > 1 ? .tier : .share, tiers[index].percent, of: money(upTo - from))
        }
    }
}

extension [WorkingStep] {
    /// With their sum, where there are several.
    func withSum(_ currency: Currency) -> [WorkingStep] {
        count > 1 ? self + [.sum(.result, compactMap(\.money), currency)] : self
    }
}
