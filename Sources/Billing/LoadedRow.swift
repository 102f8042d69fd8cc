/// A row of an export after it was read and matched, before the ledger has given it a key.
///
/// Invariant: `identity` is equal for two rows exactly if they are the same entry; `content` is
/// equal exactly if nothing about the entry differs.
package struct LoadedRow: Sendable, Equatable {
    package enum Work: Sendable, Equatable {
        /// Keys are 0 until the ledger gives them.
        case time(TimeEntry)
        case cost(CostEntry)
        case receipt(Receipt)
    }

    package var identity: String
    /// A digest of everything that the row says.
    package var content: String
    package var work: Work

    package init(identity: String, content: String, work: Work) {
        self.identity = identity
        self.content = content
        self.work = work
    }
}

/// Money that moved without work: a payment, or an open balance brought forward from elsewhere.
package struct Receipt: Sendable, Equatable {
    package enum Kind: String, Sendable, Codable {
        /// Lowers what the client owes.
        case payment
        /// Raises it: an invoice of a former system that is still open.
        case balance
    }

    package var kind: Kind
    package var client: ClientID
    package var matter: MatterID
    package var date: CivilDate
    /// Positive for either kind.
    package var minorUnits: Int
    package var description: String
    package var reference: String?
    package var place: Place

    package init(
        kind: Kind, client: ClientID, matter: MatterID, date: CivilDate, minorUnits: Int,
        description: String, reference: String?, place: Place
    ) {
        self.kind = kind
        self.client = client
        self.matter = matter
        self.date = date
        self.minorUnits = minorUnits
        self.description = description
        self.reference = reference
        self.place = place
    }
}
