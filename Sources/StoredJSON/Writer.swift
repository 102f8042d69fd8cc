/// A place in the tree for one value. Small enough to be handed on without an allocation.
struct Writer {
    let shared: SharedTree
    let node: Int
}

extension Writer: Encoder {
    /// Nobody asks where a value stands that is being stored.
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        shared.tree.set(.object, at: node)
        return KeyedEncodingContainer(KeyedWriter(object: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        shared.tree.set(.array, at: node)
        return UnkeyedWriter(array: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

/// The plain values; the other containers come here for theirs.
extension Writer: SingleValueEncodingContainer {
    func encodeNil() { shared.tree.set(.bare("null"), at: node) }

    func encode(_ value: Bool) { shared.tree.set(.bare(value ? "true" : "false"), at: node) }

    func encode(_ value: String) { shared.tree.set(.text(value), at: node) }

    func encode(_ value: Double) throws { throw notWhole(value) }

    func encode(_ value: Float) throws { throw notWhole(value) }

    func encode<Number: FixedWidthInteger & Encodable>(_ value: Number) {
        shared.tree.set(.bare(String(value)), at: node)
    }

    func encode<Value: Encodable>(_ value: Value) throws { try value.encode(to: self) }

    private func notWhole(_ value: Any) -> EncodingError {
        EncodingError.invalidValue(
            value,
            EncodingError.Context(
                codingPath: [], debugDescription: "what is stored has whole numbers only"))
    }
}

struct KeyedWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let object: Writer

    var codingPath: [any CodingKey] { [] }

    private func writer(_ key: some CodingKey) -> Writer {
        Writer(
            shared: object.shared,
            node: object.shared.tree.add(key: key.stringValue, to: object.node))
    }

    func encodeNil(forKey key: Key) { writer(key).encodeNil() }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        try value.encode(to: writer(key))
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        writer(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        writer(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { writer(PlainKey(stringValue: "super")) }

    func superEncoder(forKey key: Key) -> any Encoder { writer(key) }
}

struct UnkeyedWriter: UnkeyedEncodingContainer {
    let array: Writer

    var codingPath: [any CodingKey] { [] }
    var count: Int { array.shared.tree.count(in: array.node) }

    private func writer() -> Writer {
        Writer(shared: array.shared, node: array.shared.tree.add(to: array.node))
    }

    func encodeNil() { writer().encodeNil() }

    func encode<Value: Encodable>(_ value: Value) throws { try value.encode(to: writer()) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
        writer().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { writer().unkeyedContainer() }

    func superEncoder() -> any Encoder { writer() }
}
