import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// One fault in a worksheet that came back, and what a person is told about it.
struct MarkFault: Sendable, CustomTestStringConvertible {
    var code: Diagnostic.Code
    var severity = Diagnostic.Severity.error
    /// The row that is filled in: that of a line by its narrative, or of the matter.
    var row: String
    var cells: [String: String]
    /// The column that the report points to.
    var column: String
    var says: String
    var advises: String

    var testDescription: String { "\(code.rawValue) at \(column): \(cells)" }

    init(
        _ code: Diagnostic.Code, as severity: Diagnostic.Severity = .error, row: String = "Draft",
        _ cells: [String: String], at column: String, says: String, advises: String
    ) {
        self.code = code
        self.severity = severity
        self.row = row
        self.cells = cells
        self.column = column
        self.says = says
        self.advises = advises
    }
}

@Suite struct WorksheetGalleryTests {
    private static let rows = [
        "time,T1,2026-10-05,M1,JRO,1.5,Draft,,", "time,T2,2026-10-06,M1,BSM,0.5,Privileged,,",
        "cost,K1,2026-10-08,M1,,,Fee,,125.00",
    ]

    static let ofRows: [MarkFault] = [
        // 2222 is a right id, of an entry that no ledger has.
        MarkFault(
            .lineUnknown, ["line": "#2222"], at: "line", says: "\"#2222\" is not on PF-001 v1",
            advises: "the pro forma that this row names"),
        MarkFault(
            .lineUnknown, ["line": "#2223"], at: "line", says: "\"#2223\" is not a line id",
            advises: "last character"),
        MarkFault(
            .proformaUnknown, ["proforma": "PF-009 v1"], at: "proforma", says: "\"PF-009 v1\"",
            advises: "another firm"),
        MarkFault(
            .proformaUnknown, ["proforma": "PF-001"], at: "proforma", says: "number and version",
            advises: "PF-00012 v1"),
        MarkFault(
            .cellBlank, ["proforma": "", "action": "n/c"], at: "proforma", says: "no pro forma",
            advises: "number and version"),
        MarkFault(
            .shownChanged, ["hours": "1.20"], at: "hours",
            says: "\"1.20\" is not what was shown as hours (1.50)", advises: "\"new hours\""),
        MarkFault(
            .shownChanged, ["amount": ""], at: "amount", says: "(600.00) is gone",
            advises: "\"new amount\""),
        MarkFault(
            .shownChanged, row: "Fee", ["hours": "1.00"], at: "hours",
            says: "nothing was shown as hours, and here stands \"1.00\"", advises: "put it back"),
        MarkFault(
            .shownChanged, row: "Privileged", ["narrative": "Privileged as well"], at: "narrative",
            says: "the narrative is not the one that was shown", advises: "\"new narrative\""),
        MarkFault(
            .shownChanged, ["date": "2026-10-06"], at: "date", says: "\"2026-10-06\"",
            advises: "sort whole rows"),
        MarkFault(
            .shownChanged, ["matter": "M2 Merger"], at: "matter", says: "\"M2 Merger\"",
            advises: "transfer"),

        MarkFault(
            .wordUnknown, ["action": "no chrge"], at: "action", says: "\"no chrge\"",
            advises: "did you mean \"no charge\""),
        MarkFault(
            .markupMisplaced, ["action": "1.2"], at: "action", says: "\"1.2\" is a figure",
            advises: "\"new hours\""),
        MarkFault(
            .markupMisplaced, ["action": "hold until December"], at: "action",
            says: "an action and more", advises: "write hold under \"action\""),
        MarkFault(
            .markupMisplaced, ["new hours": "n/c"], at: "new hours", says: "\"n/c\" is an action",
            advises: "under \"action\""),
        MarkFault(
            .markupMisplaced, ["new amount": "write off"], at: "new amount", says: "an action",
            advises: "under \"action\""),
        MarkFault(
            .markupMisplaced, ["with": "2026-12-01"], at: "with", says: "beside no action",
            advises: "write an action"),
        MarkFault(
            .markupMisplaced, ["action": "exclude", "with": "M2"], at: "with",
            says: "needs no \"M2\"", advises: "clear"),
        MarkFault(
            .markupMisplaced, row: "Fee", ["new rate": "5"], at: "new rate", says: "is a cost",
            advises: "\"new amount\""),
        MarkFault(
            .markupMisplaced, as: .warning, ["reason": "As agreed"], at: "reason",
            says: "marks nothing", advises: "nothing is to change"),
        MarkFault(
            .markupContradictory, ["action": "no charge", "new hours": "1.0"], at: "new hours",
            says: "\"no charge\" and \"new hours\"", advises: "keep one"),
        MarkFault(
            .markupContradictory, ["action": "w/o", "new narrative": "Privileged"],
            at: "new narrative", says: "\"write off\" and \"new narrative\"", advises: "keep one"),
        MarkFault(
            .markupContradictory, ["new rate": "300", "new amount": "400"], at: "new amount",
            says: "\"new rate\" and \"new amount\"", advises: "keep one"),
        MarkFault(
            .markupContradictory,
            ["action": "divide", "new hours": "0.5 + 1.0", "new narrative": "Privileged"],
            at: "new narrative", says: "2 parts, and 1 narrative", advises: "\" | \""),
        MarkFault(
            .durationUnreadable, ["action": "divide", "new hours": "1.50"], at: "new hours",
            says: "not two parts", advises: "0.30 + 0.50"),
        MarkFault(
            .durationDiffers, as: .warning, ["action": "divide", "new hours": "0.5 + 0.4"],
            at: "new hours", says: "0.90 hours, and the line shows 1.50", advises: "is meant"),
        MarkFault(
            .markupUnreadable, ["new narrative": "#NAME?"], at: "new narrative",
            says: "\"#NAME?\"", advises: "apostrophe"),

        MarkFault(
            .cellBlank, ["action": "transfer"], at: "with", says: "needs the matter",
            advises: "like M2"),
        MarkFault(
            .cellBlank, ["action": "combine"], at: "with", says: "needs another line",
            advises: "#28MX"),
        MarkFault(
            .cellBlank, ["action": "divide"], at: "new hours", says: "needs the hours",
            advises: "0.30 + 0.50"),
        MarkFault(
            .matterUnknown, ["action": "transfer", "with": "Leese"], at: "with",
            says: "\"Leese\"", advises: "did you mean Lease (M1)"),
        MarkFault(
            .lineUnknown, ["action": "combine", "with": "2223"], at: "with", says: "\"2223\"",
            advises: "slip"),
        MarkFault(
            .dateUnreadable, ["action": "hold", "with": "soon"], at: "with", says: "\"soon\"",
            advises: "2026-10-31"),
        MarkFault(
            .dateAmbiguous, ["action": "hold", "with": "11/12/2026"], at: "with",
            says: "day first or with the month first", advises: "year-month-day"),
        MarkFault(
            .durationUnreadable, ["new hours": "1.255"], at: "new hours",
            says: "more decimals than are billed (2)", advises: "round"),
        MarkFault(
            .durationUnreadable, ["new hours": "some"], at: "new hours", says: "\"some\"",
            advises: "1.50"),
        MarkFault(
            .hoursNegative, ["new hours": "-1"], at: "new hours", says: "\"-1\"", advises: ""),
        MarkFault(
            .amountUnreadable, ["new rate": "half"], at: "new rate", says: "\"half\"",
            advises: "1050.50"),
        MarkFault(
            .currencyDiffers, ["new rate": "EUR 300"], at: "new rate", says: "in EUR",
            advises: "correct it"),
        MarkFault(
            .amountNegative, ["new amount": "-5"], at: "new amount", says: "\"-5\"",
            advises: "zero or more"),

        MarkFault(
            .actionUnavailable, ["action": "discount", "with": "10 %"], at: "action",
            says: "for a matter as a whole", advises: "\"matter\" under \"line\""),
        MarkFault(
            .actionUnavailable, ["action": "transfer", "with": "Lease"], at: "with",
            says: "on matter M1 already", advises: "another matter"),
        MarkFault(
            .actionUnavailable, ["action": "hold", "with": "2026-10-31"], at: "with",
            says: "no later than the pro forma", advises: "or open"),
        MarkFault(
            .actionUnavailable, row: "Fee", ["action": "divide", "new hours": "1 + 2"],
            at: "action", says: "a cost cannot be divided", advises: "whole"),
        MarkFault(
            .currencyDiffers, ["action": "transfer", "with": "M9"], at: "with",
            says: "M9 is billed in EUR", advises: "record it anew"),
    ]

