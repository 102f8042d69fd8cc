package import Billing

/// What a run did, in counts and sums that tie: entries in = charged + waiting + held + left out.
package struct RunReport: Sendable, Encodable {
    /// Rows = loaded + known + changed + refused.
    package struct LoadedFile: Sendable, Encodable {
        package var name: String
        package var profile = ""
        package var rows = 0
        package var loaded = 0
        package var known = 0
        package var changed = 0
        package var refused = 0
        /// Of all entries of time that the rows are which were not refused.
        package var seconds = 0
        /// Of all costs, payments and balances that were not refused, likewise.
        package var amounts: [Sum] = []
        /// Where the refused rows were written to, below the firm's folder.
        package var refusedFile: String?
    }

    package struct Sum: Sendable, Encodable {
        package var currency: Currency
        package var minorUnits: Int
    }

    package struct Entries: Sendable, Encodable {
        /// Unbilled entries that the run looked at.
        package var considered = 0
        package var charged = 0
        /// Left unbilled, because the part of a fixed price they belong to is not due.
        package var waiting = 0
        /// Left unbilled, because an edit says so.
        package var held = 0
        /// Of matters that the run left out.
        package var leftOut = 0
        /// Unbilled, and dated after the day the run goes through; not among those considered.
        package var later = 0
        /// Never on a bill; not among those considered.
        package var nonBillable = 0
        package var workedSeconds = 0
        package var billedTenThousandthsOfHours = 0
    }

    package struct Made: Sendable, Encodable {
        package var number: String
        package var version: Int
        package var client: String
        package var total: Int
        package var currency: Currency
        package var pages: Int
        package var path: String
        /// Of a pro forma: the file to mark it in.
        package var worksheet: String?
        /// False where the same pro forma was issued before, and nothing has changed.
        package var isNew: Bool
        /// Whether a password is needed to open the file.
        package var isProtected: Bool
    }

    /// A matter with something to bill that is on no statement of the run, and why.
    package struct LeftOut: Sendable, Encodable {
        package var client: ClientID?
        package var matter: MatterID
        package var entries: Int
        /// Worked.
        package var seconds: Int
        /// As recorded.
        package var costs: Sum
        package var why: String
    }

    package enum Purpose: String, Sendable, Encodable {
        case check, statements, correction
    }

    /// An invoice that was taken back.
    package struct Correction: Sendable, Encodable {
        package var original: String
        /// Entries that were on it and are unbilled again.
        package var unbilled: Int
        /// The page that compares it with the corrected invoice.
        package var difference: String?
    }

    package var date: CivilDate
    /// What the run was for, beyond loading.
    package var purpose: Purpose?
    package var loaded: [LoadedFile] = []
    package var entries = Entries()
    package var leftOut: [LeftOut] = []
    package var proformas: [Made] = []
    package var invoices: [Made] = []
    package var creditNotes: [Made] = []
    package var correction: Correction?
    /// A PDF a billing attorney, for pro formas and invoices each.
    package var combined: [String] = []
    /// One a billing attorney, with all of the run's pro formas.
    package var worksheets: [String] = []
    package var register: String?
    /// Files of documents that an interrupted run had posted, and this one brought to disk.
    package var completed: [String] = []
    /// The folder that the paths above are relative to; nil where nothing was made.
    package var output: String?
    package var diagnostics: [Diagnostic] = []

    package init(date: CivilDate) {
        self.date = date
    }

    /// Whether something was refused: all of it, or what was left out.
    package var isRefused: Bool { diagnostics.hasErrors }

    /// Whether nothing was done, because of errors that are not one matter's.
    package var isStopped: Bool { isRefused && leftOut.isEmpty }
}
