import Billing
import Foundation
import Testing

@testable import Loading

/// The settings that people copy from the documentation must be read as they stand.
@Suite struct SettingsDocumentTests {
    @Test(arguments: [
        "billing-time", "costs", "taxes", "approval", "languages", "payment-codes", "charts",
    ])
    func theSettingsShownAreKnown(_ page: String) throws {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: package.appendingPathComponent("Documentation/\(page).md"),
            encoding: .utf8)
        let blocks = text.components(separatedBy: "```").filter { $0.hasPrefix("yaml\n") }
        let settings =
            switch page {
            case "approval": blocks[...]
            case "languages": blocks.prefix(2)
            default: blocks.prefix(1)
            }
        #expect(!settings.isEmpty)
        for block in settings {
            let read = FirmFile.read(Array(("name: Roe\n" + block.dropFirst(5)).utf8))
            #expect(read.diagnostics.isEmpty)
            #expect(read.firm != Firm(name: "Roe"))
        }
    }
}
