import Billing
import Foundation
import Loading
import Testing

/// Exports of time trackers, in the shapes in which their programs write them.
@Suite struct TrackerProfileTests {
    struct Shape: Sendable, CustomTestStringConvertible {
        var profile: String
        var header: String
        var row: String
        var date = "2026-01-21"
        var seconds = 5_400
        var disposition = Disposition.billable
        var narrative = "Call"
        var rate: Int?
        var matter = "C0001-01"

        var testDescription: String { "\(profile): \(header.prefix(60)) \(row.suffix(40))" }
    }

    static let togglOld =
        "\u{FEFF}User,Email,Client,Project,Task,Description,Billable,Start date,Start time,"
        + "End date,End time,Duration,Tags,Amount (USD)"
    static let clockifyOld =
        "\"Project\",\"Client\",\"Description\",\"Task\",\"User\",\"Group\",\"Email\",\"Tags\","
        + "\"Billable\",\"Start Date\",\"Start Time\",\"End Date\",\"End Time\",\"Duration (h)\","
        + "\"Duration (decimal)\",\"Billable Rate (USD)\",\"Billable Amount (USD)\""
    static let clockifyNew =
        "Project,Client,Description,Activity,User,Email,Tags,Type,Billable,Invoiced,Invoice ID,"
        + "Start Date,Start Time,End Date,End Time,Duration (decimal),Duration (h),"
        + "Billable Rate (USD),Billable Amount (USD),Colour"
    static let kimai =
        "Date,From,To,Duration,Currency,Price,Internal price,Hourly price,Fixed price,Name,User,"
        + "E-mail,Staff number,Customer,Project,Activity,Description,Billable,Tags,Type"
    static let kimaiGerman =
        "Datum;Von;Bis;Dauer;Währung;Preis;Stundenlohn;Festpreis;Name;Benutzer;Kunde;Projekt;"
        + "Tätigkeit;Beschreibung;Abrechenbar"
    static let tmetric =
        "\u{FEFF}Day,User,Time Entry,Project,Project Code,Client,Tags,Work Type,Start Time,End Time,"
        + "Duration,Billable Amount,Billable Currency"
    static let timesolv =
        "Entry ID,Date,Client,Project ID,Invoice Number,Timekeeper,Professional Type,Hours,"
        + "Billable,Billed Status,Billed Hours,Rate,Billed Amount,Task Code,Description"
    static let quickBooks =
        "username,payroll_id,fname,lname,number,group,local_date,local_day,local_start_time,"
        + "local_end_time,tz,hours,jobcode_1,jobcode_2,billable,service item,class,notes"

