import BenchmarkSupport
import Billing
import Canvas
import Composing
import Foundation
import Ledger
import PDFArchive
import StoredJSON
import Typesetting

// Statements of about 30 entries in the shipped standard template, from the stored statement to a file on
// the disk, beside Typst, which sets the same statements in the same type with everything ready in memory;
// and the whole run, from the export to posted files.
//
//     make bench-pages [STATEMENTS=900]

let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 900
let typst = CommandLine.arguments.dropFirst(2).first ?? ""
let folder = FileManager.default.temporaryDirectory.path + "/engross-pages-\(getpid())"
let firm = folder + "/firm"
let binaries = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
for name in ["firm", "pages"] {
    try FileManager.default.createDirectory(
        atPath: folder + "/" + name, withIntermediateDirectories: true)
}
defer { try? FileManager.default.removeItem(atPath: folder) }

// 1. The whole run, once: it is long enough.
_ = try writeFirmAndExport(rows: count * 30, matters: count, in: folder)
let wholeRun = try seconds {
    _ = try run([binaries + "/engross", "load", folder + "/export.csv", "--firm", firm])
    _ = try run([
        binaries + "/engross", "bill", "--firm", firm, "--output", folder + "/output",
        "--through", "2026-12-31", "--date", "2026-12-31",
    ])
}

// 2. The same statements for both.
let ledger = try Ledger(path: firm + "/ledger.sqlite")
let documents = try ledger.read { transaction throws(EnvironmentError) -> [StoredDocument] in
    var found: [StoredDocument] = []
    for id in try transaction.documentIDs(of: "2026-12-31", kind: .invoice) {
        if let document = try transaction.document(id) { found.append(document) }
    }
    return found
}
let statements = try documents.map { try StoredJSON.value(Statement.self, of: $0.encoded) }
struct KeptFile: Decodable {
    var name: String
    var text: String?
}
guard let first = documents.first else { fatalError("nothing was billed") }
let files = try JSONDecoder().decode([KeptFile].self, from: Data(first.templateSource.utf8))
let source = TemplateSource(
    files.map { TemplateSource.File(name: $0.name, bytes: Array(($0.text ?? "").utf8)) })
guard let template = TemplateFile.read(source, named: first.templateName).template else {
    fatalError("the template cannot be read")
}
let shared = statements.prefix(200)
try JSONSerialization.data(withJSONObject: shared.map(typstStatement))
    .write(to: URL(fileURLWithPath: folder + "/statements.json"))

// 3. Statement to bytes on the disk, one thread, words and fonts ready as they are in a run.
let typesetter = try Typesetter(
    styles: template.styles, pictures: template.pictures.files, language: template.words.language)
var pages = 0

@MainActor func set(_ statement: Statement, isTagged: Bool) throws -> [UInt8] {
    let document = composeInvoice(statement, in: template)
    let typeset = typesetter.typeset(document)
    pages += typeset.pageCount
    var facts = PDFFacts(document)
    facts.isArchival = isTagged
    return try typesetter.render(typeset, as: facts, isTagged: isTagged)
}

@MainActor func ours(isTagged: Bool) throws -> Double {
    try seconds {
        for (number, statement) in statements.enumerated() {
            try Data(try set(statement, isTagged: isTagged))
                .write(to: URL(fileURLWithPath: folder + "/pages/ours-\(number).pdf"))
        }
    }
}

func peer(isTagged: Bool) throws -> Double? {
    guard !typst.isEmpty else { return nil }
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
    let text = try run([
        "/usr/bin/python3", script + "/typst_statements.py", typst, folder + "/statements.json",
        folder + "/pages", isTagged ? "tagged" : "untagged",
    ])
    return Double(text.trimmingCharacters(in: .whitespacesAndNewlines))
}

_ = try ours(isTagged: true)
pages = 0
var rates: [String: [Double]] = [:]
for _ in 0..<runs {
    for isTagged in [false, true] {
        let kind = isTagged ? "tagged" : "untagged"
        if let seconds = try peer(isTagged: isTagged) {
            rates["typst " + kind, default: []].append(Double(shared.count) / seconds)
        }
        rates["ours " + kind, default: []].append(
            Double(statements.count) / (try ours(isTagged: isTagged)))
    }
}

@MainActor func median(_ name: String) -> Double? {
    rates[name].map { $0.sorted()[$0.count / 2] }
}

let size = try set(statements[0], isTagged: true).count
print(
    """
    \(statements.count) statements of 30 entries, \
    \(String(format: "%.1f", Double(pages) / Double(2 * runs * statements.count))) pages, \
    the first \(size / 1024) KB; medians of \(runs) runs in turn, statements a second
    """)
@MainActor func tell(_ name: String, _ rate: Double?, beside peer: Double?) {
    guard let rate else { return }
    let ratio = peer.map { String(format: "%6.2f × Typst", rate / $0) } ?? ""
    print(
        name.padding(toLength: 44, withPad: " ", startingAt: 0) + String(format: "%8.1f", rate)
            + ratio)
}
tell("Typst", median("typst untagged"), beside: nil)
tell("Typst, tagged", median("typst tagged"), beside: nil)
tell("Engross, pages alone, one thread", median("ours untagged"), beside: median("typst untagged"))
tell(
    "Engross, tagged and archival, one thread", median("ours tagged"),
    beside: median("typst tagged"))
tell(
    "Engross, export to posted files, two processors", Double(statements.count) / wholeRun,
    beside: median("typst untagged"))

/// What the peer's template shows of a statement, as texts.
func typstStatement(_ statement: Statement) -> [String: Any] {
    func amount(_ money: Money) -> String {
        let cents = abs(money.minorUnits)
        var whole = String(cents / 100)
        var grouped = ""
        while whole.count > 3 {
            grouped = "," + whole.suffix(3) + grouped
            whole.removeLast(3)
        }
        let text = whole + grouped + "." + String(100 + cents % 100).dropFirst()
        return money.minorUnits < 0 ? "(\(text))" : text
    }
    func hours(_ hours: Hours) -> String {
        String(format: "%.2f", Double(hours.tenThousandths) / 10_000)
    }
    let matter = statement.matters[0]
    return [
        "number": statement.number, "firm": statement.letterhead.name,
        "letterhead": [statement.letterhead.name] + statement.letterhead.lines,
        "client": [statement.billTo.name] + statement.billTo.address,
        "particulars": [
            ["Number", statement.number], ["Date", statement.date.description],
            ["Client", statement.billTo.id.text], ["Matter", matter.id.text],
        ],
        "matter": matter.caption,
        "lines": matter.lines.map { line in
            [
                line.date.description, line.timekeeper.id.text, line.narrative,
                hours(line.hours), line.perHour.map(amount) ?? "", amount(line.amount),
            ]
        },
        "hours": hours(matter.hoursTotal), "services": amount(matter.fees),
        "timekeepers": matter.timekeepers.flatMap { row in
            [
                row.timekeeper.name, row.timekeeper.id.text, hours(row.hours),
                row.perHour.map(amount) ?? "", amount(row.amount),
            ]
        },
        "sums": ["Services", amount(statement.fees), "Costs", amount(statement.costs)],
        "due": amount(statement.amountDue),
    ]
}
