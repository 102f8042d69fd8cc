import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// A firm whose pro formas are out, and what comes back.
struct ReturnedWorksheets {
    static let work = [
        "time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,",
        "time,T2,2026-10-06,M1,BSM,0.5,\"Proofread lease, und prüfen\",,",
        "time,T3,2026-10-13,M1,JRO,0.8,Call with landlord; write to tenant,,",
        "cost,K1,2026-10-08,M1,,,Filing fee,,125.00",
        "time,T4,2026-10-07,M3,JRO,2.0,Review accounts,,",
        "time,T5,2026-10-07,M4,BSM,1.0,Read judgment,,",
    ]

    let firm: SmallFirm

    init(_ changes: [String: String] = [:], rows: [String] = work) throws {
        firm = try SmallFirm(changes, inbox: rows)
        try firm.load()
        try firm.run(.proforma)
    }

    static let sheets = "Output/2026-10-31/proforma/"
    static let acme = sheets + "C1 Acme Holdings/PF-001-v1 M1 Lease worksheet.csv"
    static let beta = sheets + "C2 Beta LLC/PF-002-v1 all matters worksheet.csv"
    static let all = sheets + "by attorney/no attorney worksheet.csv"

    func sheet(_ name: String = acme) throws -> SavedWorksheet {
        try SavedWorksheet(firm.path + "/" + name)
    }

    func read(_ name: String) throws -> (requests: [MarkRequest], diagnostics: [Diagnostic]) {
        let workspace = try firm.workspace()
        return try workspace.ledger.read { transaction throws(EnvironmentError) in
            try workspace.readWorksheet(firm.path + "/" + name, in: transaction)
        }
    }

    /// Saves a sheet as `back.csv` and reads it.
    func read(
        _ sheet: SavedWorksheet, _ dialect: SavedWorksheet.Dialect = SavedWorksheet.asWritten
    ) throws -> (requests: [MarkRequest], diagnostics: [Diagnostic]) {
        try sheet.save(dialect, to: firm.path + "/back.csv")
        return try read("back.csv")
    }

    /// The marks of one row of the lease.
    func marks(_ narrative: String, _ cells: [String: String]) throws -> [MarkRequest.Mark] {
        var sheet = try sheet()
        try sheet.fill(narrative, cells)
        let (requests, diagnostics) = try read(sheet)
        #expect(diagnostics == [])
        return requests.map(\.mark)
    }

    func matterMarks(_ cells: [String: String]) throws -> [MatterChange] {
        var sheet = try sheet()
        try sheet.fillMatter("M1 Lease", cells)
        let (requests, diagnostics) = try read(sheet)
        #expect(diagnostics == [])
        guard case .matter(_, let changes)? = requests.first?.mark else { return [] }
        return changes
    }
}

@Suite struct WorksheetTests {
    // MARK: What is written

