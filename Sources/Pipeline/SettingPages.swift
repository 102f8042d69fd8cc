internal import Billing
internal import Composing
internal import Digest

/// A statement to be set, as a file of its own.
struct SettingOrder: Sendable {
    var statement: Statement
    var template: Template
    var templateDigest: String
    var form: PDFForm
    /// For files of several documents, too.
    var keepsPages = false
    /// It is to be posted.
    var isNew = false
    /// Where its file is to be, below the output, and where it is written first.
    var path = ""
    var staged: Staging.Place?
}

/// The pages of a statement, as its file holds them.
struct SetPages: Sendable {
    /// None where they were written.
    var bytes: [UInt8]
    var file: PendingFile?
    var pages: Int
    var sha256: String
    var drawn: DrawnDocument?
    /// What the ledger keeps of a new one.
    var encoded: String
    var missing: [Unicode.Scalar]
}

/// Brings files to the disk beneath temporary names, on the threads that set their pages: the disk is waited
/// for while others go on.
struct PageDelivery: Sendable {
    let output: String
    let protection: Protection

    func write(_ pages: inout SetPages, of order: SettingOrder) throws(EnvironmentError) {
        pages.file = try PendingFile(
            try protection.delivered(pages.bytes, of: order.statement), to: order.path,
            below: output, staged: order.staged)
        pages.bytes = []
    }
}

/// Sets statements in the order in which they are given: each when it is asked for, or on threads of
/// their own a few ahead of that. The bytes are the same.
struct PageSetting<Pages: Sendable> {
    typealias Work = @Sendable (Renderer, SettingOrder) throws(EnvironmentError) -> Pages

    /// How many to give before the first is taken.
    let ahead: Int
    /// How many were given and not taken.
    private(set) var given = 0
    private let renderer: Renderer
    private let work: Work
    private let workers: Workers<SettingOrder, Result<Pages, EnvironmentError>>?
    private var orders: [SettingOrder] = []

    /// Threads are worth their while for more than a few statements.
    init(of count: Int, by renderer: Renderer, on threads: Int, _ work: @escaping Work) {
        let threads = min(threads, count / 4)
        self.renderer = renderer
        self.work = work
        ahead = threads > 1 ? 8 * threads : 0
        guard threads > 1 else {
            workers = nil
            return
        }
        let finder = renderer.finder
        workers = Workers(threads) {
            let renderer = Renderer(finder: finder)
            return { order in
                Result { () throws(EnvironmentError) in try work(renderer, order) }
            }
        }
    }

    mutating func give(_ order: SettingOrder) {
        given += 1
        if let workers { workers.give(order) } else { orders.append(order) }
    }

    /// The oldest of those that were given.
    mutating func take() throws(EnvironmentError) -> Pages {
        given -= 1
        guard let workers else { return try work(renderer, orders.removeFirst()) }
        guard let outcome = workers.take() else {
            throw EnvironmentError("render", "a statement", "there is none to render")
        }
        return try outcome.get()
    }

    /// Waits until no thread is at work any more.
    func end() {
        workers?.end()
    }
}

extension Renderer {
    func set(_ order: SettingOrder) throws(EnvironmentError) -> SetPages {
        let template = try template(order.template, digest: order.templateDigest)
        let file = try render(
            order.statement, in: template, as: order.form, keepingPages: order.keepsPages)
        return SetPages(
            bytes: file.bytes, pages: file.pageCount, sha256: SHA256.hex(of: file.bytes),
            drawn: file.drawn, encoded: order.isNew ? try encode(order.statement) : "",
            missing: template.invoices.missingCharacters)
    }
}
