import Foundation
import Loading
import Testing

/// The example that people copy from the documentation must load as it stands.
@Suite struct NativeFormatDocumentTests {
    @Test func theExampleLoads() throws {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(
            contentsOf: package.appendingPathComponent("Documentation/native-format.md"),
            encoding: .utf8)
        let parts = page.components(separatedBy: "```")
        let example = try #require(parts.first { $0.hasPrefix("csv\n") }).dropFirst(4)
        let export = try LoadedExport(String(example))
        #expect(export.diagnostics.isEmpty)
        #expect(export.times.map(\.seconds) == [1_440, 5_400, 9_000])
        #expect(export.costs.map(\.minorUnits) == [43_500])
        #expect(export.receipts.map(\.minorUnits) == [100_000, 25_000])
    }
}
