package import Billing

extension Registers {
    /// The matters whose fees a volume discount goes by: those in its scope that are billed in the
    /// same currency.
    func matters(
        in scope: VolumeDiscount.Scope, of matter: Matter, firm: Firm
    ) -> [MatterID] {
        let clients: [ClientID]
        switch scope {
        case .matter: return [matter.id]
        case .client: clients = [matter.client]
        case .group(let others): clients = [matter.client] + others
        }
        let currency = currency(of: matter, in: firm)
        return matters.values.filter {
            clients.contains($0.client) && self.currency(of: $0, in: firm) == currency
        }.map(\.id).sorted()
    }

    /// Other matters whose fees the terms of this one look at.
    package func mattersCounted(by matter: MatterID, in firm: Firm) -> Set<MatterID> {
        guard let matter = matters[matter], let arrangement = arrangement(of: matter) else {
            return []
        }
        let counted = arrangement.agreements.flatMap(\.terms).flatMap { term -> [MatterID] in
            guard case .volumeDiscount(let discount) = term, discount.scope != .matter else {
                return []
            }
            return matters(in: discount.scope, of: matter, firm: firm)
        }
        return Set(counted).subtracting([matter.id])
    }
}
