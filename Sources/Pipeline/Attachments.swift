internal import Billing
internal import Composing
internal import Foundation
internal import Loading
internal import PDFArchive
internal import StoredJSON
internal import Typesetting

/// The files that go with a statement's pages inside its PDF: `statement.json` and `lines.csv`; of a pro
/// forma also `placements.json`, which says where on the pages each line stands.
func attachments(
    of statement: Statement, in template: Template, on pages: TypesetDocument
) throws -> [Attachment] {
    let data = StatementData(statement, in: template)
    var files = [
        Attachment(
            name: "statement.json", type: "application/json",
            description: "The statement as data",
            bytes: Array(try StoredJSON.text(of: data, isIndented: true).utf8) + [0x0A]),
        Attachment(
            name: "lines.csv", type: "text/csv", description: "Its lines for a spreadsheet",
            bytes: Array(csv(data).utf8)),
    ]
    if statement.kind == .proforma {
        files.append(
            Attachment(
                name: "placements.json", type: "application/json",
                description: "Where each line stands, in points from the page's top left corner",
                bytes: try json(pages.placements.map(ShownPlace.init))))
    }
    return files
}

private struct ShownPlace: Encodable {
    var line: String
    var page: Int
    var x, y, width, height: Double

    init(_ place: Placement) {
        func rounded(_ points: Double) -> Double { (points * 100).rounded() / 100 }
        line = place.mark
        page = place.page
        x = rounded(place.x)
        y = rounded(place.y)
        width = rounded(place.width)
        height = rounded(place.height)
    }
}

private func json(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(value)) + [0x0A]
}

/// A row a line and a row an item, whose amounts sum to fees and costs.
private func csv(_ data: StatementData) -> String {
    var text = "matter,kind,line,date,timekeeper,code,narrative,hours,rate,amount,currency\r\n"
    func add(_ words: [String], _ figures: [String]) {
        for word in words {
            text += CSVText.guardedCell(word)
            text += ","
        }
        for figure in figures {
            text += figure
            text += ","
        }
        text += data.currency
        text += "\r\n"
    }
    func add(_ matter: String, _ kind: String, _ line: StatementData.Line) {
        add(
            [
                matter, kind, line.line ?? "", line.date, line.timekeeper ?? "", line.code ?? "",
                line.narrative,
            ], [line.hours ?? "", line.rate ?? "", line.amount ?? ""])
    }
    func add(_ matter: String, _ kind: String, _ item: StatementData.Item) {
        let words = [item.name, item.description].filter { !$0.isEmpty }.joined(separator: ": ")
        add([matter, kind, "", "", "", "", words], ["", "", item.amount ?? ""])
    }
    for matter in data.matters {
        for line in matter.services { add(matter.id, "time", line) }
        for item in matter.serviceItems { add(matter.id, "fee item", item) }
        for line in matter.costLines { add(matter.id, "cost", line) }
        for item in matter.costItems { add(matter.id, "cost item", item) }
    }
    return text
}
