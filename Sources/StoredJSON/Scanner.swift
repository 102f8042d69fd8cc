/// Cuts a JSON text into tokens, or says what is wrong with it.
struct Scanner {
    struct Fault: Error {
        var what: String
        var place: Int
    }

    private static let deepest = 512

    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0
    private var found: [Tape.Token] = []

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func tokens() throws(Fault) -> [Tape.Token] {
        guard bytes.count < Int(Int32.max) else { throw Fault(what: "too long", place: 0) }
        found.reserveCapacity(bytes.count / 5 + 1)
        try value(depth: 0)
        skipBlanks()
        guard place == bytes.count else { throw fault("something after the end") }
        return found
    }

    private mutating func value(depth: Int) throws(Fault) {
        guard depth < Scanner.deepest else { throw fault("too many containers in one another") }
        skipBlanks()
        switch next {
        case UInt8(ascii: "\""): try text()
        case UInt8(ascii: "{"): try object(depth: depth)
        case UInt8(ascii: "["): try array(depth: depth)
        case UInt8(ascii: "t"): try word("true", .yes)
        case UInt8(ascii: "f"): try word("false", .no)
        case UInt8(ascii: "n"): try word("null", .null)
        default: try number()
        }
    }

    // MARK: Containers

    private mutating func object(depth: Int) throws(Fault) {
        let token = begin(.object)
        if !ends(with: UInt8(ascii: "}")) {
            repeat {
                skipBlanks()
                guard next == UInt8(ascii: "\"") else { throw fault("no key") }
                try text()
                skipBlanks()
                guard take(UInt8(ascii: ":")) else { throw fault("no colon") }
                try value(depth: depth + 1)
                skipBlanks()
            } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: "}")) else { throw fault("an object does not end") }
        }
        end(token)
    }

    private mutating func array(depth: Int) throws(Fault) {
        let token = begin(.array)
        if !ends(with: UInt8(ascii: "]")) {
            repeat {
                try value(depth: depth + 1)
                skipBlanks()
            } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: "]")) else { throw fault("an array does not end") }
        }
        end(token)
    }

    private mutating func begin(_ kind: Tape.Token.Kind) -> Int {
        found.append(Tape.Token(kind: kind, start: Int32(place), end: 0, next: 0))
        place += 1
        return found.count - 1
    }

    /// Whether a container that has just begun has nothing in it.
    private mutating func ends(with bracket: UInt8) -> Bool {
        skipBlanks()
        return take(bracket)
    }

    private mutating func end(_ token: Int) {
        found[token].end = Int32(place)
        found[token].next = Int32(found.count)
    }

    // MARK: Values

    private mutating func text() throws(Fault) {
        place += 1
        let start = place
        var kind = Tape.Token.Kind.text
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "\"") {
                append(kind, from: start)
                place += 1
                return
            }
            guard byte >= 0x20 else { throw fault("a control character") }
            place += 1
            if byte == UInt8(ascii: "\\") {
                kind = .escaped
                try escape()
            }
        }
        throw fault("a text does not end")
    }

    /// What follows a backslash.
    private mutating func escape() throws(Fault) {
        guard let byte = next else { throw fault("a text does not end") }
        place += 1
        switch byte {
        case UInt8(ascii: "u"):
            let unit = try unit()
            guard UTF16.isSurrogate(unit) else { return }
            guard UTF16.isLeadSurrogate(unit), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")),
                UTF16.isTrailSurrogate(try self.unit())
            else { throw fault("half a character") }
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return
        default: throw fault("an unknown escape")
        }
    }

    private mutating func unit() throws(Fault) -> UInt16 {
        let digits = bytes[place..<min(place + 4, bytes.count)]
        guard digits.count == 4, digits.allSatisfy({ hexadecimalDigit($0) != nil }) else {
            throw fault("an unknown escape")
        }
        place += 4
        return UInt16(hexadecimal: digits)
    }

    private mutating func number() throws(Fault) {
        let start = place
        _ = take(UInt8(ascii: "-"))
        let first = place
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            place += 1
        }
        guard place > first else { throw fault("no value") }
        guard place == first + 1 || bytes[first] != UInt8(ascii: "0") else {
            throw fault("a zero before a number")
        }
        if let byte = next,
            [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(byte)
        {
            throw fault("a number that is not whole")
        }
        append(.number, from: start)
    }

    private mutating func word(
        _ word: StaticString, _ kind: Tape.Token.Kind
    ) throws(Fault) {
        let start = place
        for index in 0..<word.utf8CodeUnitCount where !take(word.utf8Start[index]) {
            throw fault("no value")
        }
        append(kind, from: start)
    }

    private mutating func append(_ kind: Tape.Token.Kind, from start: Int) {
        found.append(
            Tape.Token(
                kind: kind, start: Int32(start), end: Int32(place), next: Int32(found.count + 1)))
    }

    // MARK: Bytes

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        place += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = next, byte <= 0x20,
            byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
        {
            place += 1
        }
    }

    private func fault(_ what: String) -> Fault { Fault(what: what, place: place) }
}
