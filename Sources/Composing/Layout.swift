/// What stands where on a page.
package struct Layout: Sendable, Equatable {
    package enum Letterhead: String, CaseIterable, Sendable {
        /// The name at the left, its lines at the right.
        case split
        case centred
        /// The name, and its lines on one line beneath.
        case stacked
    }

    /// The window of an envelope that the address shows through.
    package enum Window: String, CaseIterable, Sendable {
        case none
        /// The common American envelope for a letter folded in three.
        case us10 = "us-10"
        /// DIN 5008, short and long heading.
        case dinA = "din-a"
        case dinB = "din-b"

        /// Where the address begins: from the left and from the upper edge of the paper, in points.
        var address: (x: Double, y: Double)? {
            switch self {
            case .none: nil
            case .us10: (72, 166)
            // Zone 25 mm from the left; the address beneath 17.7 mm for sender and notes.
            case .dinA: (70.9, 126.7)
            case .dinB: (70.9, 177.7)
            }
        }

        /// Where the line with the sender stands, above the address.
        var sender: Double? {
            switch self {
            case .none, .us10: nil
            case .dinA: 111
            case .dinB: 162
            }
        }
    }

    /// The parts of an invoice, from the top.
    package enum Section: String, CaseIterable, Sendable {
        case letterhead, address, opening, notes, matters, overview, sums, closing, retainer
        case remittance
    }

    /// The parts of a matter.
    package enum MatterSection: String, CaseIterable, Sendable {
        case services, costs, timekeepers, tasks
    }

    package var letterhead = Letterhead.split
    package var window = Window.none
    package var isTwoSided = false
    /// Tables of entries that go on over the page say what they come to so far.
    var carriesForward = false
    package var sections = Section.allCases
    package var matterSections = MatterSection.allCases

    /// No invoice goes without them.
    static let needed: [Section] = [.address, .matters, .sums]
}