    @Test func aRowShowsWhatTheProformaShowsAndWaitsForMarks() throws {
        let firm = try ReturnedWorksheets()
        let bytes = try firm.firm.folder.read(ReturnedWorksheets.acme)
        #expect(Array(bytes.prefix(3)) == [0xEF, 0xBB, 0xBF])
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!text.replacingOccurrences(of: "\r\n", with: "").contains("\n"))
        let sheet = try firm.sheet()
        #expect(
            sheet.header == [
                "line", "proforma", "matter", "date", "timekeeper", "narrative", "hours", "rate",
                "amount", "new hours", "new rate", "new amount", "new narrative", "action", "with",
                "reason", "who",
            ])
        // 1.50 + 0.50 + 0.80 hours; 600.00 + 166.68 (166.675) + 320.00 of fees.
        let blank = [String](repeating: "", count: 8)
        #expect(
            sheet.rows[0] == ["matter", "PF-001 v1", "M1 Lease", "", "", "", "2.80", "", "1086.68"]
                + blank)
        let second = LineID(EntryKey(2)).text
        #expect(
            sheet.rows[2] == [
                "#" + second, "PF-001 v1", "M1 Lease", "2026-10-06", "BSM Bob Smith",
                "Proofread lease, und prüfen", "0.50", "333.35", "166.68",
            ] + blank)
        #expect(sheet[4, "narrative"] == "Filing fee" && sheet[4, "amount"] == "125.00")
        #expect(sheet[4, "hours"] == "" && sheet[4, "rate"] == "")
    }

    @Test func theAttorneysSheetHasTheRowsOfAllItsProformas() throws {
        let firm = try ReturnedWorksheets()
        let rows = try firm.sheet(ReturnedWorksheets.all).rows
        #expect(
            rows == (try firm.sheet().rows) + (try firm.sheet(ReturnedWorksheets.beta).rows))
        #expect(
            rows.map { $0[1] } == Array(repeating: "PF-001 v1", count: 5)
                + Array(repeating: "PF-002 v1", count: 4))
    }

    /// Ids that a spreadsheet would take for numbers or days, like 23E4, 4MAR and 2345.
    @Test func noLineIdIsANumberOrADayToASpreadsheet() throws {
        let firm = try ReturnedWorksheets()
        let ids = try firm.sheet(ReturnedWorksheets.all).rows.map { $0[0] }
        #expect(ids.allSatisfy { $0 == "matter" || $0.hasPrefix("#") })
    }

    @Test func narrativesThatLookLikeFormulasAreGuardedAndComeBackUnguarded() throws {
        let dangerous = [
            "=HYPERLINK(\"http://evil.example\",\"x\")", "+1 call", "-", "@SUM(A1)", "'=quoted",
            "＝1+1", "=\u{338}not equal",
        ]
        let rows = dangerous.enumerated().map { index, text in
            let cell = text.replacingOccurrences(of: "\"", with: "\"\"")
            return "time,T\(index),2026-10-05,M1,JRO,1.0,\"\(cell)\",,"
        }
        let firm = try ReturnedWorksheets(rows: rows)
        let sheet = try firm.sheet()
        for row in sheet.rows {
            for cell in row {
                let first = cell.unicodeScalars.first
                #expect(first.map { !"=+-@＝＋－＠".unicodeScalars.contains($0) } ?? true, "\(cell)")
            }
        }
        for dialect in SavedWorksheet.dialects {
            let (requests, diagnostics) = try firm.read(sheet, dialect)
            #expect(requests == [], "\(dialect)")
            #expect(diagnostics.filter { $0.severity == .error } == [], "\(dialect)")
        }
    }

    // MARK: What comes back

    @Test func aSheetLeftAloneAsksForNothing() throws {
        let firm = try ReturnedWorksheets()
        for name in [ReturnedWorksheets.acme, ReturnedWorksheets.beta, ReturnedWorksheets.all] {
            let (requests, diagnostics) = try firm.read(name)
            #expect(requests == [] && diagnostics == [])
        }
    }

    /// One worksheet with every kind of mark, saved by each spreadsheet, says the same.
    @Test(arguments: SavedWorksheet.dialects)
    func whateverSpreadsheetSavedItTheMarksAreTheSame(dialect: SavedWorksheet.Dialect) throws {
        let firm = try ReturnedWorksheets()
        var sheet = try firm.sheet(ReturnedWorksheets.all)
        let date = "2026-12-05"
        try sheet.fill("Draft lease", ["new hours": "1.20", "reason": "Agreed", "who": "JRO"])
        try sheet.fill(
            "Proofread lease, und prüfen", ["action": "Hold", "with": date, "reason": "Später"])
        try sheet.fill(
            "Call with landlord; write to tenant",
            [
                "action": "divide", "new hours": "0.30 + 0.50",
                "new narrative": "Call with landlord | Write to tenant",
            ])
        try sheet.fill("Filing fee", ["new amount": "100.50"])
        try sheet.fill("Review accounts", ["action": "Transfer", "with": "Appeal"])
        try sheet.fill("Read judgment", ["action": "N/C"])
        try sheet.fillMatter("M3 Audit", ["action": "discount", "with": "10%"])
        let (requests, diagnostics) = try firm.read(sheet, dialect)
        #expect(diagnostics.filter { $0.code != .encodingAssumed } == [])
        let (lease, other) = (
            ProformaVersion(number: "PF-001", version: 1),
            ProformaVersion(number: "PF-002", version: 1)
        )
        let parts = [
            LinePart(hours: hours(30), narrative: "Call with landlord"),
            LinePart(hours: hours(50), narrative: "Write to tenant"),
        ]
        #expect(
            requests.map(\.mark) == [
                .line(try sheet.id("Draft lease"), [.hours(to: hours(120))]),
                .line(
                    try sheet.id("Proofread lease, und prüfen"), [.hold(until: day("2026-12-05"))]),
                .line(
                    try sheet.id("Call with landlord; write to tenant"), [.divide(into: parts)]),
                .line(try sheet.id("Filing fee"), [.amount(to: usd(100_50))]),
                .matter(MatterID("M3"), [.discountPercent(Percent(thousandths: 10_000))]),
                .line(try sheet.id("Review accounts"), [.transfer(to: MatterID("M4"))]),
                .line(try sheet.id("Read judgment"), [.noCharge]),
            ])
        #expect(requests.map(\.proforma) == [lease, lease, lease, lease, other, other, other])
        #expect(requests[0].reason == "Agreed" && requests[0].decidedBy == "JRO")
        #expect(requests[1].reason == "Später" && requests[1].decidedBy == nil)
        #expect(requests[0].place == Place(file: "back.csv", line: 3, column: 1))
    }

    @Test func rowsMayBeSortedAndDeletedAndColumnsMovedAndRenamedInCase() throws {
        let firm = try ReturnedWorksheets()
        var sheet = try firm.sheet()
        try sheet.fill("Filing fee", ["action": "write-off"])
        let id = try sheet.id("Filing fee")
        sheet.reorder { rows in
            rows.reverse()
            rows.removeLast(2)
        }
        sheet.reverseColumns()
        sheet.rename("new hours", to: "New_Hours")
        let (requests, diagnostics) = try firm.read(sheet)
        #expect(requests.map(\.mark) == [.line(id, [.writeOff])])
        #expect(diagnostics == [])
    }

    @Test func aRowWrittenByHandNeedsNoMoreThanTheLineAndTheProforma() throws {
        let firm = try ReturnedWorksheets()
        var sheet = try firm.sheet()
        let id = try sheet.id("Draft lease")
        sheet.reorder { $0.removeAll() }
        sheet.add([id.text.lowercased(), "PF-001 v1"] + [String](repeating: "", count: 15))
        sheet[0, "new rate"] = "350"
        #expect(try firm.read(sheet).requests.map(\.mark) == [.line(id, [.rate(to: usd(350_00))])])
    }

    /// A column of sums beneath, or figures copied to the columns for new ones, change nothing.
    @Test func whatIsAsItWasShownIsNoChange() throws {
        let firm = try ReturnedWorksheets()
        var sheet = try firm.sheet()
        for row in sheet.rows.indices where sheet[row, "line"] != "matter" {
            if sheet[row, "hours"] != "" { sheet[row, "new hours"] = sheet[row, "hours"] }
            sheet[row, "new narrative"] = sheet[row, "narrative"]
        }
        sheet.add(
            ["", "", "", "", "", "Total", "2.80", "", "1211.68"] + [String](repeating: "", count: 8)
        )
        let (requests, diagnostics) = try firm.read(sheet)
        #expect(requests == [] && diagnostics == [])
    }

    // MARK: Each action

    @Test func actionsAreTakenInTheWordsOfTheTrade() throws {
        let firm = try ReturnedWorksheets()
        let id = try firm.sheet().id("Draft lease")
        let other = try firm.sheet().id("Call with landlord; write to tenant")
        let words: [(String, String, LineChange)] = [
            ("no charge", "", .noCharge), ("NO-CHARGE", "", .noCharge), ("n/c", "", .noCharge),
            ("Write off", "", .writeOff), ("w/o", "", .writeOff), ("exclude", "", .exclude),
            ("hold", "", .hold(until: nil)), ("Hold", "open", .hold(until: nil)),
            ("hold", "2026-11-30", .hold(until: day("2026-11-30"))),
            ("transfer", "m2", .transfer(to: MatterID("M2"))),
            ("move", "Merger", .transfer(to: MatterID("M2"))),
            ("Transfer", "M2 Merger", .transfer(to: MatterID("M2"))),
            ("combine", "#" + other.text.lowercased(), .combine(with: other)),
            ("Merge", other.text, .combine(with: other)), ("restore", "", .restore),
        ]
        for (action, with, change) in words {
            let marks = try firm.marks("Draft lease", ["action": action, "with": with])
            #expect(marks == [.line(id, [change])], "\(action) \(with)")
        }
    }

    @Test func figuresAndNarrativesGoTogether() throws {
        let firm = try ReturnedWorksheets()
        let marks = try firm.marks(
            "Draft lease",
            ["new hours": "1:12", "new rate": "USD 350.00", "new narrative": "Draft the lease"])
        #expect(
            marks == [
                .line(
                    try firm.sheet().id("Draft lease"),
                    [
                        .hours(to: hours(120)), .rate(to: usd(350_00)),
                        .narrative(to: "Draft the lease"),
                    ])
            ])
    }

    @Test func partsWithoutNarrativesKeepTheLines() throws {
        let firm = try ReturnedWorksheets()
        let marks = try firm.marks(
            "Draft lease", ["action": "divide", "new hours": "0.50 + 0.60 + 0.40"])
        let parts = [50, 60, 40].map { LinePart(hours: hours($0), narrative: "Draft lease") }
        #expect(marks == [.line(try firm.sheet().id("Draft lease"), [.divide(into: parts)])])
    }

    @Test func aWholeMatterIsMarkedInItsRow() throws {
        let firm = try ReturnedWorksheets()
        let cases: [([String: String], [MatterChange])] = [
            (
                ["action": "Discount", "with": "12,5 %"],
                [.discountPercent(Percent(thousandths: 12_500))]
            ),
            (["action": "discount", "with": "500"], [.discountAmount(usd(500_00))]),
            (["action": "discount", "with": "USD 10"], [.discountAmount(usd(10_00))]),
            (["new amount": "1,000.00"], [.fees(to: usd(1_000_00))]),
            (["action": "set fees", "with": "1000"], [.fees(to: usd(1_000_00))]),
            (["new narrative": "With thanks."], [.note("With thanks.")]),
            (["action": "cover note", "with": "With thanks."], [.note("With thanks.")]),
            (["action": "hold"], [.hold(until: nil)]),
            (["action": "terms", "with": "60 days"], [.terms("60 days")]),
            (["action": "template", "with": "Standard"], [.template("standard")]),
            (["action": "bill-to", "with": "Beta LLC"], [.billTo(ClientID("C2"))]),
            (["action": "bill to", "with": "C1"], []),
            (["action": "restore"], [.restore]),
            (
                ["action": "terms", "with": "60 days", "new amount": "900", "new narrative": "Hi"],
                [.terms("60 days"), .fees(to: usd(900_00)), .note("Hi")]
            ),
        ]
        for (cells, changes) in cases {
            #expect(try firm.matterMarks(cells) == changes, "\(cells)")
        }
    }

    @Test func aMatterHasARowForEachFurtherMark() throws {
        let firm = try ReturnedWorksheets()
        var sheet = try firm.sheet()
        try sheet.fillMatter("M1 Lease", ["action": "terms", "with": "60 days"])
        sheet.add(sheet.rows[0])
        sheet[sheet.rows.count - 1, "action"] = "template"
        sheet[sheet.rows.count - 1, "with"] = "standard"
        let (requests, diagnostics) = try firm.read(sheet)
        #expect(diagnostics == [])
        #expect(
            requests.map(\.mark) == [
                .matter(MatterID("M1"), [.terms("60 days")]),
                .matter(MatterID("M1"), [.template("standard")]),
            ])
    }

    // MARK: Large

    @Test func thousandsOfRowsComeBackWhole() throws {
        let rows = (0..<3_000).map {
            "time,T\($0),2026-10-\($0 % 28 < 9 ? "0" : "")\($0 % 28 + 1),M1,JRO,0.5,Step \($0),,"
        }
        let firm = try ReturnedWorksheets(rows: rows)
        var sheet = try firm.sheet()
        #expect(sheet.rows.count == 3_001)
        for row in sheet.rows.indices.dropFirst() { sheet[row, "new hours"] = "0.40" }
        let (requests, diagnostics) = try firm.read(sheet, SavedWorksheet.dialects[1])
        #expect(diagnostics == [])
        #expect(requests.count == 3_000)
        let lines = requests.compactMap {
            if case .line(let id, [.hours(to: hours(40))]) = $0.mark { id } else { nil }
        }
        #expect(Set(lines).count == 3_000)
    }
}
