import BenchmarkSupport
import Billing
import Foundation

/// A firm and an export of its work, the same each time: so many matters with a statement each.
struct Corpus {
    static let entriesPerStatement = 30
    /// All work is done by then.
    static let day = "2026-12-31"

    let statements: Int
    let export: String
    let megabytes: Double
    private let firm: String
    private let folder: String

    init(statements: Int, entries: Int? = nil, in folder: String) throws {
        (self.statements, self.folder) = (statements, folder)
        (firm, export) = (folder + "/firm", folder + "/export.csv")
        try makeFolder(firm)
        megabytes = try writeFirmAndExport(
            rows: entries ?? statements * Corpus.entriesPerStatement, matters: statements,
            in: folder)
    }

    /// A copy of the firm that nothing was loaded into, in the place of the last one. What was written
    /// before is brought to the disk first: nothing timed is to wait for it.
    func freshFirm() throws -> String {
        let copy = folder + "/fresh"
        try? FileManager.default.removeItem(atPath: copy)
        try makeFolder(copy)
        try FileManager.default.copyItem(atPath: firm, toPath: copy + "/firm")
        sync()
        return copy + "/firm"
    }

    /// Beside the firm's folder, and gone with it.
    static func output(of firm: String) -> String { firm + "/../output" }
}

func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
}

/// The middle one.
func median(_ values: [Double]) -> Double {
    values.isEmpty ? .nan : values.sorted()[values.count / 2]
}
