import Billing
import Settings

/// Says the same thing in the same way, whether the register says it or a file of another program:
/// references as ids, dates as year-month-day, amounts with a point.
///
/// What cannot be understood stays as it is; the register's own rules then report it.
struct ImportValues {
    let firm: Firm
    let registers: Registers
    let names: RecordDirectory

    init(_ records: FirmRecords) {
        firm = records.firm
        registers = records.registers
        names = RecordDirectory(records.registers)
    }

    func plain<Column: ImportColumn>(
        _ text: String, _ column: Column, client: ClientID?, currency: Currency,
        dates: DateReading?
    ) -> String {
        guard !isToFillIn(text) else { return text }
        switch column.importedValue {
        case .text: return text
        case .word: return folded(text)
        case .currency: return text.uppercased()
        case .client, .matter, .timekeeper: return id(text, column, client: client) ?? text
        case .date:
            guard let dates, case .success(let date) = dates.read(text, at: Place(file: ""))
            else { return text }
            return date.description
        case .amount:
            guard let minorUnits = try? AmountText.minorUnits(text, in: currency) else {
                return text
            }
            return plainDecimal(minorUnits, decimals: currency.decimals)
        case .aliases:
            return aliases(text).joined(separator: "; ")
        }
    }

    /// The id of what a reference means; nil for other columns too.
    func id<Column: ImportColumn>(_ text: String, _ column: Column, client: ClientID?) -> String? {
        switch column.importedValue {
        case .client: id(in: names.clients, text)
        case .timekeeper: id(in: names.timekeepers, text)
        case .matter:
            id(in: names.matters, text) {
                client == nil || registers.matters[$0]?.client == client
            }
        default: nil
        }
    }

    private func id<Subject>(
        in directory: Directory<Identifier<Subject>>, _ text: String,
        where isEligible: (Identifier<Subject>) -> Bool = { _ in true }
    ) -> String? {
        if case .found(let id) = directory.match(text, where: isEligible) { return id.text }
        return nil
    }

    /// Whether two plain texts of a column say the same.
    func agree<Column: ImportColumn>(_ left: String, _ right: String, _ column: Column) -> Bool {
        column.importedValue == .aliases
            ? Set(aliases(right).map(folded)).isSubset(of: aliases(left).map(folded))
            : left == right
    }

    /// What the register says from now on; names by which a row is known are added to those there.
    func merged<Column: ImportColumn>(
        _ old: String, with new: String, _ column: Column
    ) -> String {
        guard column.importedValue == .aliases, !isToFillIn(old) else { return new }
        var known = Set(aliases(old).map(folded))
        let more = aliases(new).filter { known.insert(folded($0)).inserted }
        return (aliases(old) + more).joined(separator: "; ")
    }

    func aliases(_ text: String) -> [String] {
        text.split(separator: ";").map { String($0).trimmed }.filter { !$0.isEmpty }
    }
}
