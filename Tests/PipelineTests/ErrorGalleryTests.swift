import Billing
import Foundation
import Loading
import Pipeline
import TestSupport
import Testing

/// One fault in a small firm, and what a person is told about it.
struct Fault: Sendable, CustomTestStringConvertible {
    var code: Diagnostic.Code
    var severity = Diagnostic.Severity.error
    /// `file:line:column`, or less where less is known; nil where there is no place.
    var place: String?
    /// What the fact must say, the faulty cell above all.
    var says: String
    var advises = ""
    /// Found after loading: the entries are in the ledger, and nothing is billed.
    var isLoaded = false
    var files: [String: String] = [:]
    var selection = Selection(date: day("2026-10-31"))

    var testDescription: String { "\(code.rawValue) at \(place ?? "no place")" }

    /// A fault in one row of an export with the usual columns.
    init(
        _ code: Diagnostic.Code, _ severity: Diagnostic.Severity = .error, row: String,
        at place: String, says: String, advises: String = "", isLoaded: Bool = false
    ) {
        self.init(
            code, severity, in: "inbox/a.csv", SmallFirm.header + row + "\n", at: place, says: says,
            advises: advises, isLoaded: isLoaded)
    }

    /// A fault in one file; a good export lies beside it, and `others` in the place of the firm's.
    init(
        _ code: Diagnostic.Code, _ severity: Diagnostic.Severity = .error, in file: String,
        _ text: String, at place: String?, says: String, advises: String = "",
        isLoaded: Bool = false, with others: [String: String] = [:]
    ) {
        self.code = code
        self.severity = severity
        self.place = place.map { $0.contains(".") ? $0 : file + ":" + $0 }
        self.says = says
        self.advises = advises
        self.isLoaded = isLoaded
        files = [
            "inbox/a.csv": SmallFirm.header
                + "time,T1,2026-10-05,M1,JRO,1.0,Privileged words,,\n"
        ].merging(others, uniquingKeysWith: { $1 }).merging([file: text], uniquingKeysWith: { $1 })
    }
}

