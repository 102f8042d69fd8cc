/// A figure in its parts: what stands before its decimal point, or before where one would stand, and
/// what follows.
struct FigureText {
    var head: String
    var tail: String
    /// What follows the last digit, but for a closing parenthesis: a currency.
    var unit: String

    /// `point` is the UTF-8 offset of the decimal point.
    init(_ text: String, point: Int?) {
        let bytes = Array(text.utf8)
        let end = (bytes.lastIndex { (0x30...0x39).contains($0) } ?? bytes.count - 1) + 1
        head = String(decoding: bytes.prefix(point ?? end), as: UTF8.self)
        tail = String(decoding: bytes.dropFirst(point ?? end), as: UTF8.self)
        let rest = String(decoding: bytes.dropFirst(end), as: UTF8.self)
        unit = rest.hasSuffix(")") ? String(rest.dropLast()) : rest
    }
}
