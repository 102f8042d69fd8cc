import BenchmarkSupport
import Billing
import Composing
import Digest
import Foundation
import Grouping
import Ledger
import PDFArchive
import Pipeline
import Rating
import StoredJSON
import Typesetting

/// What a statement goes through, in order.
enum Stage: String, CaseIterable {
    case load = "load the export"
    case read = "take the unbilled work from the ledger"
    case rate = "rate"
    case group = "group into statements"
    case compose = "compose documents"
    case typeset = "set type"
    case plain = "write pages, plain"
    case archival = "write pages, tagged and archival"
    case post = "post"

    /// A run writes pages in one of the two ways.
    static let ofOneRun = allCases.filter { $0 != .plain }
}

/// Seconds of each stage, by itself: the whole corpus goes through one, then through the next.
typealias StageTimes = [Stage: Double]

final class Stopwatch {
    private(set) var times: StageTimes = [:]

    func time<Value>(_ stage: Stage, _ body: () throws -> Value) rethrows -> Value {
        let clock = ContinuousClock()
        let start = clock.now
        defer { times[stage, default: 0] += (clock.now - start) / .seconds(1) }
        return try body()
    }
}

/// Bills the corpus as a run does, in this process.
func timeStages(
    of corpus: Corpus, in template: Template
) throws -> (times: StageTimes, statements: [Statement]) {
    let watch = Stopwatch()
    let firm = try corpus.freshFirm()
    let folder = Corpus.output(of: firm)
    try makeFolder(folder)
    let day = try date(Corpus.day)

    // 1. From the export to statements.
    let workspace = try watch.time(.load) {
        let (workspace, _) = try Workspace.open(firm)
        guard let workspace else { throw EnvironmentError("open", firm, "it is refused") }
        _ = try LoadRun(workspace: workspace, date: day).run([corpus.export])
        return workspace
    }
    let (works, past) = try watch.time(.read) {
        try workspace.ledger.read { transaction throws(EnvironmentError) in
            (try transaction.unbilledWork(of: nil, through: day), try transaction.past())
        }
    }
    var found: [Diagnostic] = []
    let rated = watch.time(.rate) {
        let rater = Rater(firm: workspace.firm, registers: workspace.registers)
        return works.compactMap {
            rater.rate($0, through: day, past: past, reporting: &found)
        }
    }
    var statements = watch.time(.group) {
        StatementGrouper(firm: workspace.firm, registers: workspace.registers).statements(
            of: rated, kind: .invoice, date: day, through: day, history: [:])
    }
    guard statements.count == corpus.statements, !found.hasErrors else {
        throw EnvironmentError("bill", firm, "\(statements.count) statements came of it")
    }
    for index in statements.indices { statements[index].number = String(index + 1) }

    // 2. From statements to files; of plain pages only how they are written. The first ones ready words and
    //    fonts.
    let typesetter = try Typesetter(styles: template.styles, language: template.words.language)
    func writePlain(_ statement: Statement, timedBy watch: Stopwatch) throws {
        let typeset = typesetter.typeset(composeInvoice(statement, in: template))
        _ = try watch.time(.plain) {
            try write(
                typeset, by: typesetter, as: .plain, to: "\(folder)/plain-\(statement.number).pdf")
        }
    }
    for statement in statements.prefix(50) { try writePlain(statement, timedBy: Stopwatch()) }
    for statement in statements { try writePlain(statement, timedBy: watch) }
    var posted: [PostedDocument] = []
    for statement in statements {
        let document = watch.time(.compose) { composeInvoice(statement, in: template) }
        let typeset = watch.time(.typeset) { typesetter.typeset(document) }
        let path = "\(folder)/\(statement.number).pdf"
        let bytes = try watch.time(.archival) {
            try write(typeset, by: typesetter, as: .archival, to: path)
        }
        posted.append(
            try watch.time(.post) {
                PostedDocument(
                    statement: statement, encoded: try StoredJSON.text(of: statement), content: "",
                    grouping: statement.number, run: Corpus.day, pages: typeset.pageCount,
                    sha256: SHA256.hex(of: bytes), path: path, templateDigest: template.name,
                    fontsDigest: "", form: PDFForm.archival.text)
            })
    }

    // 3. Into the ledger.
    try watch.time(.post) {
        try workspace.ledger.write { transaction throws(EnvironmentError) in
            try transaction.keep(template: template.name, name: template.name, source: "")
            for document in posted {
                _ = try transaction.takeNumber(of: "invoice", startingAt: 1)
                try transaction.post(document, receipts: [], output: folder)
            }
            try transaction.record("invoices", .unnamed)
            return ((), .commit)
        }
    }
    return (watch.times, statements)
}

/// A file on the disk, in the form that it is to have; returns its bytes.
func write(
    _ typeset: TypesetDocument, by typesetter: Typesetter, as form: PDFForm, to path: String
) throws -> [UInt8] {
    var facts = PDFFacts(typeset.document)
    facts.isArchival = form.isArchival
    let bytes = try typesetter.render(typeset, as: facts, isTagged: form.isTagged)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return bytes
}

extension PDFForm {
    /// Tagged, and without attachments.
    static let archival = PDFForm(hasData: false)
}

/// The shipped one that firms begin with.
func standardTemplate() throws -> Template {
    let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    let files = try ["Templates/languages/en-US.yaml", "Templates/standard/template.yaml"].map {
        let bytes = try Data(contentsOf: repository.appendingPathComponent($0))
        return TemplateSource.File(name: $0, bytes: Array(bytes))
    }
    let (template, diagnostics) = TemplateFile.read(TemplateSource(files), named: "standard")
    guard let template else {
        throw EnvironmentError("read", "the standard template", "\(diagnostics)")
    }
    return template
}

func date(_ text: String) throws -> CivilDate {
    guard let date = CivilDate(iso: text) else {
        throw EnvironmentError("read", "the date \(text)", "it is none")
    }
    return date
}