@Suite struct ErrorGalleryTests {
    static let exports: [Fault] = [
        // The text of a file
        Fault(.fileEmpty, in: "inbox/a.csv", "", at: "inbox/a.csv", says: "empty"),
        Fault(
            .rowRagged, row: "time,T1,2026-10-05,M1,JRO,1.0,Privileged words, and more,,",
            at: "2:59", says: "10 cells", advises: "quotation marks"),
        Fault(.rowRagged, row: "time,T1,2026-10-05,M1,JRO", at: "2", says: "5 cells"),
        Fault(
            .quoteUnpaired, row: "time,T1,2026-10-05,M1,JRO,1.0,\"Privileged words,,", at: "2:31",
            says: "quotation mark"),
        Fault(
            .columnMissing, in: "inbox/a.csv", "date,matter,timekeeper\n2026-10-05,M1,JRO\n",
            at: "1",
            says: "\"hours\""),
        Fault(
            .columnRepeated, in: "inbox/a.csv",
            "date,matter,timekeeper,hours,Date\n2026-10-05,M1,JRO,1,2026-10-05\n", at: "1:30",
            says: "\"Date\""),
        Fault(
            .columnUnknown, .warning, in: "inbox/a.csv",
            "date,matter,timekeeper,hours,narratve\n2026-10-05,M1,JRO,1,x\n", at: "1:30",
            says: "\"narratve\"", advises: "did you mean \"narrative\"", isLoaded: true),
        Fault(
            .profileUnknown, in: "inbox/a.csv", "Day,Case,Who\n2026-10-05,M1,JRO\n", at: "1",
            says: "Day, Case, Who", advises: "engross profile new"),
        Fault(
            .profileAmbiguous, in: "inbox/a.csv",
            "Date,Client,Project,Hours,Billable?,First Name,Last Name,Matter number,User,Billable\n"
                + "2026-10-05,C1,Lease,1.0,Yes,Jane,Roe,M1,JRO,400.00\n", at: "1",
            says: "harvest and clio", advises: "--profile harvest"),
        Fault(
            .preambleSkipped, .note, in: "inbox/a.csv",
            "Roe & Partners\nTime Report\n\n"
                + "Date,Client,Project ID,Timekeeper,Hours,Billed Status,Billable,Description\n"
                + "10/15/2026,C1,M1,JRO,1.0,Unbilled,Yes,Privileged words\n", at: "1",
            says: "lines 1 to 2", advises: "title", isLoaded: true),
        Fault(
            .rowSubtotal, .warning, in: "inbox/a.csv",
            SmallFirm.header + "time,T1,2026-10-05,M1,JRO,1.0,Privileged words,,\n"
                + "Total,,,,,1.0,,,\n", at: "3:1", says: "\"Total\"", advises: "date",
            isLoaded: true),
        Fault(
            .timerRunning, in: "inbox/a.csv",
            "User,Project,Description,Start date,Start time,End date,End time,Duration\n"
                + "Jane Roe,M1,Privileged words,2026-10-05,09:00:00,,,00:00:00\n", at: "2:51",
            says: "timer was still running", advises: "stop the timer"),
        Fault(
            .durationDiffers, .warning, in: "inbox/a.csv",
            "User,Project,Description,Start date,Start time,End date,End time,Duration\n"
                + "Jane Roe,M1,Privileged words,2026-10-05,09:00:00,2026-10-05,10:00:00,01:30:00\n",
            at: "2:70", says: "\"01:30:00\"", advises: "on purpose", isLoaded: true),
        Fault(
            .headerRepeated, .warning, in: "inbox/a.csv",
            SmallFirm.header + "time,T1,2026-10-05,M1,JRO,1.0,Privileged words,,\n"
                + SmallFirm.header + "time,T2,2026-10-05,M1,JRO,1.0,Privileged words,,\n",
            at: "3", says: "column names", advises: "two exports", isLoaded: true),
        Fault(
            .guardRemoved, .note, in: "inbox/a.csv",
            "Date,From,To,Duration,User,Customer,Project,Description\n"
                + "2026-10-05,12:00,13:00,1:00,Jane Roe,C1,M1,' - Privileged words\n", at: "2:44",
            says: "quotation mark", advises: "taken off", isLoaded: true),

        // A cell
        Fault(
            .cellBlank, row: "time,T1,,M1,JRO,1.0,Privileged words,,", at: "2:9", says: "no date"),
        Fault(
            .cellBlank, row: "time,T1,2026-10-05,M1,,1.0,Privileged words,,", at: "2:23",
            says: "whose time"),
        Fault(
            .cellBlank, .warning, row: "time,T1,2026-10-05,M1,JRO,1.0,,,", at: "2:31",
            says: "what was done", isLoaded: true),
        Fault(
            .dateUnreadable, row: "time,T1,2026-02-30,M1,JRO,1.0,Privileged words,,", at: "2:9",
            says: "\"2026-02-30\""),
        Fault(
            .dateAmbiguous, row: "time,T1,04/05/2026,M1,JRO,1.0,Privileged words,,", at: "2:9",
            says: "day first", advises: "date-order"),
        Fault(
            .durationUnreadable, row: "time,T1,2026-10-05,M1,JRO,soon,Privileged words,,",
            at: "2:27", says: "\"soon\"", advises: "1:30"),
        Fault(
            .durationUnreadable, row: "time,T1,2026-10-05,M1,JRO,45,Privileged words,,",
            at: "2:27", says: "\"45\" may be minutes", advises: "45.0"),
        Fault(
            .hoursNegative, row: "time,T1,2026-10-05,M1,JRO,-1.0,Privileged words,,", at: "2:27",
            says: "\"-1.0\""),
        Fault(
            .amountUnreadable, row: "cost,K1,2026-10-05,M1,,,Privileged words,,ten", at: "2:43",
            says: "\"ten\"", advises: "1050.50"),
        Fault(
            .amountNegative, row: "payment,P1,2026-10-05,M1,,,Privileged words,,-5.00",
            at: "2:46", says: "\"-5.00\""),
        Fault(
            .currencyUnknown, in: "inbox/a.csv",
            "date,matter,timekeeper,hours,currency,narrative\n2026-10-05,M1,JRO,1.0,dollars,x\n",
            at: "2:23", says: "\"dollars\""),
        Fault(
            .currencyDiffers, in: "inbox/a.csv",
            "date,matter,timekeeper,hours,currency,narrative\n2026-10-05,M1,JRO,1.0,EUR,x\n",
            at: "2:23", says: "EUR", advises: "clients.csv"),
        Fault(
            .wordUnknown, row: "time,T1,2026-10-05,M1,JRO,1.0,Privileged words,no-charg,",
            at: "2:48", says: "\"no-charg\"", advises: "did you mean \"no-charge\""),
        Fault(
            .wordUnknown, row: "tim,T1,2026-10-05,M1,JRO,1.0,Privileged words,,", at: "2:1",
            says: "\"tim\"", advises: "did you mean \"time\""),

        // What a row names
        Fault(
            .clientUnknown, in: "inbox/a.csv",
            "date,client,matter,timekeeper,hours,narrative\n"
                + "2026-10-05,Acme Holding,M1,JRO,1.0,Privileged words\n", at: "2:12",
            says: "\"Acme Holding\"", advises: "did you mean Acme Holdings (C1)"),
        Fault(
            .matterUnknown, row: "time,T1,2026-10-05,Leaes,JRO,1.0,Privileged words,,",
            at: "2:20", says: "\"Leaes\"", advises: "did you mean Lease (M1)"),
        Fault(
            .timekeeperUnknown, row: "time,T1,2026-10-05,M1,Jane Row,1.0,Privileged words,,",
            at: "2:23", says: "\"Jane Row\"", advises: "did you mean Jane Roe (JRO)"),
        Fault(
            .matterOfOtherClient, in: "inbox/a.csv",
            "date,client,matter,timekeeper,hours,narrative\n"
                + "2026-10-05,C2,M1,JRO,1.0,Privileged words\n", at: "2:15", says: "\"M1\""),
        Fault(
            .rowsConflict, in: "inbox/a.csv",
            SmallFirm.header + "time,T1,2026-10-05,M1,JRO,1.0,Privileged words,,\n"
                + "time,T1,2026-10-05,M1,JRO,2.0,Privileged words,,\n", at: "3", says: "\"T1\"",
            advises: "delete", isLoaded: true),
        Fault(
            .rowsEqual, .warning, in: "inbox/a.csv",
            SmallFirm.header + "time,,2026-10-05,M1,JRO,1.0,Privileged words,,\n"
                + "time,,2026-10-05,M1,JRO,1.0,Privileged words,,\n", at: "3",
            says: "lines 2, 3", isLoaded: true),
        Fault(
            .rateMissing, row: "time,T1,2025-12-31,M1,JRO,1.0,Privileged words,,", at: "2:23",
            says: "\"JRO\" on 2025-12-31", advises: "rates.csv", isLoaded: true),
        Fault(
            .retainerOverdrawn, row: "retainer,R1,2026-10-05,M1,,,Privileged words,,-50.00",
            at: "2", says: "USD 0.00", advises: "load what was received first"),
        Fault(
            .retainerUnagreed, .warning, in: "inbox/a.csv",
            SmallFirm.header + "time,T1,2026-10-05,M1,JRO,1.0,Privileged words,,\n"
                + "retainer,R1,2026-10-05,M1,,,Privileged words,,50.00\n", at: "matters.csv:2",
            says: "USD 50.00", advises: "apply: no", isLoaded: true),
        Fault(
            .glyphMissing, .warning, row: "time,T1,2026-10-05,M1,JRO,1.0,See \u{10FFF0},,",
            at: "", says: "U+10FFF0", isLoaded: true),
    ]

