import TestSupport
import Testing

/// Files that any PDF reader, archive and e-billing system takes.
@Suite struct PDFSoundnessTests {
    private let month: SampleMonth

    init() throws {
        month = try SampleMonth.shared()
    }

    @Test func everyPDFIsFreeOfStructuralFaults() throws {
        #expect(month.paths.count > month.documents.count, "the attorneys' files are missing")
        for path in month.paths {
            let output = try outputOfTool(["qpdf", "--check", path])
            #expect(!output.lowercased().contains("warning"), "\(path): \(output)")
        }
    }

    @Test func everyFontIsEmbeddedAsASubset() throws {
        for path in month.paths {
            let fonts = try outputOfTool(["pdffonts", path]).split(separator: "\n").dropFirst(2)
            #expect(!fonts.isEmpty, "\(path)")
            for font in fonts {
                // … type, encoding, emb, sub, uni, object ID in two numbers
                let words = font.split(separator: " ").suffix(5).map(String.init)
                #expect(words.prefix(2) == ["yes", "yes"], "\(path): \(font)")
                #expect(words.dropFirst(2).first == "yes", "text cannot be searched: \(font)")
                #expect(!font.contains("Type 3"), "\(path): \(font)")
            }
        }
    }
}
