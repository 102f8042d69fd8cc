internal import Billing
internal import Ledger
internal import Loading

/// register.csv: a row a document of the run, as posted, for the spreadsheet that checks the run.
///
/// Text cells that a spreadsheet might take for a formula get a guard apostrophe; figures do not,
/// so that they add up there.
extension RegisterLine {
    static let csvHead =
        "kind,number,version,client,matters,attorney,currency,fees,costs,tax,total,pages,"
        + "sha256,file\r\n"

    /// With its end.
    var csv: String {
        let texts = [kind, number, String(version), client, matters, attorney ?? "", currency.code]
            .map(CSVText.guardedCell)
        let figures = [fees, costs, tax, total].map {
            plainDecimal($0, decimals: currency.decimals)
        }
        let rest = [String(pages), sha256, CSVText.guardedCell(path)]
        return (texts + figures + rest).joined(separator: ",") + "\r\n"
    }
}
