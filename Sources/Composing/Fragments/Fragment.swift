internal import Billing
internal import Mustache
internal import Paper

/// A text of the template's own, `NAME.mustache` in its folder: Mustache that yields Pango's markup,
/// in paragraphs as letters have them. Every value that is filled in is escaped.
struct Fragment: Sendable {
    /// Where it stands, which is what its file is called by.
    enum Role: String, CaseIterable, Sendable {
        /// Above the matters and below the sums of invoices and credit notes.
        case opening, closing
        /// At the foot of each page of whatever a client gets.
        case footer

        /// The part of an invoice that prints it.
        var section: Layout.Section? {
            switch self {
            case .opening: .opening
            case .closing: .closing
            case .footer: nil
            }
        }
    }

    /// Where the file of this one stands, for whoever tells of it.
    var file: String
    private let text: MustacheTemplate

    /// `text` has been checked: what Mustache still refuses is thrown.
    init(_ text: String, file: String) throws {
        _ = PangoText.isKnown
        self.file = file
        self.text = try MustacheTemplate(
            string: "{{% CONTENT_TYPE: \(PangoText.name)}}\n" + text)
    }

    /// Subject and paragraphs, as markup.
    func filled(_ values: [FragmentWord: FragmentWord.Value]) -> Letter {
        var object: [String: Any] = [:]
        for (word, value) in values {
            switch value {
            case .text(let text): if !text.isEmpty { object[word.rawValue] = text }
            case .list(let texts): object[word.rawValue] = texts
            case .flag: object[word.rawValue] = true
            }
        }
        return Letter(text: text.render(object))
    }
}

/// What a fragment can name. The first six are the words of letters.
enum FragmentWord: String, CaseIterable, Sendable {
    case client, number, amount, date, due, matters
    case clientID = "client-id"
    case reference, period, attorney, firm
    case taxID = "tax-id"
    case title

    /// Lines, one after the other.
    case address, letterhead, payment

    /// What kind of document it is.
    case invoice
    case creditNote = "credit-note"
    case statementOfAccount = "statement-of-account"
    case reminder

    enum Value: Sendable {
        case text(String)
        case list([String])
        case flag
    }

    enum Kind {
        case text, list, flag
    }

    var kind: Kind {
        switch self {
        case .address, .letterhead, .payment: .list
        case .invoice, .creditNote, .statementOfAccount, .reminder: .flag
        default: .text
        }
    }
}

/// How values stand in markup: as themselves, and on one line.
private struct PangoText: MustacheContentType {
    static let name = "PANGO"
    static let isKnown: Bool = {
        MustacheContentTypes.register(PangoText(), named: name)
        return true
    }()

    func escapeText(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            // A backslash would part lines, a number sign make a heading.
            case "&", "<", ">", "\"", "'", "\\", "#":
                escaped.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                escaped.append(" ")
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
