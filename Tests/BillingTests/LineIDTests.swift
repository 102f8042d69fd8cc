import Billing
import TestSupport
import Testing

@Suite struct LineIDTests {
    private static let characters = Array("23456789ACDEFHKMNPRTWXY")

    /// Small numbers, the edges where ids grow longer (23³, 23⁴, 23⁵), and some from all over.
    private var sample: [Int] {
        var random = SeededGenerator(seed: 5)
        return Array(0...60) + [12_166, 12_167, 12_168, 279_840, 279_841, 6_436_342, 6_436_343]
            + (0..<200).map { _ in Int.random(in: 0...50_000_000, using: &random) }
    }

    @Test func anIdNamesItsEntry() {
        for number in sample {
            let id = LineID(EntryKey(number))
            #expect(id.entry == EntryKey(number))
            #expect(LineID(typed: id.text) == id)
        }
    }

    @Test func idsHaveFourCharactersAtLeastAndDiffer() {
        let texts = (0..<20_000).map { LineID(EntryKey($0)).text }
        #expect(Set(texts).count == texts.count)
        #expect(texts.allSatisfy { $0.count >= 4 })
    }

    @Test func noCharacterIsMistakenForAnother() {
        let used = Set((0..<20_000).flatMap { Array(LineID(EntryKey($0)).text) })
        for group in ["0OQ", "1IL", "5S", "2Z", "8B", "6G", "UV", "VY"] {
            #expect(used.intersection(group).count <= 1, "\(group)")
        }
        #expect(used.isSubset(of: Set(LineIDTests.characters)))
    }

    @Test func everySingleWrongCharacterIsRefused() {
        var accepted: [String] = []
        for number in sample {
            let right = Array(LineID(EntryKey(number)).text)
            for index in right.indices {
                for character in LineIDTests.characters where character != right[index] {
                    var wrong = right
                    wrong[index] = character
                    if LineID(typed: String(wrong)) != nil { accepted.append(String(wrong)) }
                }
            }
        }
        #expect(accepted == [])
    }

    @Test func everySwapOfNeighboursIsRefused() {
        var accepted: [String] = []
        for number in sample {
            let right = Array(LineID(EntryKey(number)).text)
            for index in right.indices.dropLast() where right[index] != right[index + 1] {
                var wrong = right
                wrong.swapAt(index, index + 1)
                if LineID(typed: String(wrong)) != nil { accepted.append(String(wrong)) }
            }
        }
        #expect(accepted == [])
    }

    @Test func aLostCharacterLeavesTooShortAnId() {
        for number in 0..<500 {
            #expect(LineID(typed: String(LineID(EntryKey(number)).text.dropLast())) == nil)
        }
    }

    @Test func lowerCaseIsReadToo() {
        for number in sample {
            let id = LineID(EntryKey(number))
            #expect(LineID(typed: id.text.lowercased()) == id)
        }
    }

    @Test(arguments: ["", "2", "222", "0000", "22 2", "2222\n", "–222", "ÄÖÜß"])
    func whatIsNoIdIsRefused(_ typed: String) {
        #expect(LineID(typed: typed) == nil)
    }

    /// Whatever is typed or pasted is either refused or names an entry.
    @Test func longTextsAreReadWithoutHarm() {
        for length in 4...40 {
            for last in LineIDTests.characters {
                guard let id = LineID(typed: String(repeating: "Y", count: length) + String(last))
                else { continue }
                #expect(LineID(id.entry) == id)
            }
        }
    }

    /// Ids are on paper in people's hands: the same entry keeps its id in every version.
    @Test(arguments: [
        // 0 = 000, check 0. 1 = 001: 1 × 2 + c = 23, c = 21 (X). 23 = 010: 1 × 3 + c = 23, c = 20.
        (0, "2222"), (1, "223X"), (23, "232W"),
        // 12 167 = 1000: 1 × 5 + c = 23, c = 18 (R … the alphabet's 19th character is R).
        (12_167, "3222R"),
        // 22 = 00Y: 22 × 2 = 44, 44 + 2 = 46 = 2 × 23, c = 2 (4).
        (22, "22Y4"),
    ])
    func idsNeverChange(_ number: Int, _ text: String) {
        #expect(LineID(EntryKey(number)).text == text)
    }
}