    static let ofMatters: [MarkFault] = [
        MarkFault(
            .actionUnavailable, row: "matter", ["action": "n/c"], at: "action",
            says: "for a line, not for a matter", advises: "rows of the lines"),
        MarkFault(
            .markupMisplaced, row: "matter", ["new hours": "2"], at: "new hours",
            says: "no \"new hours\"", advises: "rows of the lines"),
        MarkFault(
            .cellBlank, row: "matter", ["action": "discount"], at: "with", says: "percentage",
            advises: "10 % or 500.00"),
        MarkFault(
            .markupUnreadable, row: "matter", ["action": "discount", "with": "10"], at: "with",
            says: "a percentage or an amount", advises: "10 %, or USD 10"),
        MarkFault(
            .numberUnreadable, row: "matter", ["action": "discount", "with": "110 %"], at: "with",
            says: "\"110 %\"", advises: "12.5 %"),
        MarkFault(
            .markupContradictory, row: "matter",
            ["action": "discount", "with": "10 %", "new amount": "500"], at: "new amount",
            says: "\"discount\" and \"new amount\"", advises: "keep one"),
        MarkFault(
            .templateUnknown, row: "matter", ["action": "template", "with": "moderne"], at: "with",
            says: "\"moderne\"", advises: "modern"),
        MarkFault(
            .clientUnknown, row: "matter", ["action": "bill to", "with": "Betta LLC"], at: "with",
            says: "\"Betta LLC\"", advises: "did you mean Beta LLC (C2)"),
        MarkFault(
            .markupContradictory, row: "matter", ["action": "restore", "new amount": "5"],
            at: "new amount", says: "\"restore\" and \"new amount\"", advises: "keep one"),
    ]