    static let ownTemplate = ["Templates/standard/template.yaml": "extends: standard\n"]

    /// A matter whose arrangement waits for two events.
    static let underReview = [
        "matters.csv": "id,client,name,arrangement\nM1,C1,Lease,review\n",
        "arrangements/review.yaml": """
        name: Under review
        basis: hourly
        terms:
          - value-adjustment: {event: review, band: {percent: 10}}
          - success-fee: {name: Win, event: verdict, amount: 25.00}
        """,
    ]

    static let registers: [Fault] = [
        Fault(
            .columnMissing, in: "clients.csv", "id\nC1\n", at: "1", says: "\"name\"",
            advises: "clients.csv"),
        Fault(
            .columnRepeated, in: "clients.csv", "id,name,name\nC1,Acme,Acme\nC2,Beta,Beta\n",
            at: "1:9", says: "\"name\""),
        Fault(
            .columnUnknown, .warning, in: "clients.csv", "id,name,curency\nC1,Acme,\nC2,Beta,\n",
            at: "1:9", says: "\"curency\"", advises: "did you mean \"currency\"", isLoaded: true),
        Fault(
            .rowRagged, in: "clients.csv", "id,name\nC1,Acme, Inc.\nC2,Beta\n", at: "2:9",
            says: "3 cells"),
        Fault(.fileEmpty, in: "codes.csv", "", at: "codes.csv", says: "empty"),
        Fault(
            .cellBlank, in: "clients.csv", "id,name\nC1,\nC2,Beta\n", at: "2:4", says: "\"name\""),
        Fault(
            .idRepeated, in: "timekeepers.csv", "id,name\nJRO,Jane Roe\nBSM,Bob\njro,John Row\n",
            at: "4:1", says: "\"jro\""),
        Fault(
            .nameNear, .warning, in: "clients.csv",
            "id,name\nC1,Acme Holdings\nC2,Beta LLC\nC3,Acme Holding\n", at: "4",
            says: "\"Acme Holding\" (C3) is nearly \"Acme Holdings\" (C1) in line 2",
            advises: "aliases", isLoaded: true),
        Fault(
            .aliasTaken, .warning, in: "clients.csv",
            "id,name,aliases\nC1,Acme,\nC2,Beta LLC,Acme\n", at: "3",
            says: "\"Acme\" of client C2", advises: "means C1", isLoaded: true),
        Fault(
            .numberUnreadable, in: "clients.csv", "id,name,terms_days\nC1,Acme,soon\nC2,Beta,\n",
            at: "2:9", says: "\"soon\"", advises: "0 to 366"),
        Fault(
            .passwordUnusable, in: "clients.csv",
            "id,name,pdf_password\nC1,Acme,\(String(repeating: "Äpfel ", count: 19))\nC2,Beta,\n",
            at: "2:9", says: "cannot be given", advises: "at most 127"),
        Fault(
            .columnUnknown, in: "clients.csv", "id,name,pdf-password\nC1,Acme,x\nC2,Beta,\n",
            at: "1:9", says: "\"pdf-password\"", advises: "did you mean \"pdf_password\""),
        Fault(
            .currencyUnknown, in: "clients.csv", "id,name,currency\nC1,Acme,dollar\nC2,Beta,\n",
            at: "2:9", says: "\"dollar\""),
        Fault(
            .wordUnknown, in: "clients.csv", "id,name,statements\nC1,Acme,per-mater\nC2,Beta,\n",
            at: "2:9", says: "\"per-mater\"", advises: "did you mean \"per-matter\""),
        Fault(
            .taxUnknown, in: "clients.csv", "id,name,tax\nC1,Acme,VAT20\nC2,Beta,\n", at: "2:9",
            says: "\"VAT20\"", advises: "firm.yaml"),
        Fault(
            .leftToFillIn, .warning, in: "clients.csv",
            "id,name,reference\nC1,Acme,FILL IN\nC2,Beta,\n", at: "2:9", says: "FILL IN",
            isLoaded: true),
        Fault(
            .clientUnknown, in: "matters.csv",
            "id,client,name,arrangement\nM1,Acme Holding,Lease,hourly\n", at: "2:4",
            says: "\"Acme Holding\"", advises: "did you mean Acme Holdings (C1)"),
        Fault(
            .timekeeperUnknown, in: "matters.csv",
            "id,client,name,arrangement,attorney\nM1,C1,Lease,hourly,JR0\n", at: "2:20",
            says: "\"JR0\"", advises: "did you mean Jane Roe (JRO)"),
        Fault(
            .dateUnreadable, in: "matters.csv",
            "id,client,name,arrangement,opened\nM1,C1,Lease,hourly,10/1/2026\n", at: "2:20",
            says: "\"10/1/2026\"", advises: "2026-10-31"),
        Fault(
            .arrangementMissing, in: "matters.csv", "id,client,name,arrangement\nM1,C1,Lease,\n",
            at: "2", says: "M1", advises: "hourly", isLoaded: true),
        Fault(
            .arrangementUnknown, in: "matters.csv",
            "id,client,name,arrangement\nM1,C1,Lease,hourley\n",
            at: "2:13", says: "hourley", advises: "did you mean \"hourly\""),
        Fault(
            .amountNegative, in: "rates.csv", "effective,rate\n2026-01-01,-5.00\n", at: "2:12",
            says: "\"-5.00\""),
        Fault(
            .amountUnreadable, in: "rates.csv", "effective,rate\n2026-01-01,lots\n", at: "2:12",
            says: "\"lots\""),
        Fault(
            .matterUnknown, in: "rates.csv", "effective,matter,rate\n2026-01-01,M11,5.00\n",
            at: "2:12",
            says: "\"M11\"", advises: "did you mean"),
        Fault(
            .rateShape, in: "rates.csv",
            "effective,timekeeper,class,rate\n2026-01-01,JRO,partner,5.00\n2026-01-01,,,5.00\n",
            at: "2", says: "not for both", isLoaded: true),
        Fault(
            .arrangementMeaningless, in: "matters.csv",
            "id,client,name,arrangement,flat_fee,blended_rate\nM1,C1,Lease,hourly,500,300\n",
            at: "2:24", says: "flat or by the hour", advises: "clear flat_fee or blended_rate"),
        Fault(
            .eventUnused, .warning, in: "events.csv",
            "matter,date,event\nM1,2026-10-05,verdct\n", at: "2:15", says: "\"verdct\"",
            advises: "did you mean \"verdict\"", isLoaded: true, with: underReview),
        Fault(
            .eventShape, in: "events.csv",
            "matter,date,event,amount,percent\nM1,2026-10-05,verdict,5.00,5\n", at: "2:28",
            says: "not both", advises: "clear", with: underReview),
        // Jane's hour comes to 400.00, of which the client may take off 40.00.
        Fault(
            .eventOutOfRange, in: "events.csv",
            "matter,date,event,amount\nM1,2026-10-05,review,-40.01\n", at: "2",
            says: "USD -40.01 is outside the band", advises: "within the band", isLoaded: true,
            with: underReview),
        // 400.00 of 500.00 are 80 %.
        Fault(
            .capNear, .warning, in: "arrangements/capped.yaml",
            "name: Capped\nbasis: hourly\nterms:\n"
                + "  - cap: {amount: 500.00, per: matter, excess: written-off, alerts: [75, 90]}\n",
            at: "matters.csv:2", says: "75 % of the cap: USD 400.00 of USD 500.00",
            advises: "tell the client", isLoaded: true,
            with: ["matters.csv": "id,client,name,arrangement\nM1,C1,Lease,capped\n"]),
        Fault(
            .rateRepeated, in: "rates.csv", "effective,rate\n2026-01-01,5.00\n2026-01-01,6.00\n",
            at: "3", says: "2026-01-01", isLoaded: true),
        Fault(
            .costUnpriced, in: "inbox/a.csv",
            "type,date,matter,narrative,expense,quantity\n"
                + "cost,2026-10-05,M1,Privileged words,E101,250\n", at: "2", says: "\"E101\"",
            advises: "unit-price", isLoaded: true),
    ]

