import Billing
import TestSupport
import Testing

@Suite struct CorrectionTests {
    /// The first correction keeps the number, whatever it looks like; later ones count on.
    @Test(arguments: [
        ("1042", false, "1042-R1", "1042-C1"), ("1042-R1", true, "1042-R2", "1042-C2"),
        ("1042-R9", true, "1042-R10", "1042-C10"), ("26-R1", false, "26-R1-R1", "26-R1-C1"),
        ("1043", true, "1043-R1", "1043-C1"),
    ])
    func aRevisedNumber(number: String, isReissue: Bool, invoice: String, note: String) {
        let revised = RevisedNumber(after: number, isReissue: isReissue)
        #expect(revised.invoice == invoice)
        #expect(revised.creditNote == note)
    }
}
