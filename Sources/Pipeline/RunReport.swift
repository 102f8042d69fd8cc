package import Billing

/// What a run did, in counts and sums that tie: entries in = charged + waiting.
package struct RunReport: Sendable, Encodable {
    package struct Sums: Sendable, Encodable {
        package var currency: Currency
        package var documents = 0
        package var fees = 0
        package var costs = 0
        package var tax = 0
        package var total = 0
    }

    package struct LoadedFile: Sendable, Encodable {
        package var name: String
        package var profile: String
        package var rows: Int
        package var loaded: Int
        package var known: Int
        package var refused: Int
        package var seconds: Int
    }

    package struct Entries: Sendable, Encodable {
        /// Unbilled entries that the run looked at.
        package var considered = 0
        package var charged = 0
        /// Left unbilled, because the part of a fixed price they belong to is not due.
        package var waiting = 0
        package var workedSeconds = 0
        package var billedHours = Hours.zero
    }

    package struct Made: Sendable, Encodable {
        package var number: String
        package var version: Int
        package var client: String
        package var total: Int
        package var currency: Currency
        package var pages: Int
        package var path: String
        /// False where the same pro forma was issued before, and nothing has changed.
        package var isNew: Bool
    }

    package var date: CivilDate
    package var loaded: [LoadedFile] = []
    package var entries = Entries()
    package var proformas: [Made] = []
    package var invoices: [Made] = []
    package var proformaSums: [Sums] = []
    package var invoiceSums: [Sums] = []
    /// Files a person will want to open, relative to the firm's folder.
    package var combined: [String] = []
    package var register: String?
    /// Documents that an interrupted run had posted, and this one brought to disk.
    package var completed: [String] = []
    package var output: String?
    /// Not encoded with the rest: the command line prints them its own way.
    package var diagnostics: [Diagnostic] = []

    private enum CodingKeys: String, CodingKey {
        case date, loaded, entries, proformas, invoices, proformaSums, invoiceSums, combined
        case register, completed, output
    }

    package init(date: CivilDate) {
        self.date = date
    }

    package var isRefused: Bool { diagnostics.hasErrors }
}