    static let settings: [Fault] = [
        Fault(
            .settingUnknown, in: "firm.yaml", "name: Roe\npapr: a4\n", at: "2:1", says: "\"papr\"",
            advises: "did you mean \"paper\""),
        Fault(
            .settingUnreadable, in: "firm.yaml", "name: Roe\npaper: A3\n", at: "2:8",
            says: "\"A3\"",
            advises: "a4"),
        Fault(
            .numbersRepeat, in: "firm.yaml", "name: Roe\ninvoices: {series: year, prefix: R-}\n",
            at: "2:34", says: "each year", advises: "{year}"),
        Fault(
            .settingMissing, in: "firm.yaml", "currency: USD\n", at: "firm.yaml", says: "\"name\""),
        Fault(
            .currencyUnknown, in: "firm.yaml", "name: Roe\ncurrency: dollar\n", at: "2:11",
            says: "\"dollar\""),
        Fault(
            .yamlUnreadable, in: "firm.yaml", "name: Roe: and more\n", at: "1:10",
            says: "cannot be read"),
        Fault(
            .idRepeated, in: "firm.yaml",
            "name: Roe\ntaxes:\n  - {code: V, name: VAT, percent: 20}\n"
                + "  - {code: v, name: VAT, percent: 19}\n", at: "4:12", says: "\"v\""),
        Fault(
            .leftToFillIn, .warning, in: "firm.yaml", "name: FILL IN\n", at: "1:7",
            says: "\"name\"",
            isLoaded: true),
        Fault(
            .templateUnknown, in: "firm.yaml", "name: Roe\ntemplate: moderne\n", at: "firm.yaml",
            says: "\"moderne\"", advises: "Templates/", isLoaded: true),
        Fault(
            .pictureUnreadable, in: "Templates/standard/template.yaml",
            "extends: standard\npictures: {logo: {file: logo.svg, width: 42mm}}\n", at: "2:25",
            says: "no picture \"logo.svg\"", advises: "copy a PNG", isLoaded: true),
        Fault(
            .fragmentUnknown, in: "Templates/standard/closnig.mustache", "Thank you.\n",
            at: "Templates/standard/closnig.mustache", says: "\"closnig\"",
            advises: "did you mean \"closing\"", isLoaded: true, with: ownTemplate),
        Fault(
            .fragmentUnreadable, in: "Templates/standard/closing.mustache",
            "Thank you,\n<b>{{clint}}</b>.\n", at: "2:4", says: "\"clint\"",
            advises: "did you mean \"client\"", isLoaded: true, with: ownTemplate),
        Fault(
            .arrangementMeaningless, in: "arrangements/both.yaml",
            "name: Both\nbasis:\n  flat:\n    amount: 5.00\n    phases:\n"
                + "      - {phase: A, name: A, amount: 5.00}\n", at: "4:13", says: "not both"),
        Fault(
            .profileUnfinished, .warning, in: "profiles/own.yaml",
            "# FILL IN\nknown-by: [Day]\ncolumns: {date: FILL IN}\n", at: "3", says: "FILL IN",
            advises: "replace", isLoaded: true),
        Fault(
            .settingUnknown, in: "profiles/own.yaml", "extends: harvest\ndate: day-first\n",
            at: "2:1", says: "\"date\"", advises: "did you mean \"dates\""),
        Fault(
            .settingMissing, in: "profiles/own.yaml",
            "known-by: [Day]\ncolumns: {date: Day, hours: Time, timekeeper: Who}\n",
            at: "2:10", says: "holds the matter", advises: "\"matter:\""),
        Fault(
            .settingMissing, in: "arrangements/none.yaml", "name: None\n",
            at: "arrangements/none.yaml",
            says: "\"basis\""),
    ]

