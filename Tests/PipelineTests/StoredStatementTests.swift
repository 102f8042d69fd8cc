import Foundation
import TestSupport
import Testing

@testable import Billing
@testable import Pipeline

/// Statements are stored in the text that Foundation's coder makes of them, and any JSON tool reads.
@Suite struct StoredStatementTests {
    private let stored: [String]

    init() throws {
        stored = try ArrangementGallery.shared().storedStatements
    }

    @Test func eachStatementIsReadAsFoundationReadsIt() throws {
        #expect(stored.count > 100)
        for text in stored {
            let expected = try JSONDecoder().decode(Statement.self, from: Data(text.utf8))
            #expect(try decode(text, "") == expected, "\(expected.title)")
        }
    }

    @Test func eachStatementIsStoredAsFoundationWouldStoreIt() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for text in stored {
            let statement = try decode(text, "")
            let expected = String(decoding: try encoder.encode(statement), as: UTF8.self)
            #expect(text == expected, "\(statement.title)")
            #expect(try encode(statement) == text, "\(statement.title)")
        }
    }

    @Test func withoutTracesNothingElseIsLeftOut() throws {
        for text in stored {
            var expected = try decode(text, "")
            for matter in expected.matters.indices {
                for line in expected.matters[matter].lines.indices {
                    expected.matters[matter].lines[line].trace = []
                }
            }
            #expect(try decode(text, "", withTraces: false) == expected, "\(expected.title)")
        }
    }
}
