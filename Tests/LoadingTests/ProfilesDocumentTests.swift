import Foundation
import Testing

@testable import Loading

/// The examples that people copy from the documentation must do what the page says.
@Suite struct ProfilesDocumentTests {
    /// The page's blocks of text, in their order, without the word after the fence.
    private func blocks() throws -> [String] {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(
            contentsOf: package.appendingPathComponent("Documentation/profiles.md"),
            encoding: .utf8)
        return page.components(separatedBy: "```").enumerated().compactMap { index, part in
            index % 2 == 1 ? String(part.drop { $0 != "\n" }.dropFirst()) : nil
        }
    }

    @Test func theExamplesLoad() throws {
        let blocks = try blocks()
        try #require(blocks.count > 5)
        let minutes = try LoadedExport(
            blocks[1], firm: smallFirm.merging(["profiles/carpe.yaml": blocks[2]]) { $1 })
        #expect(minutes.diagnostics.isEmpty, "\(minutes.diagnostics)")
        #expect(minutes.times.map(\.matter.text) == ["C0001-01", "C0001-02"])
        #expect(minutes.times.map(\.seconds) == [5_400, 450])
        #expect(minutes.times.map(\.rateMinorUnits) == [123_450, 40_000])
        let report = try LoadedExport(
            blocks[3], firm: smallFirm.merging(["profiles/activities.yaml": blocks[4]]) { $1 })
        #expect(!report.diagnostics.hasErrors, "\(report.diagnostics)")
        #expect(report.times.map(\.timekeeper.text) == ["JRO"])
        #expect(report.times.map(\.seconds) == [5_400])
    }

    @Test func everySettingShownIsKnown() throws {
        for block in try blocks().dropFirst(5) {
            let read = ProfileFile(name: "own", file: "own.yaml").read(
                Array(("extends: harvest\n" + block).utf8))
            #expect(read.diagnostics.isEmpty, "\(block)\n\(read.diagnostics)")
        }
    }
}
