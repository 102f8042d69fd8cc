package import Billing
internal import GRDB

/// The offer of an invoice that a payment took, and what that took off.
package struct TakenOffer: Sendable, Equatable {
    package var invoice: String
    package var discount: Money

    package init(invoice: String, discount: Money) {
        self.invoice = invoice
        self.discount = discount
    }
}

/// An invoice with its offer.
private struct OpenOffer {
    var document: Int64
    var number: String
    var date: String
    var until: String
    /// What is to be paid by then.
    var units: Int
    /// Whether the payment names the invoice, or one that it replaces.
    var isNamed: Bool

    init(_ row: Row, isNamed: Bool) {
        self.isNamed = isNamed
        document = row["document"]
        number = row["number"]
        date = row["date"]
        until = row["until"]
        units = row["minor_units"]
    }
}

/// Finds whether a payment, posted already, settles an invoice within its offer, and then posts the
/// discount with it: once an invoice.
///
/// A payment that names an invoice is for that one, or for the one that was issued in its place; it
/// settles it together with the payments before it that name it and are in time. One that names none
/// settles the one invoice of its matter that offers exactly its amount.
struct OfferTaking {
    let db: Database
    let receipt: Receipt
    let key: Int
    let currency: Currency

    func take() throws -> TakenOffer? {
        let date = receipt.date.description
        guard let offer = try named() ?? exact() else { return nil }
        guard date <= offer.until, try paid(on: offer) >= offer.units else { return nil }
        return try post(offer)
    }

    /// The offer of the invoice that the payment names; nil inside where that one offers nothing,
    /// or nothing any more.
    private func named() throws -> OpenOffer?? {
        guard let reference = receipt.reference else { return nil }
        let row = try Row.fetchOne(
            db,
            sql: """
                WITH RECURSIVE meant (id) AS (
                    SELECT id FROM document WHERE kind = 'invoice' AND number = ?
                    UNION ALL
                    SELECT reissue.document FROM reissue JOIN meant ON reissue.original = meant.id)
                SELECT document.id AS document, number, document.date, until, minor_units,
                    document.currency = ?
                        AND EXISTS (SELECT 1 FROM document_matter
                            WHERE document = document.id AND matter = ?)
                        AND NOT EXISTS (SELECT 1 FROM credit WHERE original = document.id)
                        AND NOT EXISTS (SELECT 1 FROM taken_offer
                            WHERE taken_offer.document = offer.document) AS is_open
                FROM meant JOIN document ON document.id = meant.id
                    LEFT JOIN offer ON offer.document = document.id
                ORDER BY document.id DESC LIMIT 1
                """, arguments: [reference, currency.code, receipt.matter.text])
        guard let row else { return nil }
        guard row["is_open"] == true, (row["until"] as String?) != nil else { return .some(nil) }
        return OpenOffer(row, isNamed: true)
    }

    /// Where several invoices offer the same amount, nobody can tell which was meant.
    private func exact() throws -> OpenOffer? {
        let date = receipt.date.description
        let offers = try Row.fetchAll(
            db,
            sql: """
                SELECT offer.document, number, document.date, until, minor_units
                FROM offer JOIN document ON document.id = offer.document
                    JOIN document_matter ON document_matter.document = offer.document
                WHERE document_matter.matter = ? AND document.currency = ? AND minor_units = ?
                    AND document.date <= ? AND until >= ?
                    AND NOT EXISTS (SELECT 1 FROM credit WHERE original = document.id)
                    AND NOT EXISTS (SELECT 1 FROM taken_offer
                        WHERE taken_offer.document = offer.document)
                """,
            arguments: [receipt.matter.text, currency.code, receipt.minorUnits, date, date]
        ).map { OpenOffer($0, isNamed: false) }
        let open = try offers.filter { try isUnpaid($0) }
        return open.count == 1 ? open.first : nil
    }

    /// Nothing that names the invoice has come in, and so much is owed that it must be open.
    private func isUnpaid(_ offer: OpenOffer) throws -> Bool {
        let named = try payments(naming: offer)
        let owed = try Int.fetchOne(
            db,
            sql: """
                SELECT sum(posting.minor_units) FROM posting
                    JOIN document_matter ON document_matter.matter = posting.matter
                WHERE document_matter.document = ? AND account = 'receivable' AND currency = ?
                """, arguments: [offer.document, currency.code])
        // The payment is posted already.
        let discount = try shares(of: offer).reduce(0) { $0 + $1.units }
        return named == 0 && (owed ?? 0) >= discount
    }

    private func paid(on offer: OpenOffer) throws -> Int {
        offer.isNamed ? try payments(naming: offer) : receipt.minorUnits
    }

    /// What came in in time for the matters of the invoice, naming it or one that it replaces, beyond
    /// what it counted already when it was made.
    private func payments(naming offer: OpenOffer) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT sum(posting.minor_units) FROM posting
                    JOIN document_matter ON document_matter.matter = posting.matter
                    JOIN entry ON entry.key = posting.entry
                WHERE document_matter.document = ? AND account = 'cash'
                    AND posting.currency = ? AND posting.date <= ?
                    AND entry.kind = 'payment' AND entry.reference IN (\(numbersOfLine))
                    AND NOT EXISTS (SELECT 1 FROM claim
                        WHERE claim.entry = entry.key AND claim.document <= ?)
                """,
            arguments: [
                offer.document, currency.code, offer.until, offer.document, offer.document,
            ]) ?? 0
    }

    private func shares(of offer: OpenOffer) throws -> [(matter: String, units: Int)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT matter, minor_units FROM offer_share WHERE document = ? ORDER BY matter
                """, arguments: [offer.document]
        ).map { ($0["matter"], $0["minor_units"]) }
    }

    private func post(_ offer: OpenOffer) throws -> TakenOffer {
        try db.execute(
            sql: "INSERT INTO taken_offer (document, entry) VALUES (?, ?)",
            arguments: [offer.document, key])
        let shares = try shares(of: offer)
        for share in shares where share.units != 0 {
            for (account, units) in [("receivable", -share.units), ("discounts", share.units)] {
                try postReceipt(
                    key, receipt, account, matter: share.matter, units, currency, in: db)
            }
        }
        return TakenOffer(
            invoice: offer.number,
            discount: Money(minorUnits: shares.reduce(0) { $0 + $1.units }, currency))
    }
}

/// Half of the double entry of what came in or went out.
func postReceipt(
    _ key: Int, _ receipt: Receipt, _ account: String, matter: String, _ minorUnits: Int,
    _ currency: Currency, in db: Database
) throws {
    try db.execute(
        sql: """
            INSERT INTO posting (entry, date, account, client, matter, currency, minor_units)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
        arguments: [
            key, receipt.date.description, account, receipt.client.text, matter, currency.code,
            minorUnits,
        ])
}

extension LedgerTransaction {
    /// Keeps what an invoice offers, for the payments to come.
    func post(_ offer: PaymentOffer, of document: Int64) throws {
        try db.execute(
            sql: "INSERT INTO offer (document, until, minor_units) VALUES (?, ?, ?)",
            arguments: [document, offer.until.description, offer.amount.minorUnits])
        for share in offer.shares {
            try db.execute(
                sql: "INSERT INTO offer_share (document, matter, minor_units) VALUES (?, ?, ?)",
                arguments: [document, share.matter.text, share.discount.minorUnits])
        }
    }
}
