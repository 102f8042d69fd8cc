import Billing
import Pipeline
import Testing

/// The hours and the money that a loading reports for a file.
@Suite struct LoadedSumsTests {
    @Test func anEntryCountsOnceAndARefusedRowNotAtAll() throws {
        let firm = try SmallFirm(inbox: [
            "time,T1,2026-10-05,M1,JRO,1.0,Call,,", "time,T1,2026-10-05,M1,JRO,1.0,Call,,",
            "time,T2,2026-10-05,M1,JRO,0.5,Draft,,", "time,T2,2026-10-05,M1,JRO,2.0,Draft,,",
            "time,,2026-10-06,M1,JRO,0.25,Letter,,", "time,,2026-10-06,M1,JRO,0.25,Letter,,",
            "cost,K1,2026-10-05,M1,,,Filing,,12.50", "cost,K1,2026-10-05,M1,,,Filing,,12.50",
            "cost,K2,2026-10-05,M1,,,Refund,,-2.25", "time,T3,2026-10-05,M1,JRO,soon,Call,,",
        ])
        let first = try firm.load()
        let again = try firm.load()
        for file in first.loaded + again.loaded.prefix(1) {
            // 1:00, 0:30 and twice 0:15; the second T2 and T3 are refused.
            #expect(file.seconds == 7_200)
            #expect(file.amounts.map(\.minorUnits) == [1_025])
            #expect(file.refused == 2)
        }
        #expect(first.loaded.map(\.loaded) == [6])
    }

    @Test func whatIsBilledAndSaysSomethingElseDoesNotCount() throws {
        let firm = try SmallFirm(inbox: [
            "time,T1,2026-10-05,M1,JRO,1.0,Call,,", "time,T2,2026-10-05,M1,JRO,2.0,Draft,,",
        ])
        try firm.load()
        try firm.run(.invoice)
        try firm.export([
            "time,T1,2026-10-05,M1,JRO,1.0,Call,,", "time,T2,2026-10-05,M1,JRO,3.0,Draft,,",
        ])
        let file = try firm.load().loaded.first
        #expect(file?.seconds == 3_600)
        #expect(file?.known == 1 && file?.refused == 1)
    }
}
