import Billing
import Loading
import TestSupport
import Testing

@Suite struct SimpleArrangementTests {
    private static let columns = "discount,cap,flat_fee,flat_fee_due,blended_rate"

    /// One matter with these cells, in the currency given.
    private func read(
        _ cells: String, arrangement: String = "hourly", currency: String = "USD"
    ) throws -> (arrangement: FeeArrangement?, found: [String]) {
        var files = smallFirm
        files["clients.csv"] = "id,name,currency\nC1,Acme,\(currency)\n"
        files["matters.csv"] =
            "id,client,name,arrangement,\(Self.columns)\nM1,C1,Lease,\(arrangement),\(cells)\n"
        files["arrangements/closing.yaml"] = "name: Closing\nbasis: {flat: {amount: 1}}\n"
        let folder = try TestFolder(files)
        let read = try FirmFolder.read(at: folder.path)
        let registers = try #require(read.records).registers
        let matter = registers.matters[MatterID("M1")]
        return (matter.flatMap(registers.arrangement), summary(read.diagnostics))
    }

    private func agreement(_ cells: String, currency: String = "USD") throws -> Agreement {
        let read = try read(cells, currency: currency)
        #expect(read.found.isEmpty)
        return try #require(read.arrangement?.agreements.first)
    }

    private func discount(_ thousandths: Int) -> FeeTerm {
        .discount(Discount(extent: .percent(Percent(thousandths: thousandths)), reason: ""))
    }

    @Test func withoutAnyItIsTheArrangementThatIsNamed() throws {
        #expect(try read(",,,,").arrangement == .hourly)
        #expect(try read(",,,,", arrangement: "closing").arrangement?.name == "Closing")
        #expect(try read(",,,,", arrangement: "").arrangement == nil)
    }

    @Test func aDiscountThenACapOverTheMatter() throws {
        let agreement = try agreement("12.5,\"35,000\",,,")
        #expect(agreement.name == "Hourly" && agreement.basis == .hourly)
        #expect(
            agreement.terms == [
                discount(12_500),
                .cap(FeeCap(minorUnits: 3_500_000, span: .matter, excess: .writtenOff)),
            ])
        for spelling in ["12.5%", "12.5 %", "\"12,5\""] {
            #expect(try self.agreement("\(spelling),,,,").terms == [discount(12_500)])
        }
    }

    @Test func aFlatFeeWithItsDay() throws {
        let agreement = try agreement("10,,5000,2026-12-31,")
        let part = FlatFee.Part(
            name: "Fixed fee", minorUnits: 500_000, due: .on(day("2026-12-31")))
        #expect(agreement.name == "Fixed fee")
        #expect(agreement.basis == .flat(FlatFee(parts: [part], entries: .noCharge)))
        #expect(agreement.terms == [discount(10_000)])
        guard case .flat(let later) = try self.agreement(",,5000,,").basis else {
            Issue.record("no flat fee")
            return
        }
        #expect(later.parts.map(\.due) == [.notYet])
    }

    @Test(
        arguments: [("USD", "350.50", 35_050), ("JPY", "35000", 35_000), ("KWD", "85.125", 85_125)])
    func oneRateForEverybody(_ currency: String, _ rate: String, _ minorUnits: Int) throws {
        let agreement = try agreement(",,,,\(rate)", currency: currency)
        #expect(agreement.name == "Blended rate")
        #expect(agreement.basis == .blended(BlendedRates(perHour: minorUnits)))
    }

    /// `hourly` need not be written besides.
    @Test func theArrangementCellMayBeBlank() throws {
        let read = try read(",,5000,,", arrangement: "")
        #expect(read.found.isEmpty)
        #expect(read.arrangement?.name == "Fixed fee")
    }

    @Test(
        arguments: [
            ("101,,,,", "hourly", "number-unreadable matters.csv:2:20"),
            ("-5,,,,", "hourly", "number-unreadable matters.csv:2:20"),
            ("some,,,,", "hourly", "number-unreadable matters.csv:2:20"),
            (",lots,,,", "hourly", "amount-unreadable matters.csv:2:21"),
            (",,-5,,", "hourly", "amount-negative matters.csv:2:22"),
            (",,5,1/2/2026,", "hourly", "date-unreadable matters.csv:2:24"),
            (",,,2026-12-31,", "hourly", "arrangement-meaningless matters.csv:2:23"),
            (",,5,,6", "hourly", "arrangement-meaningless matters.csv:2:25"),
            (",5,,,", "closing", "arrangement-meaningless matters.csv:2:22"),
        ])
    func whatHasNoMeaningIsRefused(
        _ cells: String, _ arrangement: String, _ expected: String
    ) throws {
        #expect(try read(cells, arrangement: arrangement).found == [expected])
    }
}
