/// What an encodable value has told of itself so far, for all the encoders that it is handed.
final class SharedTree {
    var tree = TreeOfText()
}

/// A value tells its keys in the order of its properties; they are sorted where the text is made.
struct TreeOfText {
    enum Content {
        case nothing, object, array
        case text(String)
        /// A number, `true`, `false` or `null`.
        case bare(String)
    }

    private struct Node {
        var key: String
        var content = Content.nothing
        /// Of what is in it.
        var first: Int32 = 0
        var last: Int32 = 0
        /// The one after it in the same container; 0 where it is the last.
        var next: Int32 = 0
        var count: Int32 = 0
    }

    /// The first is the whole.
    private var nodes = [Node(key: "")]

    var isBegun: Bool {
        if case .nothing = nodes[0].content { false } else { true }
    }

    mutating func set(_ content: Content, at node: Int) { nodes[node].content = content }

    mutating func add(key: String = "", to container: Int) -> Int {
        let node = nodes.count
        nodes.append(Node(key: key))
        if nodes[container].count == 0 {
            nodes[container].first = Int32(node)
        } else {
            nodes[Int(nodes[container].last)].next = Int32(node)
        }
        nodes[container].last = Int32(node)
        nodes[container].count += 1
        return node
    }

    func count(in container: Int) -> Int { Int(nodes[container].count) }

    // MARK: The text

    func text(isIndented: Bool) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(nodes.count * 16)
        append(0, indent: isIndented ? 0 : nil, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Things within others begin on lines of their own, where there is an indent.
    private func append(_ node: Int, indent: Int?, to bytes: inout [UInt8]) {
        let inner = indent.map { $0 + 2 }
        switch nodes[node].content {
        case .text(let text): append(quoted: text, to: &bytes)
        case .bare(let text): bytes.append(contentsOf: text.utf8)
        case .array:
            bytes.append(UInt8(ascii: "["))
            var element = Int(nodes[node].first)
            if element == 0 { newLine(nil, indent, &bytes) }
            while element != 0 {
                newLine(inner, indent, &bytes)
                append(element, indent: inner, to: &bytes)
                element = Int(nodes[element].next)
                if element != 0 { bytes.append(UInt8(ascii: ",")) }
            }
            newLine(indent, indent, &bytes)
            bytes.append(UInt8(ascii: "]"))
        // What tells nothing of itself is an object without keys.
        case .object, .nothing:
            bytes.append(UInt8(ascii: "{"))
            if nodes[node].count == 0 { newLine(nil, indent, &bytes) }
            for (index, member) in members(of: node).enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                newLine(inner, indent, &bytes)
                append(quoted: nodes[member].key, to: &bytes)
                if indent != nil { bytes.append(UInt8(ascii: " ")) }
                bytes.append(UInt8(ascii: ":"))
                if indent != nil { bytes.append(UInt8(ascii: " ")) }
                append(member, indent: inner, to: &bytes)
            }
            newLine(indent, indent, &bytes)
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// With so many spaces, where the text is indented.
    private func newLine(_ spaces: Int?, _ indent: Int?, _ bytes: inout [UInt8]) {
        guard indent != nil else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: spaces ?? 0))
    }

    /// By the bytes of their keys; of several with one key the last.
    private func members(of object: Int) -> [Int] {
        var members: [Int] = []
        members.reserveCapacity(Int(nodes[object].count))
        var member = Int(nodes[object].first)
        // They are few: each is put in its place among those before it.
        while member != 0 {
            let key = nodes[member].key
            var place = members.count
            while place > 0, key.utf8.lexicographicallyPrecedes(nodes[members[place - 1]].key.utf8)
            {
                place -= 1
            }
            if place > 0, nodes[members[place - 1]].key == key {
                members[place - 1] = member
            } else {
                members.insert(member, at: place)
            }
            member = Int(nodes[member].next)
        }
        return members
    }

    private func append(quoted text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { text in
            var done = 0
            for (place, byte) in text.enumerated()
            where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                bytes.append(contentsOf: text[done..<place])
                bytes.append(contentsOf: escape(byte).utf8)
                done = place + 1
            }
            bytes.append(contentsOf: text[done...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private func escape(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "\""): "\\\""
        case UInt8(ascii: "\\"): "\\\\"
        case 0x08: "\\b"
        case 0x0C: "\\f"
        case UInt8(ascii: "\n"): "\\n"
        case UInt8(ascii: "\r"): "\\r"
        case UInt8(ascii: "\t"): "\\t"
        default: (byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16)
        }
    }
}
