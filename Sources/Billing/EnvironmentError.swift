/// The world around the data failed: a disk, a permission, a database, a font library.
package struct EnvironmentError: Error, Sendable, CustomStringConvertible {
    /// What was being done: "write", "open".
    package var action: String
    /// The file or thing it was done to.
    package var subject: String
    package var cause: String
    package var remedy: String?

    package init(_ action: String, _ subject: String, _ cause: String, remedy: String? = nil) {
        self.action = action
        self.subject = subject
        self.cause = cause
        self.remedy = remedy
    }

    package var description: String { "cannot \(action) \(subject): \(cause)" }
}