    @Test(arguments: exports + registers + settings)
    func aFaultIsReportedWithItsPlaceTheFaultyCellAndARemedy(fault: Fault) throws {
        let firm = try SmallFirm(fault.files)
        try expect(fault, in: try firm.findings(fault.selection), of: firm)
    }

    private func expect(_ fault: Fault, in findings: [Diagnostic], of firm: SmallFirm) throws {
        let found = try #require(
            findings.first { $0.code == fault.code && $0.severity == fault.severity },
            "\(findings)")
        #expect(text(found.place) == fault.place.flatMap { $0.hasSuffix(":") ? nil : $0 })
        #expect(found.fact.contains(fault.says), "\(found.fact)")
        let remedy = try #require(found.remedy)
        #expect(!remedy.isEmpty)
        #expect(fault.advises.isEmpty || remedy.contains(fault.advises), "\(remedy)")
        for finding in findings {
            #expect(!(finding.fact + (finding.remedy ?? "")).contains("Privileged"))
        }
        guard FileManager.default.fileExists(atPath: firm.database) else { return }
        if !fault.isLoaded { #expect(try firm.count("entry") == 0) }
        guard fault.severity == .error else {
            #expect(!findings.hasErrors, "\(findings)")
            return
        }
        for table in ["document", "claim", "posting", "series"] {
            #expect(try firm.count(table) == 0, "\(table)")
        }
        #expect(firm.folder.files(endingIn: ".pdf") == [])
        #expect(firm.folder.unfinished == [])
    }

    private func text(_ place: Place?) -> String? {
        place.map { place in
            place.file + (place.line > 0 ? ":\(place.line)" : "")
                + (place.column > 0 ? ":\(place.column)" : "")
        }
    }

    // MARK: Faults that take more than a file

    @Test(arguments: ["clients.csv", "inbox/a.csv", "firm.yaml"])
    func textThatIsNotUTF8IsPointedAt(name: String) throws {
        let firm = try SmallFirm(inbox: ["time,T1,2026-10-05,M1,JRO,1.0,Draft,,"])
        let good = String(decoding: try firm.folder.read(name), as: UTF8.self)
        let lines = good.split(separator: "\n").map(String.init)
        // Neither UTF-8 nor Windows-1252, which an export may be in, has text for 0x81.
        let bytes = Array((lines[0] + "\n" + lines[1]).utf8) + [0x81, 0x0A]
        try Data(bytes).write(to: URL(fileURLWithPath: firm.path + "/" + name))
        let findings = try firm.findings()
        let found = try #require(findings.first { $0.code == .fileNotUTF8 }, "\(findings)")
        #expect(text(found.place) == "\(name):2:\(lines[1].count + 1)")
        #expect(found.remedy?.contains("UTF-8") == true)
    }

    @Test func anExportThatReadsAsWindows1252IsLoadedAndSaysSo() throws {
        let firm = try SmallFirm(inbox: [])
        let row = "time,T1,2026-10-05,M1,JRO,1.0,Privileged r"
        let bytes = Array((SmallFirm.header + row).utf8) + [0xE9, 0x2C, 0x2C, 0x0A]
        try Data(bytes).write(to: URL(fileURLWithPath: firm.path + "/inbox/a.csv"))
        let findings = try firm.findings()
        let found = try #require(findings.first { $0.code == .encodingAssumed }, "\(findings)")
        #expect(found.severity == .warning && !findings.hasErrors)
        #expect(text(found.place) == "inbox/a.csv:2")
        #expect(found.fact.contains("Windows-1252") && found.remedy?.contains("UTF-8") == true)
        try firm.load()
        #expect(try firm.rows("SELECT narrative FROM entry") == [["Privileged ré"]])
    }

    @Test func twoMattersOfOneNameAreToldApartByTheirIds() throws {
        var fault = Fault(
            .matterAmbiguous, row: "time,T1,2026-10-05,Lease,JRO,1.0,Privileged words,,",
            at: "2:20", says: "\"Lease\"", advises: "M1 or M2")
        fault.files["matters.csv"] =
            "id,client,name,arrangement\nM1,C1,Lease,hourly\nM2,C2,Lease,hourly\n"
        let firm = try SmallFirm(fault.files)
        try expect(fault, in: try firm.findings(), of: firm)
    }

