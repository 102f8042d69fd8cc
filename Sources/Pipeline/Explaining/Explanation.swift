/// How figures came about, in plain words: part by part, each a list of facts.
package struct Explanation: Sendable, Equatable, Encodable {
    package struct Part: Sendable, Equatable, Encodable {
        package var heading: String
        package var facts: [Fact]
    }

    package struct Fact: Sendable, Equatable, Encodable {
        /// What the fact is about: "worked", "rate", "not".
        package var name: String
        package var text: String

        package init(_ name: String, _ text: String) {
            self.name = name
            self.text = text
        }
    }

    package var title: String
    package var parts: [Part]

    package init(title: String, parts: [Part] = []) {
        self.title = title
        self.parts = parts
    }
}