    static let shapes: [Shape] = [
        Shape(
            profile: "toggl", header: togglOld,
            row: "Jane Roe,j@x,Acme,Lease,,Call,Yes,2026-01-21,13:00:00,2026-01-21,14:30:00,"
                + "01:30:00,\"a, b\",0.00"),
        Shape(
            profile: "toggl", header: togglOld.replacingOccurrences(of: " (USD)", with: " ()"),
            row: "Jane Roe,jroe,,Lease,Call,\"\",No,2026-01-21,23:00:00,2026-01-22,23:19:36,"
                + "24:19:36,,", seconds: 87_576, disposition: .nonBillable),
        Shape(
            profile: "toggl",
            header:
                "\"Description\",Duration,Project,Start date,Start time,Stop date,Stop time,User",
            row: "Call,1:30:00,C0001-01,2026-01-21,13:00:00,2026-01-21,14:30:00,JRO"),
        Shape(
            profile: "clockify", header: clockifyOld,
            row:
                "\"Lease\",\"Acme\",\"Call\",\"\",\"Jane Roe\",\"\",\"j@x\",\"\",\"Yes\",\"21/01/2026\","
                + "\"11:00:00\",\"21/01/2026\",\"11:20:00\",\"00:20:00\",\"0.33\",\"60.00\",\"20.00\"",
            seconds: 1_200, rate: 6_000),
        Shape(
            profile: "clockify", header: clockifyNew,
            row: "Lease,Acme,,Call,JRO,,,Regular,No,No,,01/21/2026,11:00 AM,01/21/2026,11:13 AM,"
                + "0.22,0:13,0.00,0.00,red", seconds: 780, disposition: .nonBillable),
        Shape(
            profile: "kimai", header: kimai,
            row: "2026-01-21,12:00,12:06,0:06,USD,6.00,0,60.00,,Jane Roe,jroe,j@x,,Acme,Lease,Work,"
                + "\"' Added clause\",1,,timesheet", seconds: 360, narrative: "Added clause",
            rate: 6_000),
        Shape(
            profile: "kimai", header: kimaiGerman,
            row: "2026-01-21;12:00;13:30;1,5;USD;90,00;60,00;;Jane Roe;;Acme;Lease;Call;;",
            disposition: .nonBillable, rate: 6_000),
        Shape(
            profile: "tmetric", header: tmetric,
            row: "2026-01-21,Jane Roe,Call,Lease,,Acme,,Phone,08:00,09:30,1.50,150.00,USD"),
        Shape(
            profile: "tmetric", header: tmetric,
            row: "2026-01-21,Jane Roe,,Lease,,Acme,,Call,08:00,09:30,1.50,,USD",
            disposition: .nonBillable),
        Shape(
            profile: "timesolv", header: timesolv,
            row: "7,01/21/2026,Acme,C0001-01,,Jane Roe,Partner,1.5,Yes,Unbilled,,60.00,,L110,Call",
            rate: 6_000),
        Shape(
            profile: "timesolv", header: timesolv,
            row: "7,01/21/2026,Acme,C0001-01,,Jane Roe,Partner,1.5,No Charge,Unbilled,,,,,Call",
            disposition: .noCharge),
        Shape(
            profile: "timesolv", header: timesolv,
            row: "7,01/21/2026,Acme,C0001-01,,Jane Roe,Partner,1.5,Yes,Written Off,,,,,Call",
            disposition: .nonBillable),
        // Six custom fields of one name, which nothing reads.
        Shape(
            profile: "kimai", header: kimai + String(repeating: ",Cost centre", count: 6),
            row: "2026-01-21,12:00,13:30,1:30,USD,90.00,0,60.00,,Jane Roe,,,,Acme,Lease,,Call,1,,"
                + "timesheet,a,b,c,d,e,f", rate: 6_000),
        Shape(
            profile: "clio",
            header: "Date,Type,Description,Matter,User,Qty,Rate($),Non-billable ($),Billable($)",
            row: "01/21/2026,TimeEntry,Call,00012-Acme/Lease,Jane Roe,1.50h,$60.00,$0.00,$90.00",
            rate: 6_000, matter: "00012"),
        Shape(
            profile: "clio-template",
            header: "matter,date,activity_description,note,price,quantity,type,activity_user,"
                + "non_billable",
            row: "00012-Acme,01/21/2026,Legal work,Call,60,1.5,,jroe,yes",
            disposition: .nonBillable, rate: 6_000, matter: "00012"),
        Shape(
            profile: "timesolv", header: "Time Report\n01/01/2026 - 01/31/2026\n\n" + timesolv,
            row: "7,01/21/2026,Acme,C0001-01,,Jane Roe,Partner,1.5,Yes,Unbilled,,60.00,,L110,Call",
            rate: 6_000),
        Shape(
            profile: "quickbooks-time", header: quickBooks,
            row: "jroe,,Jane,Roe,,,2026-01-21,Wed,,,,1.5,Acme,Lease,Yes,Phone,,Call"),
        Shape(
            profile: "quickbooks-time", header: quickBooks,
            row: "x,,Jane,Roe,,,2026-01-21,Wed,,,,0.25,Lease,,No,Call,,", seconds: 900,
            disposition: .nonBillable),
    ]

    @Test(arguments: shapes)
    func anEntryIsRead(_ shape: Shape) throws {
        let export = try LoadedExport(shape.header + "\r\n" + shape.row + "\r\n")
        #expect(!export.diagnostics.contains { $0.severity != .note }, "\(export.diagnostics)")
        #expect(export.summary.profile == shape.profile)
        let entry = try #require(export.times.first)
        #expect(entry.matter.text == shape.matter)
        #expect(entry.timekeeper.text == "JRO")
        #expect(entry.date.description == shape.date)
        #expect(entry.seconds == shape.seconds)
        #expect(entry.disposition == shape.disposition)
        #expect(entry.narrative == shape.narrative)
        #expect(entry.rateMinorUnits == shape.rate)
    }

    @Test(
        arguments: [
            // A running timer, a blank project.
            (
                togglOld, "Jane Roe,j@x,Acme,Lease,,Call,Yes,2026-01-21,13:00:00,,,00:00:00,,",
                "timer-running e.csv:2:56"
            ),
            (
                togglOld,
                "Jane Roe,j@x,Acme,,,Call,Yes,2026-01-21,13:00:00,2026-01-21,13:30:00,00:30:00,,",
                "cell-blank e.csv:2:19"
            ),
            (
                clockifyNew,
                "Lease,Acme,Call,,JRO,,,Regular,Yes,Yes,7,01/21/2026,11:00,01/21/2026,11:13,0.22,"
                    + "0:13,0.00,0.00,", "warning already-billed e.csv:2:36"
            ),
            (
                clockifyOld.replacingOccurrences(of: "Rate (USD)", with: "Rate (EUR)"),
                "Lease,Acme,Call,,JRO,,,,Yes,21/01/2026,,21/01/2026,12:00,1:00,1.00,60.00,60.00",
                "currency-differs e.csv:1:166"
            ),
            (
                kimai,
                "2026-01-21,12:00,12:06,-0:06,USD,6.00,0,60.00,,Jane Roe,,,,Acme,Lease,,Call,1,,",
                "hours-negative e.csv:2:24"
            ),
            (
                kimai,
                "2026-01-21,12:00,13:00,1:00,USD,90.00,0,60.00,90.00,Jane Roe,,,,Acme,Lease,,Call,"
                    + "1,,", "word-unknown e.csv:2:47"
            ),
            (
                timesolv, "7,01/21/2026,Acme,C0001-01,,Jane Roe,,1.5,Yes,Billed,,60.00,,L110,Call",
                "warning already-billed e.csv:2:47"
            ),
        ] as [(String, String, String)])
    func faults(_ header: String, _ row: String, _ expected: String) throws {
        let export = try LoadedExport(header + "\n" + row + "\n")
        #expect(summary(export.diagnostics) == [expected])
        #expect(export.rows.isEmpty)
    }