    @Test func aPhaseThatTheArrangementDoesNotPriceIsNamed() throws {
        var fault = Fault(
            .phaseUnknown, in: "inbox/a.csv",
            "date,matter,timekeeper,hours,phase,narrative\n2026-10-05,M1,JRO,1.0,SIGM,x\n",
            at: "2", says: "\"SIGM\"", advises: "SIGN", isLoaded: true)
        fault.files["arrangements/steps.yaml"] = """
            name: In steps
            basis:
              flat:
                phases:
                  - {phase: SIGN, name: Signing, amount: 5.00}
            """
        fault.files["matters.csv"] = "id,client,name,arrangement\nM1,C1,Lease,steps\n"
        let firm = try SmallFirm(fault.files)
        try expect(fault, in: try firm.findings(), of: firm)
    }

    @Test func aTemplateWithAnUnknownKeyIsRefused() throws {
        var fault = Fault(
            .settingUnknown, in: "Templates/standard/template.yaml",
            "colors: {}\n" + (try shippedTemplate()), at: "1:1", says: "\"colors\"",
            advises: "did you mean \"colours\"")
        fault.isLoaded = true
        let firm = try SmallFirm(fault.files)
        try expect(fault, in: try firm.findings(), of: firm)
    }

    @Test func aFontThatIsNotInstalledIsNamedAndNotReplaced() throws {
        let template = try shippedTemplate().replacingOccurrences(
            of: "text: Linux Libertine O", with: "text: No Such Serif")
        var fault = Fault(
            .fontMissing, in: "Templates/standard/template.yaml", template,
            at: "Templates/standard/template.yaml", says: "No Such Serif", advises: "fonts")
        fault.isLoaded = true
        let firm = try SmallFirm(fault.files)
        try expect(fault, in: try firm.findings(), of: firm)
    }

    @Test(arguments: [
        (
            "firm.yaml", "name: Roe\nlanguage: frr\n", "firm.yaml:2:11", "\"frr\"",
            "did you mean \"fr\""
        ),
        (
            "clients.csv", "id,name,language\nC1,Acme,french\nC2,Beta,fr\n", "clients.csv:2:9",
            "\"french\"", "de, en-GB, en-US"
        ),
        (
            "matters.csv",
            "id,client,name,arrangement,language\nM1,C1,Lease,hourly,\nM2,C1,Sale,hourly,de-XX\n",
            "matters.csv:3:19", "\"de-XX\"", "Templates/languages/de-XX.yaml"
        ),
    ])
    func aLanguageThatIsNotThereIsRefused(
        file: String, text: String, place: String, says: String, advises: String
    ) throws {
        let fault = Fault(
            .languageUnknown, in: file, text, at: place, says: says, advises: advises)
        let firm = try SmallFirm(fault.files)
        let told = try #require(try firm.findings().first { $0.code == .languageUnknown })
        #expect(told.severity == .error)
        #expect(told.place.map { "\($0.file):\($0.line):\($0.column)" } == place)
        #expect(told.fact.contains(says))
        #expect(told.remedy?.contains(advises) == true)
        #expect(try firm.count("document") == 0)
    }

    @Test(arguments: ["client", "matter", "attorney"])
    func aFilterThatNamesNothingIsRefused(what: String) throws {
        var fault = Fault(
            .filterUnknown, in: "codes.csv", "code,name\n", at: nil, says: "no \(what) \"X9\"",
            isLoaded: true)
        switch what {
        case "client": fault.selection.clients = ["X9"]
        case "matter": fault.selection.matters = ["X9"]
        default: fault.selection.attorneys = ["X9"]
        }
        let firm = try SmallFirm(fault.files)
        try expect(fault, in: try firm.findings(fault.selection), of: firm)
    }

    @Test func anEntryThatSaysSomethingElseThanBeforeIsTakenOverUntilItIsBilled() throws {
        let firm = try SmallFirm(inbox: ["time,T1,2026-10-05,M1,JRO,1.0,Privileged words,,"])
        try firm.load()
        try firm.export(["time,T1,2026-10-05,M1,JRO,2.0,Privileged words,,"])
        let found = try #require(try firm.findings().first)
        #expect(found.code == .entryChanged && found.severity == .note)
        #expect(found.place?.line == 2 && found.fact.contains("hours 1.00 → 2.00"))
        #expect(!found.fact.contains("Privileged"))
        try firm.load()
        #expect(try firm.rows("SELECT key, seconds FROM entry") == [["1", "7200"]])
        #expect(try firm.rows("SELECT key, seconds FROM entry_history") == [["1", "3600"]])

        try firm.run(.invoice)
        try firm.export(["time,T1,2026-10-05,M1,JRO,3.0,Privileged words,,"])
        let after = try #require(try firm.findings().first)
        #expect(after.code == .alreadyBilled && after.fact.contains("0101"))
        #expect(after.severity == .error && after.remedy?.isEmpty == false)
        #expect(try firm.rows("SELECT seconds FROM entry") == [["7200"]])
    }

    @Test func aPaymentThatSaysSomethingElseThanBeforeIsRefused() throws {
        let firm = try SmallFirm(inbox: ["payment,P1,2026-10-05,M1,,,Wire,,10.00"])
        try firm.load()
        try firm.export(["payment,P1,2026-10-05,M1,,,Wire,,12.00"])
        let found = try #require(try firm.findings().first)
        #expect(found.code == .entryChanged && found.severity == .error)
        #expect(found.remedy?.isEmpty == false)
    }

