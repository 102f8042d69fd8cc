import Foundation
import TestSupport
import Testing

@testable import PDFArchive

@Suite struct ArchivePDFTests {
    @Test func theProfileIsAsLongAsItSays() {
        let size = sRGBProfile[..<4].reduce(0) { $0 * 256 + Int($1) }
        #expect(sRGBProfile.count == size)
    }
}
