import Billing
import Digest

/// Fingerprints of what rows say and of the ids they have.
struct EntryDigest: ~Copyable {
    private let profile: String
    private var scratch = ByteScratch()

    /// Rows of different programs are different entries: their ids know nothing of each other.
    init(profile: String) {
        self.profile = profile
    }

    /// Without an id, an entry is known again by all that it says, and by the times of day between
    /// which the work was done.
    mutating func row(
        _ work: consuming LoadedRow.Work, of raw: RawEntry, currency: Currency
    ) -> LoadedRow {
        let content = content(of: work)
        let id = raw.text(.id)
        return LoadedRow(
            line: raw.row.line,
            identity: id.map { identity(ofID: $0) } ?? identity(of: content, at: raw),
            sourceID: id, content: content, currency: currency, work: work)
    }

    private mutating func identity(of content: Fingerprint, at raw: RawEntry) -> Fingerprint {
        guard !raw.isBlank(.start) || !raw.isBlank(.end) else { return content }
        add("clock")
        add(Int(bitPattern: UInt(content.high)))
        add(Int(bitPattern: UInt(content.low)))
        for field in [ExportProfile.Field.start, .end] {
            let time = raw.time(field)
            add(time)
            if time == nil { add(raw.text(field)) }
        }
        return finish()
    }

    private mutating func identity(ofID id: String) -> Fingerprint {
        add(profile)
        add("id")
        add(id)
        return finish()
    }

    /// Of everything that the row says; equal exactly if nothing differs.
    private mutating func content(of work: LoadedRow.Work) -> Fingerprint {
        add(profile)
        switch work {
        case .time(let entry):
            add("time")
            add(entry.matter.text)
            add(entry.timekeeper.text)
            add(entry.date.dayNumber)
            add(entry.seconds)
            add(entry.narrative)
            add(entry.task)
            add(entry.activity)
            add(entry.phase)
            add(entry.disposition.rawValue)
            add(entry.rateMinorUnits)
        case .cost(let entry):
            add("cost")
            add(entry.matter.text)
            add(entry.timekeeper?.text)
            add(entry.date.dayNumber)
            add(entry.minorUnits)
            add(entry.description)
            add(entry.code)
            add(entry.disposition.rawValue)
            // Only where there is one, so that other costs are known by what they always said.
            if let quantity = entry.quantity { add(quantity.thousandths) }
        case .receipt(let receipt):
            add(receipt.kind.rawValue)
            add(receipt.client.text)
            add(receipt.matter.text)
            add(receipt.date.dayNumber)
            add(receipt.minorUnits)
            add(receipt.description)
            add(receipt.reference)
        }
        return finish()
    }

    mutating func rawRow(_ row: CSVRow) -> Fingerprint {
        row.bytes.withUnsafeBufferPointer { scratch.append($0) }
        return finish()
    }

    // No field can hold the end of another unnoticed: each is preceded by its length, and what is
    // absent differs from what is blank.

    private mutating func add(_ number: Int?) {
        guard let number else { return scratch.append(UInt8(0)) }
        scratch.append(UInt8(1))
        scratch.append(UInt64(bitPattern: Int64(number)))
    }

    private mutating func add(_ text: String?) {
        guard let text else { return scratch.append(UInt8(0)) }
        add(text)
    }

    /// Short lengths take one byte.
    @inline(__always)
    private mutating func add(_ text: borrowing String) {
        let count = text.utf8.count
        if count < 254 {
            scratch.append(UInt8(count + 1))
        } else {
            scratch.append(UInt8(255))
            scratch.append(UInt64(count))
        }
        scratch.append(text)
    }

    private mutating func finish() -> Fingerprint {
        let (high, low) = shortDigest(of: scratch.bytes)
        scratch.removeAll()
        return Fingerprint(high: high, low: low)
    }
}
