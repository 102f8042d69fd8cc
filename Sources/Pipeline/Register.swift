internal import Billing
internal import Ledger
internal import Loading

/// register.csv: a row a document of the run, as posted, for the spreadsheet that checks the run.
///
/// Text cells that a spreadsheet might take for a formula get a guard apostrophe; figures do not,
/// so that they add up there.
func registerCSV(_ lines: [RegisterLine]) -> String {
    var text =
        "kind,number,version,client,matters,attorney,currency,fees,costs,tax,total,pages,"
        + "sha256,file\r\n"
    for line in lines {
        let texts = [
            line.kind, line.number, String(line.version), line.client, line.matters,
            line.attorney ?? "", line.currency.code,
        ].map(CSVText.guardedCell)
        let figures = [line.fees, line.costs, line.tax, line.total].map {
            plainDecimal($0, decimals: line.currency.decimals)
        }
        let rest = [String(line.pages), line.sha256, CSVText.guardedCell(line.path)]
        text += (texts + figures + rest).joined(separator: ",") + "\r\n"
    }
    return text
}
