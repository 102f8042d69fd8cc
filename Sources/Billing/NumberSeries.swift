/// How documents of one kind are numbered: in one series, or in one each for every year, office or
/// client.
package struct NumberSeries: Sendable, Equatable {
    /// What a document has that its number may tell, and that may have numbers of its own.
    package enum Part: String, Sendable, CaseIterable {
        case year, office, client
    }

    /// A prefix is made of these.
    package enum Piece: Sendable, Equatable {
        case text(String)
        case part(Part)
        /// Something in braces that nothing fills in.
        case unknown(String)
    }

    /// What stands before the digits; `{year}`, `{office}` and `{client}` are filled in.
    package var prefix: String
    package var first: Int
    /// Digits that the number is filled to with zeros.
    package var width: Int
    /// What has numbers of its own; empty where the firm counts everything together.
    package var by: [Part]

    package init(prefix: String = "", first: Int = 1, width: Int = 1, by: [Part] = []) {
        self.prefix = prefix
        self.first = first
        self.width = width
        self.by = by
    }

    package func text(_ number: Int, of document: Numbered) -> String {
        let digits = String(number)
        return prefix(for: document)
            + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    package func prefix(for document: Numbered) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .part(let part): document[part]
            case .unknown(let word): "{\(word)}"
            }
        }.joined()
    }

    /// The name by which the ledger counts the series that the document belongs to:
    /// `invoice/year=2026/office=Boston`.
    package func name(_ kind: String, of document: Numbered) -> String {
        Part.allCases.filter(by.contains).reduce(kind) { name, part in
            let value = document[part].split(separator: "/", omittingEmptySubsequences: false)
                .joined(separator: "//")
            return "\(name)/\(part.rawValue)=\(value)"
        }
    }

    package var pieces: [Piece] {
        var pieces: [Piece] = []
        var rest = prefix[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            let word = String(rest[rest.index(after: open)..<close])
            pieces.append(Part(rawValue: word).map(Piece.part) ?? .unknown(word))
            rest = rest[rest.index(after: close)...]
        }
        return rest.isEmpty ? pieces : pieces + [.text(String(rest))]
    }

    /// Whether the digits after an office or a client cannot be taken for a part of its name: C1
    /// and 11 for C11 and 1. A year has four digits and needs nothing after it.
    package var keepsNumbersApart: Bool {
        let tail = pieces.reversed().prefix { $0 != .part(.office) && $0 != .part(.client) }
        guard tail.count < pieces.count else { return true }
        return tail.contains { piece in
            if case .text(let text) = piece { return !text.utf8.allSatisfy(isDigit) }
            return false
        }
    }

    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

/// What a number may tell of the document that it is given to.
package struct Numbered: Sendable, Hashable {
    package var year: Int
    package var office: String
    package var client: ClientID

    package init(year: Int, office: String, client: ClientID) {
        self.year = year
        self.office = office
        self.client = client
    }

    package subscript(part: NumberSeries.Part) -> String {
        switch part {
        case .year: String(year)
        case .office: office
        case .client: client.text
        }
    }
}

extension Registers {
    /// The office that a statement over these matters is numbered in: theirs where they have one in
    /// common, else the client's, else the firm's.
    package func office(of matters: [MatterID], _ client: ClientID, in firm: Firm) -> String {
        let ofClient = clients[client]?.office ?? firm.office ?? ""
        let own = Set(matters.map { self.matters[$0]?.office ?? ofClient })
        return own.count == 1 ? own.first ?? ofClient : ofClient
    }
}
