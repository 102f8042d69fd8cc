/// Values as the ledger keeps them: JSON with its keys sorted, to the byte what Foundation's coder
/// makes with `sortedKeys` and `withoutEscapingSlashes`, in a fraction of the time; for people to read, with
/// `prettyPrinted`, too.
///
/// For what is stored by the ten thousand and has whole numbers only: what is not whole is refused
/// in either direction. Any text is read or refused; none ends the process.
package enum StoredJSON {
    package static func text(
        of value: some Encodable, isIndented: Bool = false
    ) throws -> String {
        let shared = SharedTree()
        try value.encode(to: Writer(shared: shared, node: 0))
        guard shared.tree.isBegun else {
            throw EncodingError.invalidValue(
                value, EncodingError.Context(codingPath: [], debugDescription: "nothing to store"))
        }
        return shared.tree.text(isIndented: isIndented)
    }

    package static func value<Value: Decodable>(
        _ type: Value.Type = Value.self, of text: String,
        userInfo: [CodingUserInfoKey: any Sendable] = [:]
    ) throws -> Value {
        let tape = try Tape(text, userInfo: userInfo)
        return try Value(from: Reader(tape: tape, token: 0))
    }
}
