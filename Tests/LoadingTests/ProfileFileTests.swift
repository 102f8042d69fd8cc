import Billing
import Testing

@testable import Loading

/// Profiles in the firm's folder.
@Suite struct ProfileFileTests {
    private func firm(_ profiles: [String: String]) -> [String: String] {
        smallFirm.merging(profiles.map { ("profiles/\($0).yaml", $1) }) { $1 }
    }

    private static let carpe = """
        known-by: [Work Date, Attorney, Minutes]
        columns:
          date: [Day, Work Date]
          matter: Client No. + Matter No.
          timekeeper: Attorney
          hours: Minutes
          narrative: [Text, Task]
          billing: Chargeable
          rate: Std*
        joined-with: "-"
        dates: day-first
        two-digit-years: yes
        durations: minutes
        decimals: comma
        billing-words:
          billable: [y]
          no-charge: [c]
          non-billable: [n]
          blank: non-billable
        """

    /// 90 minutes are 5,400 seconds; 1.234,50 is 1,234.50.
    @Test func everySpellingThatIsStatedIsRead() throws {
        let export = try LoadedExport(
            """
            Work Date;Attorney;Client No.;Matter No.;Minutes;Text;Chargeable;Std Rate (USD)
            05.03.26;JRO;C0001;01;90;Call;y;1.234,50
            06/03/2026;Jane Roe;C0001;02;7,5;Draft;c;400
            7-3-26;BSM;C0001-01;;1:15;Read;;

            """, firm: firm(["Carpe": ProfileFileTests.carpe]))
        #expect(export.diagnostics.isEmpty, "\(export.diagnostics)")
        #expect(export.summary.profile == "carpe")
        #expect(
            export.times.map(\.date.description) == ["2026-03-05", "2026-03-06", "2026-03-07"])
        #expect(export.times.map(\.matter.text) == ["C0001-01", "C0001-02", "C0001-01"])
        #expect(export.times.map(\.seconds) == [5_400, 450, 4_500])
        #expect(export.times.map(\.disposition) == [.billable, .noCharge, .nonBillable])
        #expect(export.times.map(\.rateMinorUnits) == [123_450, 40_000, nil])
        #expect(export.times.map(\.timekeeper.text) == ["JRO", "JRO", "BSM"])
    }

    @Test func whatIsNotAsStatedIsRefusedWithItsPlace() throws {
        let export = try LoadedExport(
            """
            Work Date;Attorney;Client No.;Matter No.;Minutes;Text;Chargeable;Std Rate
            03/13/2026;JRO;C0001;01;90;Call;y;
            05.03.26;JRO;C0001;01;90;Call;y;1,234.50
            05.03.26;JRO;C0001;01;90;Call;maybe;

            """, firm: firm(["carpe": ProfileFileTests.carpe]))
        #expect(
            export.found == ["date-unreadable 2:1", "amount-unreadable 3:33", "word-unknown 4:31"])
        #expect(export.diagnostics.first?.fact.contains("read day first") == true)
        #expect(export.summary.refused == 3)
    }

    @Test func twoDigitYearsAreThoseFrom1980To2079() {
        let form = DateForm(.monthFirst, allowsTwoDigitYears: true)
        #expect(form.plain("3/4/79") == "2079-03-04")
        #expect(form.plain("12-31-80") == "1980-12-31")
        #expect(DateForm(.monthFirst).plain("3/4/26") == nil)
        #expect(DateForm(.yearFirst).plain("2026/3/4") == "2026-03-04")
        #expect(DateForm(.compact).plain("20260304") == "2026-03-04")
        #expect(DateForm(.compact).plain("3/4/2026") == nil)
        #expect(DateForm(.dayFirst).plain("04.03.2026 10:15") == "2026-03-04")
    }

    @Test(
        arguments: [
            (.comma, "1.234.567,8", "1234567.8"), (.comma, "1.234", "1234"),
            (.comma, "12 500,00 €", "12500.00 €"), (.comma, "1,2,3", nil), (.comma, "1.23", nil),
            (.point, "1,234", "1234"), (.point, "12,50", nil), (.point, "(1'050.25)", "(1050.25)"),
            (.point, "12.500", "12.5000"), (.comma, "", ""), (.point, "1:30", "1:30"),
        ] as [(DecimalSign, String, String?)])
    func aStatedDecimalSignLeavesNoDoubt(_ sign: DecimalSign, _ text: String, _ plain: String?) {
        #expect(sign.withPoint(text) == plain)
    }

    @Test(
        arguments: [
            (.seconds, "5400", 5_400), (.seconds, "59.5", 60), (.minutes, "6", 360),
            (.minutes, "1,5", 90), (.minutes, "0:30", 1_800), (.hours, "90", 324_000),
            (.hours, "1.25", 4_500), (.seconds, "1h 5m", 3_900),
        ] as [(DurationUnit, String, Int)])
    func aBareNumberCountsTheStatedUnit(
        _ unit: DurationUnit, _ text: String, _ seconds: Int
    ) throws {
        var spelling = Spelling()
        spelling.durations = unit
        #expect(try spelling.seconds(text) == seconds)
    }

    @Test func aNegativeOrEndlessBareNumberIsRefused() {
        var spelling = Spelling()
        spelling.durations = .seconds
        #expect(throws: Duration.Fault.negative) { try spelling.seconds("-60") }
        #expect(throws: Duration.Fault.tooLong) { try spelling.seconds("999999999999") }
    }

    // MARK: Constants, Customer:Job, numbers before a sign

    @Test func constantsStandForColumnsThatAreNotThere() throws {
        let profile = """
            extends: toggl
            known-by: [Description, Duration, Project, Start date, Stop time]
            constants:
              timekeeper: JRO
              client: C0002
              currency: EUR
              billing: no-charge
            """
        let text =
            "\"Description\",Duration,Project,Start date,Start time,Stop date,Stop time\n"
            + "Call,01:30:00,General,2026-03-02,13:00:00,2026-03-02,14:30:00\n"
        let export = try LoadedExport(text, firm: firm(["solo": profile]))
        #expect(export.diagnostics.isEmpty, "\(export.diagnostics)")
        #expect(export.times.map(\.matter.text) == ["C0002-01"])
        #expect(export.times.map(\.timekeeper.text) == ["JRO"])
        #expect(export.times.map(\.disposition) == [.noCharge])
        let dollars = profile.replacing("EUR", with: "USD")
        #expect(
            try LoadedExport(text, firm: firm(["solo": dollars])).found == [
                "currency-differs 2:0"
            ])
    }

    /// A firm that begins to extend a profile has not all its work loaded once more.
    @Test func aProfileThatExtendsAnotherKnowsItsEntriesAgain() throws {
        let text =
            "User,Client,Project,Description,Start date,Start time,Stop date,Stop time,Duration\n"
            + "JRO,Acme,Lease,Call,2026-03-02,13:00:00,2026-03-02,14:30:00,01:30:00\n"
        let extended = "extends: toggl\nknown-by: [User, Client, Project, Start date, Stop time]\n"
        let unrelated = """
            known-by: [User, Client, Project, Start date, Stop time]
            columns:
              {date: Start date, start: Start time, end: Stop time, hours: Duration,
              client: Client, matter: Project, timekeeper: User, narrative: Description}
            """
        let toggl = try LoadedExport(text)
        let own = try LoadedExport(text, firm: firm(["own": extended]))
        let other = try LoadedExport(text, firm: firm(["other": unrelated]))
        #expect([toggl, own, other].map(\.summary.profile) == ["toggl", "own", "other"])
        #expect(own.rows == toggl.rows && own.rows.count == 1)
        #expect(other.times == toggl.times)
        #expect(other.rows.map(\.identity) != toggl.rows.map(\.identity))
    }

    @Test func customerAndJobShareACell() throws {
        let profile = """
            known-by: [Day, Customer, Who, Time]
            columns: {date: Day, matter: Customer, timekeeper: Who, hours: Time, narrative: Text}
            client-before: ":"
            """
        let export = try LoadedExport(
            """
            Day,Customer,Who,Time,Text
            2026-03-02,Beta LLC:General,JRO,1.0,a
            2026-03-02,Acme : Lease,JRO,1.0,b
            2026-03-02,Lease,JRO,1.0,c
            2026-03-02,Nobody:Lease,JRO,1.0,d

            """, firm: firm(["own": profile]))
        #expect(export.times.map(\.matter.text) == ["C0002-01", "C0001-01", "C0001-01"])
        #expect(export.found == ["client-unknown 5:12"])
    }

    // MARK: Which profile reads a file

    private static let harvestHeader =
        "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,First Name,"
        + "Last Name,Employee Id,Billable Rate,Billable Amount,Currency\n"

    @Test(
        arguments: [
            // As many needs as the built-in one, the same name, more needs, fewer of the same.
            ("berlin", "extends: harvest", "berlin"),
            ("harvest", "extends: harvest", "harvest"),
            (
                "own",
                "extends: harvest\nknown-by: [Date, Hours, Notes, Task, Currency, "
                    + "Invoiced?, Project Code, Employee Id]", "own"
            ),
            ("few", "extends: harvest\nknown-by: [Date, Client, Hours]", "harvest"),
        ])
    func anOwnProfileWinsWhereItNeedsAsMuch(
        _ name: String, _ text: String, _ expected: String
    ) throws {
        let row = "2026-03-02,Acme,Lease,,T,N,1.0,Yes,No,Jane,Roe,,375.0,375.0,\n"
        let file = ProfileFileTests.harvestHeader + row
        let export = try LoadedExport(file, firm: firm([name: text]))
        #expect(export.diagnostics.isEmpty, "\(export.diagnostics)")
        #expect(export.summary.profile == expected)
        #expect(try export.rows == LoadedExport(file).rows)
    }

    @Test func anOwnProfileOfABuiltInNameReplacesIt() throws {
        let own = "extends: harvest\ncolumns: {narrative: Task}\n"
        let export = try LoadedExport(
            ProfileFileTests.harvestHeader
                + "2026-03-02,Acme,Lease,,Research,N,1.0,Yes,No,Jane,Roe,,375.0,375.0,\n",
            firm: firm(["harvest": own]))
        #expect(export.times.map(\.narrative) == ["Research"])
    }

    @Test func twoOwnProfilesThatFitAreBothNamed() throws {
        let own = "extends: harvest\n"
        let export = try LoadedExport(
            ProfileFileTests.harvestHeader, firm: firm(["a": own, "b": own]))
        #expect(export.found == ["profile-ambiguous 1:0"])
        #expect(export.diagnostics.first?.fact.hasSuffix("a and b") == true)
    }

    @Test func aProfileInWindows1252IsReadWithoutAWarning() throws {
        let profile = """
            known-by: [Tag, Tätigkeit]
            encoding: windows-1252
            delimiter: pipe
            columns: {date: Tag, matter: Akte, timekeeper: Wer, hours: Std, narrative: Tätigkeit}
            """
        let text = "Tag|Akte|Wer|Std|T\u{E4}tigkeit\n2026-03-02|Lease|JRO|1,5|Pr\u{FC}fung, kurz\n"
        let bytes = text.unicodeScalars.map { UInt8($0.value) }
        let export = try LoadedExport(bytes: bytes, firm: firm(["own": profile]))
        #expect(export.diagnostics.isEmpty, "\(export.diagnostics)")
        #expect(export.times.map(\.narrative) == ["Prüfung, kurz"])
    }

    // MARK: Faults in the file itself

    private func read(_ text: String) -> (profile: ExportProfile?, found: [String]) {
        let read = ProfileFile(name: "own", file: "profiles/own.yaml").read(Array(text.utf8))
        return (
            read.profile,
            read.diagnostics.map { "\($0.code.rawValue) \($0.place?.line ?? 0)" }
        )
    }

    @Test(
        arguments: [
            (
                "known-by: [A]\ncolumns: {dat: A, matter: M, timekeeper: T, hours: H}\n",
                "setting-unknown 2"
            ),
            ("known-by: [A]\ncolumns: {date: A, timekeeper: T, hours: H}\n", "setting-missing 2"),
            ("known-by: [A]\ncolumns: {date: A, matter: M, hours: H}\n", "setting-missing 2"),
            ("known-by: [A]\ncolumns: {date: A, matter: M, timekeeper: T}\n", "setting-missing 2"),
            (
                "known-by: [A]\ncolumns: {date: A, matter: M, timekeeper: T, start: F}\n",
                "setting-missing 2"
            ),
            (
                "known-by: [A]\ncolumns: {date: A, matter: M, start: F, end: G}\n",
                "setting-missing 2"
            ),
            ("columns: {date: A, matter: M, timekeeper: T, hours: H}\n", "setting-missing 0"),
            ("extends: harvst\n", "setting-unreadable 1"),
            ("extends: harvest\ndates: us\n", "setting-unreadable 2"),
            ("extends: harvest\npreamble: some\n", "setting-unreadable 2"),
            ("extends: harvest\nnumber-before: \"--\"\n", "setting-unreadable 2"),
            ("extends: harvest\nbiling-words: {}\n", "setting-unknown 2"),
            ("extends: harvest\nbilling-words: {blank: maybe}\n", "setting-unreadable 2"),
            ("extends: harvest\nconstants: {currency: dollars}\n", "currency-unknown 2"),
            (
                "header: none\ncolumns: {date: Day, matter: column 1, timekeeper: column 2, "
                    + "hours: column 3}\n", "setting-unreadable 2"
            ),
            ("known-by: FILL IN\nmore: x\n", "profile-unfinished 1"),
            ("- a\n", "setting-unreadable 0"),
        ])
    func aFaultInAProfileHasItsLine(_ text: String, _ expected: String) {
        let (profile, found) = read(text)
        #expect(found.contains(expected), "\(found)")
        #expect(profile == nil)
    }

    @Test func aRemarkMayStillSayFillIn() {
        let (profile, found) = read("extends: harvest   # FILL IN was here\n")
        #expect(found == [])
        #expect(profile?.columns == ExportProfile.harvest.columns)
    }

    @Test func anUnfinishedProfileHindersNothingElse() throws {
        let export = try LoadedExport(
            "date,matter,timekeeper,hours,narrative\n2026-03-02,C0001-01,JRO,1.0,x\n",
            firm: firm(["draft": "known-by: FILL IN\n"]))
        #expect(export.times.count == 1)
    }
}
