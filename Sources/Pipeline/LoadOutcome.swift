internal import Billing
internal import Ledger
internal import Loading

/// What the rows of one file came to in the ledger, and what is to be said about it.
struct LoadOutcome {
    /// So many changes and equal rows are told one by one.
    private static let largestCount = 1_000

    private struct Equals {
        var lines: [Int]
        var count = 1
        var haveID: Bool
    }

    private var counts: RunReport.LoadedFile
    private var amounts: [Currency: Int] = [:]
    private let setAside: Set<Fingerprint>
    private var setAsideCount = 0
    private var diagnostics: [Diagnostic] = []
    private var untold = 0
    private var refusals = Refusals()
    /// By the line of the first.
    private var equals: [Int: Equals] = [:]

    init(file: String, setAside: Set<Fingerprint>) {
        counts = RunReport.LoadedFile(name: file)
        self.setAside = setAside
    }

    mutating func add(_ rows: [LoadedRow], _ loaded: [Loaded]) {
        for index in rows.indices {
            let loaded = loaded[index]
            if let offer = loaded.takenOffer { tell(taken(rows[index], offer)) }
            if case .new = loaded.outcome, loaded.equalTo == nil {
                counts.loaded += 1
                addUp(rows[index].work, rows[index].currency)
                continue
            }
            let row = rows[index]
            if let first = loaded.equalTo { noteEqual(row, to: first) }
            switch loaded.outcome {
            case .new:
                counts.loaded += 1
                addUp(row.work, row.currency)
            case .known:
                counts.known += 1
                // Rows with one id are one entry.
                if row.sourceID == nil || loaded.equalTo == nil { addUp(row.work, row.currency) }
            case .changed(let changes):
                counts.changed += 1
                addUp(row.work, row.currency)
                tell(changed(row, changes))
            case .billed(let invoice): refuse(row, billed(row, invoice))
            case .posted: refuse(row, posted(row))
            case .overdrawn(let held): refuse(row, overdrawn(row, held: held))
            case .conflict(let first): refuse(row, conflict(row, firstLine: first))
            }
        }
    }

    private mutating func addUp(_ work: LoadedRow.Work, _ currency: Currency) {
        switch work {
        case .time(let entry): counts.seconds += entry.seconds
        case .cost(let entry): amounts[currency, default: 0] += entry.minorUnits ?? 0
        case .receipt(let receipt): amounts[currency, default: 0] += receipt.minorUnits
        }
    }

    /// The counts of the file, and all there is to say about it.
    func finish(
        _ read: ExportReader.Result
    ) -> (counts: RunReport.LoadedFile, diagnostics: [Diagnostic]) {
        var counts = counts
        counts.profile = read.summary.profile
        counts.rows = read.summary.rows
        counts.refused += read.summary.refused
        counts.amounts = amounts.map {
            RunReport.Sum(currency: $0.key, minorUnits: $0.value)
        }.sorted { $0.currency.code < $1.currency.code }
        var all = read.diagnostics + equalRows + diagnostics
        if untold > 0 {
            all.append(
                Diagnostic(
                    .note, .manyFaults, at: Place(file: counts.name),
                    "there are \(untold) more changes like these"))
        }
        let waiting = read.summary.setAside + setAsideCount
        if waiting > 0 {
            all.append(
                Diagnostic(
                    .note, .rowsSetAside, at: Place(file: counts.name),
                    "\(waiting) row\(waiting == 1 ? " was" : "s were") refused before and "
                        + "\(waiting == 1 ? "stands" : "stand") in a file of refused rows",
                    remedy: "nothing to do here; correct and load that file"))
        }
        return (counts, all)
    }

    /// Those of the reader and of the ledger together.
    func refusals(with others: Refusals) -> Refusals { others.merged(with: refusals) }

    private mutating func tell(_ diagnostic: Diagnostic) {
        if diagnostics.count < LoadOutcome.largestCount || diagnostic.severity == .error {
            diagnostics.append(diagnostic)
        } else {
            untold += 1
        }
    }