    @Test func aMatterThatLeftTheRegisterWithWorkUnbilledIsNamed() throws {
        let firm = try SmallFirm(inbox: ["time,T1,2026-10-05,M1,JRO,1.0,Privileged words,,"])
        try firm.load()
        try firm.folder.write(
            "id,client,name,arrangement\nM2,C1,Merger,hourly\n", to: "matters.csv")
        let report = try firm.run(.invoice)
        let found = try #require(report.diagnostics.first)
        #expect(found.code == .matterUnknown && found.fact.contains("\"M1\""))
        #expect(found.place?.file == "inbox/a.csv" && found.place?.line == 2)
        #expect(report.invoices.isEmpty)
    }

    @Test func aListThatSaysSomethingElseThanTheRegisterChangesItOnlyIfAsked() throws {
        let firm = try SmallFirm()
        let list = try firm.folder.write("id,name\nC1,Acme Holdings Inc.\n", to: "list.csv")
        let run = ImportRun(folder: firm.path)
        let report = try run.run(list, into: .clients)
        let found = try #require(report.diagnostics.first)
        #expect(found.code == .registerDiffers && found.severity == .warning)
        #expect(found.place?.line == 2 && found.fact.contains("clients.csv, line 2"))
        #expect(found.fact.contains("name \"Acme Holdings\" → \"Acme Holdings Inc.\""))
        #expect(found.remedy?.contains("--update") == true)
        #expect(!report.isWritten && report.changed == 1)
        let updated = try run.run(list, into: .clients, ImportOptions(updates: true))
        #expect(updated.isWritten && updated.diagnostics.map(\.severity) == [.note])
        let text = String(decoding: try firm.folder.read("clients.csv"), as: UTF8.self)
        #expect(text.contains("\nC1,Acme Holdings Inc.,\n"))
    }

    /// On the morning of 25 October 2026 the clocks of Berlin showed 02:30 twice.
    @Test func anHourThatTheClockShowedTwiceIsPointedOut() throws {
        var fault = Fault(
            .clockUncertain, .warning, in: "inbox/a.csv",
            "date,matter,timekeeper,start,end,narrative\n"
                + "2026-10-25,M1,JRO,01:30,02:30,Privileged words\n", at: "2:19",
            says: "came twice", advises: "1.00 hours", isLoaded: true)
        fault.files["firm.yaml"] =
            SmallFirm.plain["firm.yaml", default: ""] + "\ntime-zone: Europe/Berlin\n"
        let firm = try SmallFirm(fault.files)
        try expect(fault, in: try firm.findings(), of: firm)
        #expect(try firm.rows("SELECT seconds FROM entry") == [["3600"]])
    }

    @Test func rowsThatWaitForCorrectionAreMentioned() throws {
        let fault = Fault(
            .rowsSetAside, .note, row: "time,T1,2026-10-05,Leese,JRO,1.0,Privileged words,,",
            at: "inbox/a.csv", says: "1 row was refused before", advises: "correct and load")
        let firm = try SmallFirm(fault.files)
        #expect(try firm.findings().map(\.code) == [.matterUnknown])
        // An empty file of refused rows: nothing of them is to be billed.
        try firm.folder.write(SmallFirm.header, to: "inbox/a.refused.csv")
        try expect(fault, in: try firm.findings(), of: firm)
    }

    @Test func faultsBeyondAThousandAreCounted() throws {
        let rows = (1...1_003).map { "time,T\($0),2026-10-05,Unknown \($0),JRO,1.0,Draft,,\n" }
        let fault = Fault(
            .manyFaults, in: "inbox/a.csv", SmallFirm.header + rows.joined(), at: "inbox/a.csv",
            says: "3 more reports", advises: "refused rows")
        let firm = try SmallFirm(fault.files)
        let findings = try firm.findings()
        #expect(findings.count == 1_001)
        try expect(fault, in: findings, of: firm)
    }

    @Test func aDiscountThatWasEarnedIsMentioned() throws {
        let firm = try SmallFirm(
            ["firm.yaml": "name: Roe\ninvoices: {prompt-payment: {percent: 2, days: 10}}\n"],
            inbox: ["time,T1,2026-10-05,M1,JRO,1.0,Privileged words,,"])
        try firm.month()
        try firm.export(["payment,P1,2026-11-05,M1,,,Privileged words,,392.00"], as: "b.csv")
        var fault = Fault(
            .offerTaken, .note, in: "inbox/b.csv", "", at: "2", says: "USD 8.00",
            advises: "next statement", isLoaded: true)
        fault.selection = Selection(date: day("2026-11-30"))
        try expect(fault, in: try firm.findings(fault.selection), of: firm)
    }

    @Test func mattersOfOneInvoiceThatOfferDifferentDiscountsAreNamed() throws {
        var fault = Fault(
            .offerDiffers, .warning, in: "inbox/a.csv",
            SmallFirm.header + "time,T1,2026-10-05,M3,JRO,1.0,Privileged words,,\n"
                + "time,T2,2026-10-05,M4,JRO,1.0,Privileged words,,\n", at: "clients.csv:3",
            says: "M3, M4", advises: "offers none", isLoaded: true)
        fault.files["matters.csv"] =
            "id,client,name,arrangement\nM3,C2,Audit,hourly\nM4,C2,Appeal,soon\n"
        fault.files["arrangements/soon.yaml"] =
            "name: Hourly\nbasis: hourly\nprompt-payment: {percent: 2, days: 10}\n"
        let firm = try SmallFirm(fault.files)
        try expect(fault, in: try firm.findings(), of: firm)
    }

