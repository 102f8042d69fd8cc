import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// Statements in the language of those who get them.
@Suite struct LanguageTests {
    private static let euros = SmallFirm.plain["firm.yaml", default: ""]
        .replacing("currency: USD", with: "currency: EUR")

    /// 2.50 h × 400.00 = 1,000.00, and 50.00 for copies: 1,050.00.
    private static let work = [
        "time,T1,2026-10-05,M1,JRO,2.5,Work of the first,,",
        "cost,K1,2026-10-06,M1,,,Copies,,50.00",
        "time,T2,2026-10-05,M3,JRO,1.0,Work of the second,,",
    ]

    private func firm(clients: String, matters: String = "", setting: String = "") throws
        -> SmallFirm
    {
        var files = ["firm.yaml": Self.euros + setting, "clients.csv": clients]
        if !matters.isEmpty { files["matters.csv"] = matters }
        return try SmallFirm(files, inbox: Self.work)
    }

    /// The text of the client's invoice, with single spaces.
    private func invoice(to client: String, of firm: SmallFirm) throws -> String {
        let made = try #require(try firm.month().invoices.first { $0.client == client })
        return try text(made, of: firm)
    }

    private func text(_ made: RunReport.Made, of firm: SmallFirm) throws -> String {
        try firm.text(made).split { $0 == " " || $0.isNewline }.joined(separator: " ")
    }