    private mutating func refuse(_ row: LoadedRow, _ diagnostic: Diagnostic) {
        counts.refused += 1
        // Two entries may come to say the same, each on an invoice of its own.
        let fingerprint = Fingerprint(high: row.identity.high, low: row.content.low)
        if setAside.contains(fingerprint) {
            setAsideCount += 1
        } else {
            tell(diagnostic)
            refusals.add(line: row.line, fingerprint, [diagnostic])
        }
    }

    private mutating func noteEqual(_ row: LoadedRow, to first: Int) {
        if equals[first] == nil {
            guard equals.count < LoadOutcome.largestCount else {
                untold += 1
                return
            }
            equals[first] = Equals(lines: [first], haveID: row.sourceID != nil)
        }
        equals[first]?.count += 1
        if equals[first].map({ $0.lines.count < 10 }) == true {
            equals[first]?.lines.append(row.line)
        }
    }

    /// One warning for each group of equal rows.
    private var equalRows: [Diagnostic] {
        equals.sorted { $0.key < $1.key }.map { _, equals in
            let more = equals.count - equals.lines.count
            let lines =
                equals.lines.map(String.init).joined(separator: ", ")
                + (more > 0 ? " and \(more) more" : "")
            return Diagnostic(
                .warning, .rowsEqual, at: Place(file: counts.name, line: equals.lines[1]),
                "lines \(lines) say exactly the same",
                remedy: equals.haveID
                    ? "they have one id and count as one entry"
                    : "each counts as an entry of its own; delete what was recorded twice")
        }
    }

    private func changed(_ row: LoadedRow, _ changes: [FieldChange]) -> Diagnostic {
        let texts = changes.map { "\($0.field) \($0.from) → \($0.to)" }
        return Diagnostic(
            .note, .entryChanged, at: row.place,
            "an unbilled entry says something else now: " + texts.joined(separator: "; "))
    }

    private func taken(_ row: LoadedRow, _ offer: TakenOffer) -> Diagnostic {
        Diagnostic(
            .note, .offerTaken, at: row.place,
            "invoice \(offer.invoice) is settled within its offer, and "
                + "\(plain(offer.discount)) are taken off",
            remedy: "nothing to do; the next statement lists payment and discount")
    }

    private func billed(_ row: LoadedRow, _ invoice: String) -> Diagnostic {
        Diagnostic(
            .alreadyBilled, at: row.place,
            "this entry is on invoice \(invoice), and the export now says something else",
            remedy: "leave the row out; correct the invoice if it was wrong")
    }

    private func posted(_ row: LoadedRow) -> Diagnostic {
        Diagnostic(
            .entryChanged, at: row.place,
            "this payment, retainer or balance was posted before, with other content",
            remedy: "restore what the row said, and add a row for the difference")
    }

    private func overdrawn(_ row: LoadedRow, held: Int) -> Diagnostic {
        guard case .receipt(let receipt) = row.work else {
            preconditionFailure("only a retainer is overdrawn")
        }
        let paid = plain(Money(minorUnits: -receipt.minorUnits, row.currency))
        let left = plain(Money(minorUnits: held, row.currency))
        return Diagnostic(
            .retainerOverdrawn, at: row.place,
            "\(paid) were paid back of the retainer of matter \(receipt.matter), "
                + "and \(left) could be on \(receipt.date)",
            remedy: "load what was received first, and see that amount and date are right; "
                + "what invoices have taken is no longer held")
    }

    private func conflict(_ row: LoadedRow, firstLine: Int) -> Diagnostic {
        Diagnostic(
            .error, .rowsConflict, at: Place(file: row.place.file, line: row.line),
            "lines \(firstLine) and \(row.line) have the same id \"\(row.sourceID ?? "")\" "
                + "and say different things",
            remedy: "the first was taken; delete the wrong one, or give it an id of its own")
    }
}
