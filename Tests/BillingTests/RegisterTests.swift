import Billing
import TestSupport
import Testing

@Suite struct RegisterTests {
    private let lease = Matter(id: MatterID("M1"), client: ClientID("C1"), name: "Lease")

    @Test func ofTwoRowsWithOneIdTheFirstCounts() {
        let other = Matter(id: MatterID("M1"), client: ClientID("C2"), name: "Other")
        let brief = Matter(id: MatterID("M2"), client: ClientID("C1"), name: "Brief")
        let register = Register([lease, other, brief])
        #expect(register.count == 2)
        #expect(register.values.map(\.name) == ["Lease", "Brief"])
        #expect(register[MatterID("M1")]?.client == ClientID("C1"))
        #expect(register[MatterID("M3")] == nil)
    }

    /// What few matters say is shared by those that say nothing, and must stay each one's own.
    @Test func whatIsChangedInACopyStaysInTheCopy() {
        var held = lease
        held.reference = "PO 7"
        held.taxCodes = ["VAT"]
        #expect(lease.reference == nil)
        #expect(lease.taxCodes == nil)
        #expect(held.reference == "PO 7")
        #expect(held != lease)
        var again = held
        again.reference = nil
        again.taxCodes = nil
        #expect(again == lease)
        #expect(held.reference == "PO 7")
    }
}
