import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// What whoever cannot see a picture is told of it.
@Suite struct AlternativeTextTests {
    private struct Element {
        var kind: String
        var alternative: String?
        var hasContent: Bool
    }

    /// The elements of a file below its document, in the order in which they are read.
    private func elements(_ path: String) throws -> [Element] {
        let text = try outputOfTool(["qpdf", "--json=2", "--json-key=qpdf", path])
        let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let objects = try #require((json?["qpdf"] as? [Any])?.last as? [String: Any])
        func value(_ reference: Any?) -> [String: Any] {
            let object = objects["obj:" + (reference as? String ?? "")] as? [String: Any]
            return object?["value"] as? [String: Any] ?? [:]
        }
        let root = value((objects["trailer"] as? [String: [String: Any]])?["value"]?["/Root"])
        var document = value(root["/StructTreeRoot"])["/K"]
        if let kids = document as? [Any] { document = kids.first }
        let kids = try #require(value(document)["/K"] as? [Any])
        return kids.compactMap { kid in
            let element = value(kid)
            guard let kind = element["/S"] as? String else { return nil }
            return Element(
                kind: kind,
                alternative: (element["/Alt"] as? String).map { String($0.dropFirst(2)) },
                hasContent: element["/K"] != nil)
        }
    }

    @Test func logoChartAndCodeSayWhatTheyAre() throws {
        let firm = try SmallFirm(
            [
                "firm.yaml": """
                name: Roe & Partners
                currency: EUR
                template: own
                charts: [hours-by-timekeeper]
                payment-code: {kind: epc, iban: BE72 0000 0000 1616}
                """,
                "Templates/own/template.yaml": """
                extends: standard
                pictures: {logo: {file: logo.svg, width: 60, alternative: "A rowing-boat"}}
                """,
                "Templates/own/logo.svg":
                    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 30'>"
                    + "<rect width='40' height='30' fill='#00ff00'/></svg>",
            ],
            inbox: [
                "time,T1,2026-10-05,M1,JRO,2.0,Draft lease,,",
                "time,T2,2026-10-06,M1,BSM,3.0,Read lease,,",
            ])
        let made = try #require(try firm.month().invoices.first)
        let path = firm.output + "/" + made.path
        let figures = try elements(path).filter { $0.kind == "/Figure" }
        #expect(
            figures.map(\.alternative) == ["A rowing-boat", "Hours by timekeeper", "Pay by code"])
        #expect(figures.allSatisfy { $0.hasContent }, "nothing is drawn within them")
        // Where the picture is read: the logo first, the chart among what it is about.
        let kinds = try elements(path).map(\.kind)
        #expect(kinds.first == "/Figure")
        #expect(try outputOfTool(["qpdf", "--check", path]).contains("No syntax"))
        // The chart's own words are text, and are read after it.
        let structure = try outputOfTool(["pdfinfo", "-struct-text", path])
        let chart = structure.components(separatedBy: "Figure").dropFirst(2).first ?? ""
        #expect(chart.contains("\"Bob Smith\"") && chart.contains("\"3.00\""))
    }
}
