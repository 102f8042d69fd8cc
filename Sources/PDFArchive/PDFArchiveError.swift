/// libqpdf could not read or write a file, in its own words.
package struct PDFArchiveError: Error, Sendable, CustomStringConvertible {
    package var description: String
}
