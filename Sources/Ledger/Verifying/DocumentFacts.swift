internal import Billing
internal import GRDB

/// What the ledger keeps of a document in columns and rows, beside its statement: as it is stored,
/// or as the statement would have it. A new kind of document, or a table that posting writes, is
/// compared here.
struct DocumentFacts {
    /// One row: what it is called, and what it says. Without an array, because there are as many
    /// as lines were ever billed.
    struct Fact: Hashable {
        var name: String
        var first: Int?
        var second: Int?
        var third: Int?
        var fourth: Int?

        init(
            _ name: String, _ first: Int? = nil, _ second: Int? = nil, _ third: Int? = nil,
            _ fourth: Int? = nil
        ) {
            self.name = name
            self.first = first
            self.second = second
            self.third = third
            self.fourth = fourth
        }
    }

    /// By what they are, in the order in which they are told.
    var groups: [(what: String, facts: [Fact])]

    /// The names of what the two say differently.
    func differences(from other: DocumentFacts) -> [String] {
        zip(groups, other.groups).flatMap { own, other -> [String] in
            // The usual case, without sorting or hashing.
            if own.facts == other.facts { return [] }
            let (left, right) = (count(own.facts), count(other.facts))
            let names = Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }
            return Set(names.map { "\(own.what) \($0.name)" }).sorted()
        }
    }

    private func count(_ facts: [Fact]) -> [Fact: Int] {
        facts.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}

// MARK: As the statement has it

extension DocumentFacts {
    init(_ statement: Billing.Statement) {
        let isPosted = statement.kind != .proforma
        // A credit note has an invoice's lines and claims nothing.
        let isInvoice = statement.kind == .invoice
        let lines = statement.matters.flatMap { matter in
            matter.lines.map {
                Fact(
                    $0.id.text, $0.entry.number, $0.hours.tenThousandths, $0.perHour?.minorUnits,
                    $0.amount.minorUnits)
            }
                + matter.costLines.map {
                    Fact($0.id.text, $0.entry.number, nil, nil, $0.amount.minorUnits)
                }
        }
        let matters = statement.matters.map {
            Fact($0.id.text, $0.fees.minorUnits, $0.costsTotal.minorUnits)
        }
        let posted = isPosted ? postings(of: statement) : []
        let tail = "\(statement.billTo.id.text) \(statement.currency) \(statement.date)"
        groups = [
            (
                "column",
                [
                    Fact("kind \(statement.kind.rawValue)"), Fact("number \(statement.number)"),
                    Fact("version", statement.version),
                    Fact("client \(statement.billTo.id.text)"),
                    Fact("attorney \(statement.attorney?.id.text ?? "")"),
                    Fact("date \(statement.date)"), Fact("period_end \(statement.periodEnd)"),
                    Fact("currency \(statement.currency)"),
                    Fact("fees", statement.fees.minorUnits),
                    Fact("costs", statement.costs.minorUnits),
                    Fact("tax", statement.tax.minorUnits),
                    Fact("total", statement.total.minorUnits),
                ]
            ),
            ("matter", matters), ("line", lines),
            (
                "posting",
                posted.map { Fact("\($0.account) \($0.matter.text) \(tail)", $0.minorUnits) }
            ),
            (
                "tally",
                isPosted
                    ? statement.matters.flatMap { matter in
                        matter.tallies.map {
                            Fact("\(matter.id.text) \($0.term) \($0.measure.rawValue)", $0.amount)
                        }
                    } : []
            ),
            (
                "offer",
                (isPosted ? statement.offer : nil).map { offer in
                    [Fact("until \(offer.until)", offer.amount.minorUnits)]
                        + offer.shares.sorted { $0.matter < $1.matter }.map {
                            Fact("of matter \($0.matter.text)", $0.discount.minorUnits)
                        }
                } ?? []
            ),
            (
                "part",
                isPosted
                    ? statement.matters.flatMap(\.items).compactMap(\.part).map {
                        Fact("\"\($0.part)\" of matter \($0.matter.text)")
                    } : []
            ),
            (
                "claim on entry",
                // The lines of a divided entry are one entry.
                isInvoice
                    ? Set(lines.compactMap(\.first)).sorted().map { Fact(entryName($0)) } : []
            ),
        ]
    }
}

// MARK: As it is stored

extension DocumentFacts {
    init(of id: Int64, _ columns: Row, in db: Database) throws {
        func facts(_ sql: String, _ fact: (Row) -> Fact) throws -> [Fact] {
            let rows = try Row.fetchCursor(try db.cachedStatement(sql: sql), arguments: [id])
            var facts: [Fact] = []
            while let row = try rows.next() { facts.append(fact(row)) }
            return facts
        }
        func text(_ name: String) -> Fact {
            Fact("\(name) \(columns[name] as String? ?? "")")
        }
        func figure(_ name: String) -> Fact { Fact(name, columns[name] as Int?) }
        groups = [
            (
                "column",
                [
                    text("kind"), text("number"), figure("version"), text("client"),
                    text("attorney"), text("date"), text("period_end"), text("currency"),
                    figure("fees"), figure("costs"), figure("tax"), figure("total"),
                ]
            ),
            (
                "matter",
                try facts(
                    """
                    SELECT matter, fees, costs FROM document_matter WHERE document = ?
                    ORDER BY rowid
                    """
                ) { Fact($0[0], $0[1], $0[2]) }
            ),
            (
                "line",
                try facts(
                    """
                    SELECT line, entry, hours, rate_minor_units, minor_units FROM document_line
                    WHERE document = ? ORDER BY rowid
                    """
                ) { Fact($0[0], $0[1], $0[2], $0[3], $0[4]) }
            ),
            (
                "posting",
                try facts(
                    """
                    SELECT account || ' ' || matter || ' ' || client || ' ' || currency || ' '
                        || date, minor_units
                    FROM posting WHERE document = ? ORDER BY id
                    """
                ) { Fact($0[0], $0[1]) }
            ),
            (
                "tally",
                try facts(
                    """
                    SELECT matter || ' ' || term || ' ' || measure, amount FROM tally
                    WHERE document = ? ORDER BY id
                    """
                ) { Fact($0[0], $0[1]) }
            ),
            (
                "offer",
                try facts("SELECT until, minor_units FROM offer WHERE document = ?") {
                    Fact("until \($0[0] as String)", $0[1])
                }
                    + facts(
                        """
                        SELECT matter, minor_units FROM offer_share WHERE document = ?
                        ORDER BY matter
                        """
                    ) { Fact("of matter \($0[0] as String)", $0[1]) }
            ),
            (
                "part",
                try facts(
                    """
                    SELECT part, matter FROM fee_part_log WHERE document = ? AND gone = 0
                    ORDER BY id
                    """
                ) { Fact("\"\($0[0] as String)\" of matter \($0[1] as String)") }
            ),
            (
                // Receipts are claimed too; the statement lists them without their keys.
                "claim on entry",
                try facts(
                    """
                    SELECT claim_log.entry FROM claim_log
                        JOIN entry ON entry.key = claim_log.entry
                    WHERE document = ? AND gone = 0 AND kind IN ('time', 'cost')
                    ORDER BY claim_log.entry
                    """
                ) { Fact(entryName($0[0])) }
            ),
        ]
    }
}

private func entryName(_ key: Int) -> String { LineID(EntryKey(key)).text }
