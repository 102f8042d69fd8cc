/// A name from a register, typed by what it names, so that a client's id never passes for a
/// matter's.
package struct Identifier<Subject>: Hashable, Comparable, Sendable, Codable,
    CustomStringConvertible
{
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    package var description: String { text }

    package static func < (left: Self, right: Self) -> Bool {
        left.text < right.text
    }
}

package typealias ClientID = Identifier<Client>
package typealias MatterID = Identifier<Matter>
package typealias TimekeeperID = Identifier<Timekeeper>
