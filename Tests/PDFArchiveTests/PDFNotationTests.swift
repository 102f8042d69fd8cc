import Testing

@testable import PDFArchive

@Suite struct PDFNotationTests {
    /// As Cairo writes a page and a link: comments, lines, nested dictionaries, strings with parentheses.
    private let link = PDFNotation(
        squeezing: Array(
            """
            << /Type /Annot % 1
               /Subtype /Link
               /Rect [ 50 710 150 722 ]
               /A <<
                  /Type /Action
                  /URI (http://a.b/\\(c /F\\))
               >>
               /BS << /W 0 >>>>
            """.utf8)[...])

    @Test func whatNeedsNoSpaceHasNone() {
        #expect(
            String(decoding: link.bytes, as: UTF8.self)
                == "<</Type/Annot/Subtype/Link/Rect[50 710 150 722]"
                + "/A<</Type/Action/URI(http://a.b/\\(c /F\\))>>/BS<</W 0>>>>")
    }

    @Test func aKeyIsLookedUpOnItsOwnLevel() {
        #expect(link.has("Type", "/Annot"))
        #expect(link["A"]?.has("Type", "/Action") == true)
        #expect(link["F"] == nil)
        #expect(link["W"] == nil)
        #expect(link["A"]?["URI"]?.text == "http://a.b/(c /F)")
        #expect(link["Rect"]?.integers == [50, 710, 150, 722])
    }

    @Test(arguments: [
        ("<</P 7 0 R/K 2>>", "<</P 7 0 R/K 3>>"), ("<</K[1 2]/S/TD>>", "<</K 3/S/TD>>"),
        ("<</S/TD>>", "<</S/TD/K 3>>"), ("<<>>", "<</K 3>>"),
    ])
    func aValueTakesThePlaceOfTheOneThatWasThere(before: String, after: String) {
        var notation = PDFNotation(before)
        notation.set("K", to: "3")
        #expect(notation == PDFNotation(after))
    }

    @Test func referencesAreToldFromNumbers() {
        #expect(PDFNotation("[5 0 R 12 0 R]").references == [5, 12])
        #expect(PDFNotation("[<</Obj 21 0 R>> 3]").references == [21])
        #expect(PDFNotation("[1 2 3]").references == [])
    }

    /// What stands in a string refers to nothing.
    @Test func referencesTakeOtherNumbers() {
        let notation = PDFNotation("<</A 5 0 R/B(5 0 R)/C[12 0 R 5 0 R]>>")
        #expect(
            notation.renumbered { $0 + 100 }
                == PDFNotation(
                    "<</A 105 0 R/B(5 0 R)/C[112 0 R 105 0 R]>>"))
    }

    @Test(arguments: [
        ("plain", "(plain)"), ("a (b) \\", "(a \\(b\\) \\\\)"), ("Zoë", "<FEFF005A006F00EB>"),
        ("𝄞", "<FEFFD834DD1E>"), ("", "()"),
    ])
    func textIsWrittenSoThatEveryReaderReadsIt(text: String, notation: String) {
        #expect(pdfString(text) == notation)
    }

    @Test func aNameSpellsWhatIsNeitherLetterNorDigit() {
        #expect(pdfName("text/csv") == "/text#2Fcsv")
        #expect(pdfName("é1") == "/#C3#A91")
    }
}
