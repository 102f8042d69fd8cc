package import Billing

/// A date from its ISO text; a wrong text in a test is a programmer's error.
package func day(_ iso: String) -> CivilDate {
    guard let date = CivilDate(iso: iso) else { preconditionFailure("\(iso) is no date") }
    return date
}

package func usd(_ cents: Int) -> Money { Money(minorUnits: cents, .usd) }

/// A fingerprint that no other text has, for tests in which rows are made up.
package func fingerprint(_ text: String) -> Fingerprint {
    var (high, low): (UInt64, UInt64) = (0xCBF2_9CE4_8422_2325, 0)
    for byte in text.utf8 {
        high = (high ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        low = low &* 0x5851_F42D_4C95_7F2D &+ UInt64(byte) &+ 1
    }
    return Fingerprint(high: high, low: low)
}

package func hours(_ hundredths: Int) -> Hours { Hours(tenThousandths: hundredths * 100) }

/// The generator property tests draw from. Print its seed, and a failure can be seen again.
package struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
