/// Where a fact was found: a file of the firm's folder, and as much of line and column as is known.
package struct Place: Hashable, Comparable, Sendable, Codable {
    package var file: String
    /// Counted from 1; 0 where the whole file is meant.
    package var line: Int
    /// Counted in characters from 1; 0 where the whole line is meant.
    package var column: Int

    package init(file: String, line: Int = 0, column: Int = 0) {
        self.file = file
        self.line = line
        self.column = column
    }

    package static func < (left: Place, right: Place) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}

/// Something found in the data: what, where, and what to do about it.
///
/// Stages return these as values and go on, so that one run reports all there is to report.
package struct Diagnostic: Hashable, Sendable, Encodable {
    package enum Severity: String, Sendable, Encodable {
        case error, warning, note
    }

    /// Every refusal has a name, by which people look it up and tests expect it.
    package enum Code: String, Sendable, CaseIterable, Encodable {
        // The text of a file
        case fileEmpty = "file-empty"
        case fileNotUTF8 = "file-not-utf8"
        case encodingAssumed = "encoding-assumed"
        case rowRagged = "row-ragged"
        case quoteUnpaired = "quote-unpaired"
        case rowTooLong = "row-too-long"
        case columnMissing = "column-missing"
        case columnRepeated = "column-repeated"
        case columnUnknown = "column-unknown"
        case profileUnknown = "profile-unknown"
        case profileAmbiguous = "profile-ambiguous"
        case profileUnfinished = "profile-unfinished"
        case preambleSkipped = "preamble-skipped"
        case headerRepeated = "header-repeated"
        case rowSubtotal = "row-subtotal"
        case rowHeading = "row-heading"

        // A cell
        case cellBlank = "cell-blank"
        case dateUnreadable = "date-unreadable"
        case dateAmbiguous = "date-ambiguous"
        case durationUnreadable = "duration-unreadable"
        case durationDiffers = "duration-differs"
        case timerRunning = "timer-running"
        case clockUncertain = "clock-uncertain"
        case hoursNegative = "hours-negative"
        case amountUnreadable = "amount-unreadable"
        case amountNegative = "amount-negative"
        case currencyUnknown = "currency-unknown"
        case currencyDiffers = "currency-differs"
        case wordUnknown = "word-unknown"
        case numberUnreadable = "number-unreadable"
        case passwordUnusable = "password-unusable"
        case guardRemoved = "guard-removed"

        // What a row names
        case clientUnknown = "client-unknown"
        case matterUnknown = "matter-unknown"
        case matterAmbiguous = "matter-ambiguous"
        case matterOfOtherClient = "matter-of-other-client"
        case timekeeperUnknown = "timekeeper-unknown"
        case idRepeated = "id-repeated"
        case nameNear = "name-near"
        case aliasTaken = "alias-taken"
        case registerDiffers = "register-differs"
        case rowsConflict = "rows-conflict"
        case rowsEqual = "rows-equal"
        case entryChanged = "entry-changed"
        case alreadyBilled = "already-billed"
        case rowsSetAside = "rows-set-aside"
        case retainerOverdrawn = "retainer-overdrawn"
        case offerTaken = "offer-taken"
        case manyFaults = "many-faults"

        // Markup
        case proformaUnknown = "proforma-unknown"
        case lineUnknown = "line-unknown"
        case shownChanged = "shown-changed"
        case markupUnreadable = "markup-unreadable"
        case markupMisplaced = "markup-misplaced"
        case markupContradictory = "markup-contradictory"
        case markedTwice = "marked-twice"
        case actionUnavailable = "action-unavailable"
        case worksheetKept = "worksheet-kept"

        // Rates and arrangements
        case rateMissing = "rate-missing"
        case rateShape = "rate-shape"
        case rateRepeated = "rate-repeated"
        case costUnpriced = "cost-unpriced"
        case arrangementMissing = "arrangement-missing"
        case arrangementUnknown = "arrangement-unknown"
        case arrangementMeaningless = "arrangement-meaningless"
        case phaseUnknown = "phase-unknown"
        case priceNeverDue = "price-never-due"
        case capNear = "cap-near"
        case eventOutOfRange = "event-out-of-range"
        case eventIncomplete = "event-incomplete"
        case eventUnused = "event-unused"
        case eventShape = "event-shape"
        case taxUnknown = "tax-unknown"
        case retainerUnagreed = "retainer-unagreed"
        case offerDiffers = "offer-differs"
        case paymentCodeLeftOut = "payment-code-left-out"

        // Settings and templates
        case settingUnknown = "setting-unknown"
        case settingUnreadable = "setting-unreadable"
        case settingMissing = "setting-missing"
        case yamlUnreadable = "yaml-unreadable"
        case numbersRepeat = "numbers-repeat"
        case templateUnknown = "template-unknown"
        case languageUnknown = "language-unknown"
        case fontMissing = "font-missing"
        case glyphMissing = "glyph-missing"
        case pictureUnreadable = "picture-unreadable"
        case fragmentUnknown = "fragment-unknown"
        case fragmentUnreadable = "fragment-unreadable"

        // Letters and accounts
        case letterUnknown = "letter-unknown"
        case letterUnfilled = "letter-unfilled"
        case accountEmpty = "account-empty"
        case remindersUnset = "reminders-unset"

        // Edits
        case editRefused = "edit-refused"
        case proformaSuperseded = "proforma-superseded"

        // Corrections
        case invoiceUnknown = "invoice-unknown"
        case invoiceCredited = "invoice-credited"
        case notCorrectable = "not-correctable"
        case creditTooEarly = "credit-too-early"
        case nothingToCorrect = "nothing-to-correct"
        case nothingLeft = "nothing-left"
        case lineNotOnInvoice = "line-not-on-invoice"
        case creditUnapplied = "credit-unapplied"

        // A run
        case filterUnknown = "filter-unknown"
        case leftOut = "left-out"
        case notApproved = "not-approved"
        case approvalOutdated = "approval-outdated"
        case proformaClosed = "proforma-closed"
        case proformaEdited = "proforma-edited"
        case leftToFillIn = "left-to-fill-in"

        // The ledger, when it is verified
        case ledgerDamaged = "ledger-damaged"
        case journalBroken = "journal-broken"
        case rowInserted = "row-inserted"
        case rowRemoved = "row-removed"
        case rowAltered = "row-altered"
        case postingsUnbalanced = "postings-unbalanced"
        case documentDiffers = "document-differs"
        case numberMissing = "number-missing"
        case bytesDiffer = "bytes-differ"
    }

    package var severity: Severity
    package var code: Code
    package var place: Place?
    package var fact: String
    package var remedy: String?

    package init(
        _ severity: Severity, _ code: Code, at place: Place?, _ fact: String,
        remedy: String? = nil
    ) {
        self.severity = severity
        self.code = code
        self.place = place
        self.fact = fact
        self.remedy = remedy
    }

    /// An error.
    package init(_ code: Code, at place: Place?, _ fact: String, remedy: String? = nil) {
        self.init(.error, code, at: place, fact, remedy: remedy)
    }
}

extension Sequence where Element == Diagnostic {
    package var hasErrors: Bool { contains { $0.severity == .error } }
}
