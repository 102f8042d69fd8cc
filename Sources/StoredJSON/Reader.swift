/// One value on the tape. Small enough to be handed on without an allocation.
struct Reader {
    let tape: Tape
    let token: Int

    private var current: Tape.Token { tape.tokens[token] }

    func mismatch<Wanted>(_ type: Wanted.Type, _ wanted: String) -> DecodingError {
        DecodingError.typeMismatch(
            type,
            DecodingError.Context(
                codingPath: codingPath, debugDescription: "no \(wanted), but \(current.kind)"))
    }
}

extension Reader: Decoder {
    var codingPath: [any CodingKey] { tape.path(to: token) }
    var userInfo: [CodingUserInfoKey: Any] { tape.userInfo }

    func container<Key: CodingKey>(
        keyedBy type: Key.Type
    ) throws -> KeyedDecodingContainer<Key> {
        guard current.kind == .object else { throw mismatch([String: Any].self, "object") }
        return KeyedDecodingContainer(KeyedReader(object: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard current.kind == .array else { throw mismatch([Any].self, "array") }
        return UnkeyedReader(array: self)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }
}

/// The plain values; the other containers come here for theirs.
extension Reader: SingleValueDecodingContainer {
    func decodeNil() -> Bool { current.kind == .null }

    func decode(_ type: Bool.Type) throws -> Bool {
        switch current.kind {
        case .yes: return true
        case .no: return false
        default: throw mismatch(type, "truth")
        }
    }

    func decode(_ type: String.Type) throws -> String {
        guard current.kind == .text || current.kind == .escaped else {
            throw mismatch(type, "text")
        }
        return tape.text(current)
    }

    func decode(_ type: Double.Type) throws -> Double { throw mismatch(type, "whole number") }

    func decode(_ type: Float.Type) throws -> Float { throw mismatch(type, "whole number") }

    func decode<Number: FixedWidthInteger & Decodable>(_ type: Number.Type) throws -> Number {
        guard current.kind == .number else { throw mismatch(type, "number") }
        guard let number: Number = tape.number(current) else {
            throw DecodingError.dataCorruptedError(
                in: self, debugDescription: "a number that is too large")
        }
        return number
    }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: self) }
}

/// An object. Its few keys are compared byte by byte where one is asked for.
struct KeyedReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let object: Reader

    var codingPath: [any CodingKey] { object.codingPath }

    var allKeys: [Key] {
        object.tape.keys(of: object.token).compactMap { Key(stringValue: $0) }
    }

    private func found(_ key: some CodingKey) -> Reader? {
        object.tape.value(of: key.stringValue, in: object.token).map {
            Reader(tape: object.tape, token: $0)
        }
    }

    private func reader(_ key: some CodingKey) throws -> Reader {
        guard let reader = found(key) else {
            throw DecodingError.keyNotFound(
                key,
                DecodingError.Context(
                    codingPath: codingPath, debugDescription: "no \"\(key.stringValue)\""))
        }
        return reader
    }

    func contains(_ key: Key) -> Bool { found(key) != nil }

    func decodeNil(forKey key: Key) throws -> Bool { try reader(key).decodeNil() }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try Value(from: try reader(key))
    }

    func decodeIfPresent<Value: Decodable>(
        _ type: Value.Type, forKey key: Key
    ) throws -> Value? {
        guard let reader = found(key), !reader.decodeNil() else { return nil }
        return try Value(from: reader)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try reader(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try reader(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { try reader(PlainKey(stringValue: "super")) }

    func superDecoder(forKey key: Key) throws -> any Decoder { try reader(key) }
}

/// An array, element by element.
struct UnkeyedReader: UnkeyedDecodingContainer {
    private let array: Reader
    private var next: Int
    private(set) var currentIndex = 0

    init(array: Reader) {
        self.array = array
        next = array.token + 1
    }

    var codingPath: [any CodingKey] { array.codingPath }
    var count: Int? { array.tape.count(of: array.token) }
    var isAtEnd: Bool { next >= Int(array.tape.tokens[array.token].next) }

    /// The element that is next, which stays the next.
    private func reader<Wanted>(_ type: Wanted.Type) throws -> Reader {
        guard !isAtEnd else {
            throw DecodingError.valueNotFound(
                type,
                DecodingError.Context(
                    codingPath: codingPath,
                    debugDescription: "no more than \(currentIndex) elements"))
        }
        return Reader(tape: array.tape, token: next)
    }

    private mutating func goOn() {
        next = Int(array.tape.tokens[next].next)
        currentIndex += 1
    }

    mutating func decodeNil() throws -> Bool {
        guard try reader(Never.self).decodeNil() else { return false }
        goOn()
        return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let value = try Value(from: try reader(type))
        goOn()
        return value
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        let container = try reader([String: Any].self).container(keyedBy: type)
        goOn()
        return container
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let container = try reader([Any].self).unkeyedContainer()
        goOn()
        return container
    }

    mutating func superDecoder() throws -> any Decoder {
        let reader = try reader((any Decoder).self)
        goOn()
        return reader
    }
}
