internal import GRDB

/// A table that the journal covers: rows are only added to it, under growing keys.
struct JournalTable: Sendable {
    /// How a row is named to people.
    enum Naming: Sendable {
        /// The row is an entry, a document.
        case entry
        case document
        /// By the document, the entry or the matter that it is about, in columns of these names.
        case about(document: String? = nil, entry: String? = nil, matter: String? = nil)
        case column(String)
    }

    var name: String
    /// `a posting`, `a line`.
    var noun: String
    var naming: Naming

    init(_ name: String, _ noun: String, _ naming: Naming) {
        self.name = name
        self.noun = noun
        self.naming = naming
    }

    /// Every table whose rows a digest is kept of. A new append-only table gets its line here.
    static let all: [JournalTable] = [
        JournalTable("export", "the record of the file", .column("name")),
        JournalTable("entry", "entry", .entry),
        JournalTable("entry_history", "what was said before", .about(entry: "key")),
        JournalTable("refusal", "a row that was refused, written to", .column("file")),
        JournalTable("template", "the template as used,", .column("name")),
        JournalTable("document", "document", .document),
        JournalTable("document_matter", "a matter's sums", .about(document: "document")),
        JournalTable("document_line", "a line", .about(document: "document", entry: "entry")),
        JournalTable("posting", "a posting", .about(document: "document", entry: "entry")),
        JournalTable("tally", "what a term counted", .about(document: "document")),
        JournalTable("offer", "the offer for prompt payment", .about(document: "document")),
        JournalTable("offer_share", "a share of an offer", .about(document: "document")),
        JournalTable(
            "taken_offer", "an offer that was taken", .about(document: "document", entry: "entry")),
        JournalTable("credit", "a credit", .about(document: "original")),
        JournalTable("reissue", "a reissue", .about(document: "document")),
        JournalTable("proforma_status", "what became of", .about(document: "document")),
        JournalTable("edit", "an edit from", .column("source")),
        JournalTable("edit_change", "a mark", .about(entry: "entry", matter: "matter")),
        JournalTable("change_claim_log", "a mark that was used", .about(document: "document")),
        JournalTable(
            "claim_log", "what was billed or released",
            .about(document: "document", entry: "entry")),
        JournalTable(
            "fee_part_log", "a part of a price that was billed or released",
            .about(document: "document", matter: "matter")),
        JournalTable(
            "delivery_log", "a file still to write, or written", .about(document: "document")),
        JournalTable("reminder", "a reminder to client", .column("client")),
        JournalTable(
            "reminder_level", "a reminder", .about(document: "document", entry: "entry")),
        JournalTable(
            "reminder_delivery_log", "a reminder still to write, or written, below",
            .column("output")),
        JournalTable("taken_number", "a number that was taken in the series", .column("series")),
    ]
}

extension Ledger {
    /// The tables whose rows the journal covers.
    package static var journaledTables: [String] { JournalTable.all.map(\.name) }
}
