/// A row of an export after it was read and matched, before the ledger has given it a key.
///
/// Invariant: `identity` is equal for two rows exactly if they are the same entry; `content` is
/// equal exactly if nothing about the entry differs. Of rows without an id, equal ones have one
/// identity: the ledger counts how often it comes up in a file.
package struct LoadedRow: Sendable, Equatable {
    /// Indirect, so that rows are handed on without being copied field by field.
    package indirect enum Work: Sendable, Equatable {
        /// Keys are 0 until the ledger gives them.
        case time(TimeEntry)
        case cost(CostEntry)
        case receipt(Receipt)
    }

    /// The line of the file on which the row begins.
    package var line: Int
    package var identity: Fingerprint
    /// The export's own name for the entry; nil where it has none.
    package var sourceID: String?
    /// Of everything that the row says.
    package var content: Fingerprint
    package var currency: Currency
    package var work: Work

    package init(
        line: Int, identity: Fingerprint, sourceID: String?, content: Fingerprint,
        currency: Currency, work: Work
    ) {
        self.line = line
        self.identity = identity
        self.sourceID = sourceID
        self.content = content
        self.currency = currency
        self.work = work
    }

    package var date: CivilDate {
        switch work {
        case .time(let entry): entry.date
        case .cost(let entry): entry.date
        case .receipt(let receipt): receipt.date
        }
    }

    /// The cell that names the timekeeper, or the row.
    package var place: Place {
        switch work {
        case .time(let entry): entry.place
        case .cost(let entry): entry.place
        case .receipt(let receipt): receipt.place
        }
    }
}

/// Money that moved without work: a payment, an advance held for the client, or an open balance
/// brought forward from elsewhere.
package struct Receipt: Sendable, Equatable {
    package enum Kind: String, Sendable, Codable {
        /// Lowers what the client owes.
        case payment
        /// Raises it: an invoice of a former system that is still open.
        case balance
        /// Is held for the client until it is earned; negative where it was paid back.
        case retainer
    }

    package var kind: Kind
    package var client: ClientID
    package var matter: MatterID
    package var date: CivilDate
    /// Positive, but for a retainer that was paid back.
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

extension LoadedRow {
    /// Whether money leaves what is held for a client.
    package var isPayback: Bool {
        guard case .receipt(let receipt) = work else { return false }
        return receipt.kind == .retainer && receipt.minorUnits < 0
    }
}
