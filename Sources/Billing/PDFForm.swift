/// What a statement's PDF is to be besides pages, as firm.yaml says. Stored with each document, so that
/// it is made the same again after the settings have changed.
package struct PDFForm: Sendable, Hashable {
    /// PDF/A-3b, which archives take.
    package var isArchival: Bool
    /// With structure, bookmarks and links.
    package var isTagged: Bool
    /// With what the pages show as files for machines.
    package var hasData: Bool

    package init(isArchival: Bool = true, isTagged: Bool = true, hasData: Bool = true) {
        self.isArchival = isArchival
        self.isTagged = isTagged
        self.hasData = hasData
    }

    /// Pages and nothing else.
    package static let plain = PDFForm(isArchival: false, isTagged: false, hasData: false)

    /// `archival tagged data`, as the ledger keeps it.
    package var text: String {
        [isArchival ? "archival" : "", isTagged ? "tagged" : "", hasData ? "data" : ""]
            .filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Nil where a word is unknown: a later version may make what this one cannot.
    package init?(text: String) {
        self = .plain
        for word in text.split(separator: " ") {
            switch word {
            case "archival": isArchival = true
            case "tagged": isTagged = true
            case "data": hasData = true
            default: return nil
            }
        }
    }
}
