import TestSupport
import Testing

@testable import PDFArchive

@Suite struct PDFWriterTests {
    /// Three megabytes, so that some are passed on before the end.
    private func write(onto sink: (([UInt8]) -> Void)?) -> [UInt8] {
        var random = SeededGenerator(seed: 3)
        var writer = PDFWriter(onto: sink)
        let root = writer.add("<</Type/Catalog>>")
        for _ in 0..<30 {
            let data = (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &random) }
            _ = writer.addStream(data, "/Kind(random)")
            _ = writer.add("<</Kind(small)>>")
        }
        return writer.finish(root: root, info: root)
    }

    @Test func aFileIsTheSameWhetherItIsPassedOnAsItComesOrNot() {
        var parts: [[UInt8]] = []
        #expect(write { parts.append($0) }.isEmpty)
        #expect(parts.count > 2)
        #expect(Array(parts.joined()) == write(onto: nil))
    }
}