    /// 2.5 pieces at 4.25 are 10.63, half a cent rounded up; a blank quantity is one.
    @Test func anExpenseOfClioIsPriceTimesQuantity() throws {
        let export = try LoadedExport(
            """
            matter,date,activity_description,note,price,quantity,type,activity_user,non_billable
            00012,01/21/2026,Copies,Copies,4.25,2.5,ExpenseEntry,jroe,no
            00012,01/22/2026,Filing fee,Fee,435.00,,ExpenseEntry,,
            00012,01/22/2026,Copies,Copies,4.25,some,ExpenseEntry,jroe,

            """)
        #expect(export.costs.map(\.minorUnits) == [1_063, 43_500])
        #expect(export.costs.map(\.disposition) == [.billable, .billable])
        #expect(export.found == ["number-unreadable 4:37"])
    }

    @Test func theGuardOfKimaiIsTakenOffWithOneNote() throws {
        let rows = ["' =1+1", "' - Call", "' Letter", "\"'\"\"=x\"", "' Added", "= Call"].map {
            "2026-01-21,12:00,12:06,0:06,USD,,,,,Jane Roe,,,,Acme,Lease,Work,\($0),1,,\n"
        }
        let export = try LoadedExport(TrackerProfileTests.kimai + "\n" + rows.joined())
        #expect(
            export.times.map(\.narrative) == [
                "=1+1", "- Call", "' Letter", "'\"=x", "Added", "= Call",
            ])
        #expect(summary(export.diagnostics) == ["note guard-removed e.csv:2:65"])
        #expect(export.diagnostics.first?.fact.hasSuffix("(and 2 more rows)") == true)
    }

    @Test func theDatesOfClockifyAreDecidedForTheColumn() throws {
        let rows = ["03/04/2026", "21/01/2026"].map {
            "Lease,Acme,Call,,JRO,,,,Yes,\($0),,\($0),12:00,1:00,1.00,,\n"
        }
        let export = try LoadedExport(TrackerProfileTests.clockifyOld + "\n" + rows.joined())
        #expect(export.times.map(\.date.description) == ["2026-04-03", "2026-01-21"])
    }

    // MARK: Start, end, and files put together

    private static func toggl(_ start: String, _ end: String, _ duration: String) -> String {
        "Jane Roe,j@x,Acme,Lease,,Call,Yes,2026-01-21,\(start),2026-01-21,\(end),\(duration),,\n"
    }

    @Test(arguments: [
        ("13:00:00", "14:30:00", "01:30:00", true), ("13:00:00", "14:30:00", "01:31:00", true),
        ("13:00:00", "14:30:00", "01:31:01", false), ("13:00:00", "14:30:00", "01:28:59", false),
        ("23:30:00", "00:30:00", "01:00:00", true), ("23:00:00", "23:19:36", "24:19:36", true),
        ("11:30 PM", "1:00 AM", "1:30", true), ("12:00 PM", "12:30 PM", "1:30", false),
        ("noon", "14:30", "1:30", true),
    ])
    func aLengthThatIsNotTheTimeBetweenIsBilledWithAWarning(
        _ start: String, _ end: String, _ duration: String, _ agrees: Bool
    ) throws {
        let export = try LoadedExport(
            TrackerProfileTests.togglOld + "\n"
                + TrackerProfileTests.toggl(start, end, duration))
        #expect(export.diagnostics.map(\.code) == (agrees ? [] : [.durationDiffers]))
        #expect(export.times.count == 1)
    }

    @Test func columnNamesInTheMiddleAreNoRow() throws {
        let first = TrackerProfileTests.toggl("13:00:00", "14:30:00", "01:30:00")
        let second = TrackerProfileTests.toggl("15:00:00", "15:30:00", "00:30:00")
        let header = TrackerProfileTests.togglOld + "\n"
        let export = try LoadedExport(header + first + header + second)
        #expect(summary(export.diagnostics) == ["warning header-repeated e.csv:3:0"])
        #expect(export.summary.rows == 2)
        #expect(export.times.map(\.seconds) == [5_400, 1_800])
    }
}