    @Test func aPaymentCodeThatCannotAskForACurrencyIsLeftOut() throws {
        var fault = Fault(
            .paymentCodeLeftOut, .warning,
            row: "time,T1,2026-10-05,M1,JRO,1.0,Privileged words,,", at: "firm.yaml",
            says: "in USD to Acme Holdings: a code of the kind epc asks for EUR",
            advises: "kind: url", isLoaded: true)
        fault.files["firm.yaml"] =
            "name: Roe\npayment-code: {kind: epc, iban: DE89370400440532013000}\n"
        let firm = try SmallFirm(fault.files)
        try expect(fault, in: try firm.findings(), of: firm)
    }

    // MARK: Many at once

    @Test func everythingThatIsWrongWithAnExportIsReportedInOneRun() throws {
        let firm = try SmallFirm(inbox: [
            "time,T1,2026-10-05,M1,JRO,1.0,Good,,",
            "time,T2,2026-13-05,Leese,JRR,-1.0,Bad all over,maybe,",
            "cost,K1,2026-10-05,M1,,,Bad amount,,ten",
        ])
        let findings = try firm.findings()
        let codes: Set<Diagnostic.Code> = [
            .dateUnreadable, .matterUnknown, .timekeeperUnknown, .hoursNegative, .wordUnknown,
            .amountUnreadable,
        ]
        #expect(Set(findings.map(\.code)) == codes)
        #expect(try firm.rows("SELECT source_id FROM entry") == [["T1"]])
        #expect(try firm.count("document") == 0)
    }

    @Test func everythingThatIsWrongWithTheFolderIsReportedInOneRun() throws {
        let firm = try SmallFirm([
            "firm.yaml": "name: Roe\npapr: a4\n",
            "clients.csv": "id,name,currency\nC1,Acme,dollar\nC2,Beta,\n",
            "matters.csv": "id,client,name,arrangement\nM1,C1,Lease,monthly\n",
            "rates.csv": "effective,timekeeper,rate\nsoon,JRO,400.00\n",
        ])
        let codes: Set<Diagnostic.Code> = [
            .settingUnknown, .currencyUnknown, .arrangementUnknown, .dateUnreadable,
        ]
        #expect(Set(try firm.findings().map(\.code)) == codes)
    }

    /// What a run says and what it then does must agree: a warning holds nothing up.
    @Test func aCheckFindsWhatARunWouldAndWritesNothing() throws {
        let firm = try SmallFirm(inbox: ["time,T1,2025-12-31,M1,JRO,1.0,Draft,,"])
        let report = try CheckRun(workspace: try firm.workspace()).run(
            Selection(date: day("2026-10-31")))
        #expect(report.diagnostics.map(\.code) == [.rateMissing])
        for table in ["entry", "export", "document"] {
            #expect(try firm.count(table) == 0)
        }
        #expect(firm.folder.files(endingIn: ".pdf") == [])
    }

    @Test func headingsOverEntriesArePointedOut() throws {
        var fault = Fault(
            .rowHeading, .note, in: "inbox/b.csv",
            "Day,Job,Length,Remark\nJane Roe,,,\n2026-10-05,M1,1:00,Privileged words\n", at: "2",
            says: "lines 2", advises: "heading", isLoaded: true)
        fault.files["profiles/own.yaml"] = """
            known-by: [Day, Job, Length]
            columns: {date: Day, matter: Job, hours: Length, narrative: Remark}
            carried: timekeeper
            """
        let firm = try SmallFirm(fault.files)
        try expect(fault, in: try firm.findings(), of: firm)
    }

    // MARK: All of them

    /// A code that is added gets a case here, or a line saying why it has none.
    @Test func everyCodeHasACase() {
        let elsewhere: Set<Diagnostic.Code> = [
            // A row of more than 64 MB: with a lower limit in CSVReaderTests, whole in HostileTests.
            .rowTooLong,
            .fileNotUTF8, .encodingAssumed, .matterAmbiguous, .phaseUnknown, .fontMissing,
            .languageUnknown,
            .filterUnknown, .rowHeading, .entryChanged, .alreadyBilled, .registerDiffers,
            .clockUncertain, .rowsSetAside, .manyFaults, .eventIncomplete, .priceNeverDue,
            .offerTaken, .offerDiffers, .paymentCodeLeftOut,
            // Of worksheets: in WorksheetGalleryTests and WorksheetFileTests.
            .proformaUnknown, .lineUnknown, .shownChanged, .markupUnreadable, .markupMisplaced,
            .markupContradictory, .markedTwice, .actionUnavailable, .worksheetKept,
            // EditRunTests
            .editRefused, .proformaSuperseded,
            // In LeavingOutTests, ApprovalTests and ProformaStatusTests.
            .leftOut, .notApproved, .approvalOutdated,
            .proformaClosed, .proformaEdited,
            // In CorrectionGalleryTests
            .invoiceUnknown, .invoiceCredited, .notCorrectable, .creditTooEarly, .nothingToCorrect,
            .nothingLeft, .lineNotOnInvoice, .creditUnapplied,
            // LetterGalleryTests
            .letterUnknown, .letterUnfilled, .accountEmpty, .remindersUnset,
            // VerifyGalleryTests
            .ledgerDamaged, .journalBroken, .rowInserted, .rowRemoved, .rowAltered,
            .postingsUnbalanced, .documentDiffers, .numberMissing, .bytesDiffer,
        ]
        let shown = Set((Self.exports + Self.registers + Self.settings).map(\.code))
        let missing = Set(Diagnostic.Code.allCases).subtracting(shown).subtracting(elsewhere)
        #expect(missing == [])
    }
}
