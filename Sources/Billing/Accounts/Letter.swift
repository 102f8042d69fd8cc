/// What a client gets before its invoices, whatever others get.
package enum CoverLetter: Sendable, Equatable {
    case none
    case letter(Letter)
}

/// A text of the firm's own, from its folder `letters/`: a subject, perhaps, and paragraphs. Words in
/// braces stand for what only the document knows.
package struct Letter: Sendable, Equatable, Codable {
    /// What a letter can name.
    package enum Word: String, Sendable, CaseIterable {
        case client, number, amount, date, due, matters
    }

    /// What a letter goes with, and which words that fills in.
    package enum Use: Sendable, CaseIterable {
        case invoice, statement, reminder

        package var words: [Word] {
            switch self {
            case .invoice: Word.allCases
            case .statement: [.client, .amount, .date, .matters]
            case .reminder: [.client, .number, .amount, .date, .matters]
            }
        }
    }

    package var subject: String?
    /// Lines of one paragraph that were parted on purpose are parted by a line feed.
    package var paragraphs: [String]

    package init(subject: String? = nil, paragraphs: [String]) {
        self.subject = subject
        self.paragraphs = paragraphs
    }

    /// Paragraphs have a blank line between them; a first line that begins with `#` is the subject. A
    /// line goes on with the next, unless a backslash ends it.
    package init(text: String) {
        self.init(paragraphs: [])
        var paragraph = ""
        func isOpen() -> Bool { !paragraph.isEmpty && !paragraph.hasSuffix("\n") }
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)[...]
        while let first = lines.first, first.allSatisfy(\.isWhitespace) { lines.removeFirst() }
        if let first = lines.first, first.hasPrefix("#") {
            subject = first.drop { $0 == "#" }.trimmed
            lines.removeFirst()
        }
        for line in lines + [""] {
            var line = line.trimmed
            if line.isEmpty {
                if !paragraph.isEmpty { paragraphs.append(paragraph) }
                paragraph = ""
                continue
            }
            let isBroken = line.hasSuffix("\\")
            if isBroken { line.removeLast() }
            paragraph += (isOpen() ? " " : "") + line + (isBroken ? "\n" : "")
        }
    }

    /// All words in braces, as they are written.
    package var words: [String] {
        ([subject].compactMap(\.self) + paragraphs).flatMap { text in
            pieces(of: text).compactMap { if case .word(let word) = $0 { word } else { nil } }
        }
    }

    /// With its words filled in, once: what is filled in is data.
    package func filled(_ values: [Word: String]) -> Letter {
        func fill(_ text: String) -> String {
            pieces(of: text).map { piece in
                switch piece {
                case .text(let text): text
                case .word(let word): Word(rawValue: word).flatMap { values[$0] } ?? "{\(word)}"
                }
            }.joined()
        }
        return Letter(subject: subject.map(fill), paragraphs: paragraphs.map(fill))
    }

    private enum Piece {
        case text(String)
        case word(String)
    }

    private func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            pieces.append(.text(String(rest[..<open])))
            pieces.append(.word(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        return pieces + [.text(String(rest))]
    }
}

extension Firm {
    /// What stands before an invoice to this client.
    package func coverLetter(for client: Client) -> Letter? {
        switch client.coverLetter {
        case .letter(let letter)?: letter
        case CoverLetter.none?: nil
        case nil: coverLetter
        }
    }
}

extension StringProtocol {
    /// Without blanks at its ends.
    package var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