    private func firm() throws -> ReturnedWorksheets {
        try ReturnedWorksheets(
            [
                "clients.csv": "id,name,currency\nC1,Acme Holdings,\nC2,Beta LLC,\nC3,Gamma,EUR\n",
                "matters.csv": "id,client,name,arrangement\nM1,C1,Lease,hourly\n"
                    + "M2,C1,Merger,hourly\nM9,C3,Appeal,hourly\n",
            ], rows: Self.rows)
    }

    @Test func everyFaultIsReportedWithItsPlaceTheFaultyCellAndARemedy() throws {
        let firm = try firm()
        let plain = try firm.sheet()
        for fault in Self.ofRows + Self.ofMatters {
            var sheet = plain
            let row = try fault.row == "matter" ? 0 : sheet.row(fault.row)
            for (column, text) in fault.cells { sheet[row, column] = text }
            let (requests, diagnostics) = try firm.read(sheet)
            let found = try #require(
                diagnostics.first { $0.code == fault.code && $0.severity == fault.severity },
                "\(fault): \(diagnostics)")
            // No cell of these sheets is quoted: each takes its letters and the comma behind it.
            let index = try #require(sheet.header.firstIndex(of: fault.column))
            let column = sheet.rows[row][..<index].reduce(1) { $0 + $1.count + 1 }
            #expect(
                found.place == Place(file: "back.csv", line: row + 2, column: column), "\(fault)")
            #expect(found.fact.contains(fault.says), "\(found.fact)")
            let remedy = found.remedy ?? ""
            #expect(
                !remedy.isEmpty && remedy.contains(fault.advises) || fault.advises == "", "\(found)"
            )
            #expect(!(found.fact + remedy).contains("Privileged"))
            #expect(diagnostics.count == 1, "\(fault): \(diagnostics)")
            if fault.severity == .error { #expect(requests == [], "\(fault)") }
        }
    }

    @Test func linesThatCannotBeCombinedAreTold() throws {
        let firm = try firm()
        var sheet = try firm.sheet()
        let (draft, other, fee) = (
            try sheet.id("Draft"), try sheet.id("Privileged"), try sheet.id("Fee")
        )
        for (target, says) in [
            (draft, "itself"), (other, "line \(other) is of BSM, and this one of JRO"),
            (fee, "costs cannot be combined"),
        ] {
            try sheet.fill("Draft", ["action": "combine", "with": target.text])
            let found = try firm.read(sheet).diagnostics
            #expect(found.map(\.code) == [.actionUnavailable])
            #expect(found.first?.fact.contains(says) == true, "\(found)")
        }
    }

    // MARK: Rows that do not go together

    @Test func aLineThatIsMarkedInTwoRowsIsTold() throws {
        let firm = try firm()
        var sheet = try firm.sheet()
        try sheet.fill("Draft", ["new hours": "1.2"])
        sheet.add(sheet.rows[1])
        sheet[4, "new hours"] = "1.3"
        let found = try firm.read(sheet).diagnostics
        #expect(found.map(\.code) == [.markedTwice])
        #expect(found.first?.place == Place(file: "back.csv", line: 6, column: 1))
        #expect(found.first?.fact.contains("is marked in line 3 already") == true)
    }

    @Test func marksOfAMatterThatContradictEachOtherAreTold() throws {
        let firm = try firm()
        var sheet = try firm.sheet()
        sheet.add(sheet.rows[0])
        sheet.add(sheet.rows[0])
        sheet[0, "new amount"] = "500"
        (sheet[4, "action"], sheet[4, "with"]) = ("discount", "10 %")
        (sheet[5, "action"], sheet[5, "with"]) = ("set fees", "600")
        let found = try firm.read(sheet).diagnostics
        // The fees and the discount, the fees twice, and the discount with the second fees.
        #expect(found.map(\.code) == [.markupContradictory, .markedTwice, .markupContradictory])
        #expect(found.map(\.place?.line) == [6, 7, 7])
    }

    @Test func aLineThatOthersGoToMayNotGoItself() throws {
        let firm = try ReturnedWorksheets()
        var sheet = try firm.sheet()
        let id = try sheet.id("Draft lease")
        try sheet.fill("Draft lease", ["action": "write off"])
        try sheet.fill(
            "Call with landlord; write to tenant", ["action": "combine", "with": id.text])
        let found = try firm.read(sheet).diagnostics
        #expect(found.map(\.code) == [.markupContradictory])
        #expect(found.first?.fact.contains("in line 3: write off") == true, "\(found)")
    }

    // MARK: The file

    @Test func everythingThatIsWrongWithAWorksheetIsReportedInOneRun() throws {
        let firm = try firm()
        var sheet = try firm.sheet()
        try sheet.fill("Draft", ["new hours": "lots", "new rate": "more", "hours": "1"])
        try sheet.fill("Privileged", ["action": "transfer", "line": "ABCD"])
        try sheet.fill("Fee", ["action": "transfer", "with": "Nowhere"])
        sheet.addColumn("remark")
        let codes = try firm.read(sheet).diagnostics.map(\.code)
        #expect(
            Set(codes) == [
                .durationUnreadable, .amountUnreadable, .shownChanged, .lineUnknown,
                .matterUnknown, .columnUnknown,
            ])
    }

    @Test func aFileThatIsNoWorksheetIsTold() throws {
        let firm = try firm()
        for (text, code) in [
            ("", Diagnostic.Code.fileEmpty),
            ("date,matter,hours\n2026-10-05,M1,1\n", .columnMissing),
            ("line,proforma,line\n#2222,PF-001 v1,\n", .columnRepeated),
        ] {
            try firm.firm.folder.write(text, to: "back.csv")
            let (requests, found) = try firm.read("back.csv")
            #expect(requests == [] && found.contains { $0.code == code }, "\(found)")
        }
        let error = #expect(throws: EnvironmentError.self) { try firm.read("gone.csv") }
        #expect(error?.subject == "gone.csv")
    }

    /// A column sorted by itself moves what was shown in every row.
    @Test func whatChangedInManyRowsIsToldInAFew() throws {
        let rows = (0..<100).map { "time,T\($0),2026-10-05,M1,JRO,1.\($0 % 9 + 1),Step \($0),," }
        let firm = try ReturnedWorksheets(rows: rows)
        var sheet = try firm.sheet()
        let narratives = sheet.rows.dropFirst().map { $0[5] }
        for (row, narrative) in zip(1..., narratives.dropFirst() + narratives.prefix(1)) {
            sheet[row, "narrative"] = narrative
        }
        let (requests, found) = try firm.read(sheet)
        #expect(requests == [])
        #expect(found.count { $0.code == .shownChanged } == 20)
        #expect(found.last?.code == .manyFaults && found.last?.fact.contains("80 more") == true)
    }

    @Test func aRemarkBesideTheTableIsTold() throws {
        let firm = try firm()
        var sheet = try firm.sheet()
        sheet.addColumn("")
        sheet[1, ""] = "please check"
        let (requests, found) = try firm.read(sheet)
        #expect(requests == [] && found.map(\.code) == [.columnUnknown])
        #expect(found.first?.severity == .warning && found.first?.place?.line == 3)
    }
}
