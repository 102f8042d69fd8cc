import Billing

/// The arrangements that need no file: a discount, a cap over the matter, a flat fee or one rate
/// for everybody, written into columns of matters.csv.
struct SimpleArrangement {
    var currency: Currency

    private static let columns: [MatterColumn] = [
        .discount, .cap, .flatFee, .flatFeeDue, .blendedRate,
    ]

    /// Nil where none of the columns says anything, or where what they say has no meaning besides
    /// `arrangement`, the one that the matter names.
    func read(
        _ row: RegisterRow<MatterColumn>, besides arrangement: String?, due: CivilDate?,
        into cells: inout CellReader
    ) -> FeeArrangement? {
        guard let first = Self.columns.first(where: { row.text($0) != nil }) else { return nil }
        let discount = cells.percent(row.cell(.discount), in: 0...100)
        let cap = cells.amount(row.cell(.cap), in: currency)
        let fee = cells.amount(row.cell(.flatFee), in: currency)
        let rate = cells.amount(row.cell(.blendedRate), in: currency)
        if let arrangement, arrangement != "hourly" {
            refuse(
                first, of: row, "\(first.rawValue) does not go with arrangement \"\(arrangement)\"",
                remedy: "clear the cell and write it into arrangements/\(arrangement).yaml, or "
                    + "write hourly as the arrangement", into: &cells)
            return nil
        }
        if row.text(.flatFee) != nil, row.text(.blendedRate) != nil {
            refuse(
                .blendedRate, of: row, "a fee is flat or by the hour, not both",
                remedy: "clear flat_fee or blended_rate", into: &cells)
            return nil
        }
        if row.text(.flatFee) == nil, row.text(.flatFeeDue) != nil {
            refuse(
                .flatFeeDue, of: row, "there is a day for a flat fee, and no flat fee",
                remedy: "fill in flat_fee, or clear flat_fee_due", into: &cells)
            return nil
        }
        var terms: [FeeTerm] = []
        if let discount {
            terms.append(.discount(Discount(extent: .percent(discount), reason: "")))
        }
        if let cap { terms.append(.cap(FeeCap(minorUnits: cap.minorUnits, span: .matter))) }
        let (name, basis) = basis(fee: fee, due: due, rate: rate)
        return FeeArrangement(name: name, basis: basis, terms: terms, place: row.place)
    }

    private func basis(
        fee: Money?, due: CivilDate?, rate: Money?
    ) -> (name: String, basis: FeeBasis) {
        if let fee {
            let name = PlainName.fixedFee.text
            let part = FlatFee.Part(
                name: name, minorUnits: fee.minorUnits, due: due.map { .on($0) } ?? .notYet)
            return (name, .flat(FlatFee(parts: [part], entries: .noCharge)))
        }
        if let rate {
            return (PlainName.blendedRate.text, .blended(BlendedRates(perHour: rate.minorUnits)))
        }
        return (FeeArrangement.hourly.name, .hourly)
    }

    private func refuse(
        _ column: MatterColumn, of row: RegisterRow<MatterColumn>, _ fact: String, remedy: String,
        into cells: inout CellReader
    ) {
        cells.report(
            as: .arrangementMeaningless, at: row.cell(column).place, fact, remedy: remedy)
    }
}
