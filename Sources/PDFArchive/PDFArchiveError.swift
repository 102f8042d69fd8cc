/// A file could not be read or protected, and why.
package struct PDFArchiveError: Error, Sendable, CustomStringConvertible {
    package var description: String
}
