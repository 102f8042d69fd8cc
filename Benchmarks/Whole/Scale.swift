import BenchmarkSupport
import Foundation

/// A whole run of one size.
struct ScalePoint {
    var statements: Int
    var run: WholeRun

    /// Each size once, on two processors: the large ones are long.
    static func points(upTo limit: Int, in folder: String) throws -> [ScalePoint] {
        let sizes = [1_000, 3_000, 10_000, 30_000, 100_000].filter { $0 <= limit }
        return try (sizes.isEmpty ? [limit] : sizes).map { size in
            let part = folder + "/scale"
            // The largest takes gigabytes.
            defer { try? FileManager.default.removeItem(atPath: part) }
            let corpus = try Corpus(statements: size, in: part)
            return ScalePoint(
                statements: size,
                run: try WholeRun(corpus, processors: 2, watchingMemory: true))
        }
    }
}

/// One pro forma from a new process, in a ledger of years.
struct ColdProforma {
    var entries: Int
    var billed: Int
    var milliseconds: [Double]

    /// Of every matter a thousand entries, all but those of the last days billed; what is left of each makes
    /// a statement of nearly the usual length.
    init(matters: Int, in folder: String) throws {
        let part = folder + "/cold"
        defer { try? FileManager.default.removeItem(atPath: part) }
        entries = matters * 1_000
        billed = matters
        let corpus = try Corpus(statements: matters, entries: entries, in: part)
        let firm = try corpus.freshFirm()
        let output = Corpus.output(of: firm)
        _ = try spawn([engross, "load", corpus.export, "--firm", firm])
        _ = try spawn([
            engross, "bill", "--firm", firm, "--output", output, "--through", "2026-10-20",
            "--date", "2026-10-20",
        ])
        sync()
        // A pro forma that has not changed is not made again: so each is another matter's; and of another day, in
        // whose files for the printer it is alone. The first process reads the program and the ledger from the
        // disk for the others.
        milliseconds = try (0...runs).map { number in
            let client = String(100_000 + matters / 3 * number / (runs + 1)).dropFirst()
            return try spawn([
                engross, "proforma", "--firm", firm, "--output", output, "--matter",
                "C\(client)-01", "--through", "2026-12-20", "--date", "2026-12-2\(number)",
            ]).seconds * 1_000
        }
        milliseconds.removeFirst()
    }
}
