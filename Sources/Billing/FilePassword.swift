/// What opens a client's PDFs. Whatever prints or describes it shows that there is one, not which.
package struct FilePassword: Sendable, Equatable {
    package let text: String

    /// AES-256 takes no more than this of a password.
    package static let longest = 127

    /// Nil where not every PDF reader could be given it.
    package init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= FilePassword.longest,
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { return nil }
        self.text = text
    }
}

extension FilePassword: CustomStringConvertible, CustomReflectable {
    package var description: String { "a password" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