    @Test func aFrenchClientReadsFrenchAndAnEnglishOneEnglish() throws {
        let firm = try firm(
            clients: "id,name,statements,language\nC1,Acme,,fr\nC2,Beta,consolidated,\n")
        let report = try firm.month()
        #expect(report.diagnostics == [])
        #expect(report.proformas.count == 2)
        let french = try text(
            try #require(report.invoices.first { $0.client == "Acme" }), of: firm)
        for words in [
            "Note d’honoraires", "5 octobre 2026 – 31 octobre 2026", "05/10/2026", "Diligences",
            "Frais et débours", "1 000,00", "Montant à régler", "1 050,00 €",
            "Page 1 sur 1",
        ] {
            #expect(french.contains(words), "\(words)")
        }
        for words in ["Invoice", "October", "Amount due", "Total of"] {
            #expect(!french.contains(words), "\(words)")
        }
        let english = try text(
            try #require(report.invoices.first { $0.client == "Beta" }), of: firm)
        for words in ["Invoice", "October 31, 2026", "Amount due", "€400.00", "Page 1 of 1"] {
            #expect(english.contains(words), "\(words)")
        }
    }

    @Test func aGermanInvoice() throws {
        let firm = try firm(clients: "id,name\nC1,Acme\nC2,Beta\n", setting: "\nlanguage: de\n")
        let german = try invoice(to: "Acme", of: firm)
        for words in [
            "Rechnung", "31. Oktober 2026", "Leistungszeitraum", "05.10.2026", "Stunden", "2,50",
            "1.000,00", "Zahlbetrag", "1.050,00 €", "Seite 1 von 1",
        ] {
            #expect(german.contains(words), "\(words)")
        }
    }

    @Test(arguments: [
        ("he", ["חשבון שכר טרחה", "באוקטובר", "סכום לתשלום", "שירותים משפטיים"]),
        ("ar", ["فاتورة", "أكتوبر", "المبلغ المستحق"]),
    ])
    func aPageThatReadsFromTheRight(_ language: String, _ words: [String]) throws {
        let firm = try firm(
            clients: "id,name\nC1,Acme\nC2,Beta\n", setting: "\nlanguage: \(language)\n")
        let report = try firm.month()
        #expect(report.diagnostics == [])
        let made = try #require(report.invoices.first { $0.client == "Acme" })
        let text = try firm.text(made)
        for word in words.flatMap({ $0.split(separator: " ") }) {
            #expect(text.contains(word), "\(word)")
        }
        for figure in ["1,050.00", "05/10/2026", "2.50"] {
            #expect(text.contains(figure), "\(figure)")
        }
        // The dates of the entries stand at the right, the amounts at the left.
        let date = try #require(try place(of: "05/10/2026", in: made, of: firm))
        let amount = try #require(try place(of: "1,000.00", in: made, of: firm))
        #expect(date > 400)
        #expect(amount < 200)
    }

    /// How far from the left edge of the paper a word begins, in points.
    private func place(
        of word: String, in made: RunReport.Made, of firm: SmallFirm
    ) throws -> Double? {
        let boxes = try outputOfTool([
            "pdftotext", "-bbox", "-enc", "UTF-8", firm.output + "/" + made.path, "-",
        ])
        let line = boxes.split(separator: "\n").first { $0.contains(">\(word)<") }
        return line?.split(separator: "\"").dropFirst().first.flatMap { Double($0) }
    }

    @Test func aMattersLanguageGoesBeforeItsClientsAndThatBeforeTheFirms() throws {
        let firm = try firm(
            clients: "id,name,language\nC1,Acme,fr\nC2,Beta,\n",
            matters: "id,client,name,arrangement,language\nM1,C1,Lease,hourly,nl\n"
                + "M2,C1,Merger,hourly,\nM3,C2,Audit,hourly,\n", setting: "\nlanguage: es\n")
        try firm.export(
            ["time,T5,2026-10-07,M2,JRO,1.0,Work of the third,,"], as: "b.csv")
        let report = try firm.month()
        let texts = try report.invoices.map { try text($0, of: firm) }
        #expect(texts.count == 3)
        #expect(texts.contains { $0.contains("Te betalen") })
        #expect(texts.contains { $0.contains("Montant à régler") })
        #expect(texts.contains { $0.contains("Importe a pagar") })
    }

    @Test func aCreditNoteSpeaksTheLanguageOfItsInvoice() throws {
        let firm = try firm(clients: "id,name,language\nC1,Acme,fr\nC2,Beta,\n")
        let invoice = try #require(try firm.month().invoices.first { $0.client == "Acme" })
        // Meanwhile the client wishes for another.
        try firm.folder.write("id,name,language\nC1,Acme,de\nC2,Beta,\n", to: "clients.csv")
        let report = try VoidRun(workspace: try firm.workspace(), output: firm.output).run(
            invoice.number, reason: "billed to the wrong client", date: day("2026-11-03"))
        let note = try text(try #require(report.creditNotes.first), of: firm)
        #expect(note.contains("Avoir") && note.contains("3 novembre 2026"))
        #expect(note.contains("–1 050,00 €"))
    }

    /// 20 % of 1,050.00 are 210.00.
    @Test func whatTheFirmWroteForAllIsPutIntoTheLanguageToo() throws {
        let setting = """

            taxes:
              - {code: VAT20, name: VAT, percent: 20, note: Payable to us}
            translations:
              fr:
                VAT: TVA
                Payable to us: Exigible à l’encaissement
                Due in {days} days: Payable à {days} jours
                Partner: Associée
            """
        let firm = try SmallFirm(
            [
                "firm.yaml": Self.euros.replacing(
                    "invoices:\n", with: "invoices:\n  terms: Due in {days} days\n") + setting,
                "clients.csv": "id,name,language,tax\nC1,Acme,fr,VAT20\nC2,Beta,,VAT20\n",
                "timekeepers.csv": "id,name,title\nJRO,Jane Roe,Partner\n",
                "rates.csv": "effective,timekeeper,rate\n2026-01-01,JRO,400.00\n",
            ], inbox: Self.work)
        let report = try firm.month()
        #expect(report.diagnostics == [])
        let french = try text(
            try #require(report.invoices.first { $0.client == "Acme" }), of: firm)
        for words in [
            "TVA 20 % sur 1 050,00", "210,00", "Exigible à l’encaissement", "Payable à 30 jours",
            "Associée",
        ] {
            #expect(french.contains(words), "\(words)")
        }
        let english = try text(
            try #require(report.invoices.first { $0.client == "Beta" }), of: firm)
        for words in ["VAT 20 % on 400.00", "Payable to us", "Due in 30 days", "Partner"] {
            #expect(english.contains(words), "\(words)")
        }
    }

    /// What the firm changes in its words later does not reach what was posted.
    @Test func anInvoiceKeepsItsWords() throws {
        let firm = try firm(clients: "id,name,language\nC1,Acme,fr\nC2,Beta,\n")
        try firm.folder.write(
            "labels: {invoice: Facture}\n", to: "Templates/languages/fr.yaml")
        let made = try #require(try firm.month().invoices.first { $0.client == "Acme" })
        #expect(try text(made, of: firm).contains("Facture"))
        let bytes = try firm.bytes(made)
        try firm.folder.write("labels: {invoice: Note}\n", to: "Templates/languages/fr.yaml")
        _ = try RenderRun(folder: firm.path).run(
            made.number, to: firm.path + "/again.pdf", output: firm.output)
        #expect(try firm.folder.read("again.pdf") == bytes)
    }
}
