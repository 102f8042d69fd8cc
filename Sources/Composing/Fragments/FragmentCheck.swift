internal import Billing
internal import Settings

/// Looks a fragment through before it is used: its tags, the names in them, and its markup. What passes
/// makes sound markup whatever is filled in, because each element ends on its line and within its
/// section.
struct FragmentCheck {
    /// Pango's markup, as far as fragments have it.
    private static let elements = ["b", "i", "small", "big", "span"]

    private enum Open {
        case section(String, isList: Bool, Place)
        case element(String, Place)
    }

    private let file: String
    private var rest: Substring
    private var line = 1
    private var column = 1
    private var open: [Open] = []
    private var found: [Diagnostic] = []

    private init(_ text: String, file: String) {
        self.file = file
        rest = text[...]
    }

    static func faults(in text: String, file: String) -> [Diagnostic] {
        var check = FragmentCheck(text, file: file)
        check.run()
        return check.found
    }

    private var place: Place { Place(file: file, line: line, column: column) }

    private mutating func run() {
        while let next = rest.first {
            if rest.hasPrefix("{{") {
                readTag()
            } else if next == "<" {
                readElement()
            } else if next == "&" {
                readReference()
            } else if next == ">" {
                refuse("\">\" stands alone", remedy: "write &gt;")
                advance(1)
            } else {
                if next.isNewline { endLine() }
                advance(1)
            }
        }
        endLine()
        for case .section(let name, _, let place) in open {
            refuse(
                "the section {{#\(name)}} is not closed", at: place, remedy: "add {{/\(name)}}")
        }
    }

    private mutating func advance(_ count: Int) {
        for _ in 0..<count {
            guard let next = rest.popFirst() else { return }
            (line, column) = next.isNewline ? (line + 1, 1) : (line, column + 1)
        }
    }

    private mutating func refuse(_ fact: String, at place: Place? = nil, remedy: String) {
        found.append(
            Diagnostic(.fragmentUnreadable, at: place ?? self.place, fact, remedy: remedy))
    }

    /// An element that goes over the end of its line could be parted from its end.
    private mutating func endLine() {
        for case .element(let name, let place) in open {
            refuse(
                "<\(name)> is not closed on its line", at: place,
                remedy: "write </\(name)> before the line ends, and begin anew on the next")
        }
        open.removeAll { if case .element = $0 { true } else { false } }
    }

    // MARK: Mustache

    private mutating func readTag() {
        guard let end = rest.firstRange(of: "}}") else {
            refuse("the tag is not closed", remedy: "write }} behind its name")
            advance(rest.count)
            return
        }
        let inside = rest[rest.index(rest.startIndex, offsetBy: 2)..<end.lowerBound]
        let name = inside.dropFirst().trimmed
        switch inside.first {
        case "!": break
        case "#", "^": readSection(name, isInverted: inside.first == "^")
        case "/": endSection(name)
        case "{", "&":
            refuse(
                "{{\(inside)}} would fill in a value as markup",
                remedy: "write {{\(inside.dropFirst().trimmed)}}: values print as themselves")
        case ">", "<", "$", "%", "=", "*":
            refuse(
                "{{\(inside)}} is of no use here",
                remedy: "write names, {{#name}} … {{/name}} and {{^name}} … {{/name}}")
        default: readName(inside.trimmed)
        }
        advance(rest.distance(from: rest.startIndex, to: end.upperBound))
        if inside.first == "{", rest.first == "}" { advance(1) }
    }

    private mutating func readName(_ name: String) {
        if name == "." {
            let isInList = open.contains {
                if case .section(_, true, _) = $0 { true } else { false }
            }
            if !isInList {
                refuse(
                    "{{.}} stands for nothing here",
                    remedy: "write it between {{#payment}} and {{/payment}}, or another list")
            }
            return
        }
        guard let word = word(name) else { return }
        switch word.kind {
        case .text: break
        case .list:
            refuse(
                "\(name) has several lines", remedy: "write {{#\(name)}}{{.}}\\{{/\(name)}}")
        case .flag:
            refuse(
                "\(name) has no text of its own",
                remedy: "write {{#\(name)}} … {{/\(name)}} around what is for it alone")
        }
    }

    /// Nil, and told, where nothing is called so.
    private mutating func word(_ name: String) -> FragmentWord? {
        if let word = FragmentWord(rawValue: name) { return word }
        let known = FragmentWord.allCases.map(\.rawValue)
        refuse(
            "nothing fills in \"\(name)\"",
            remedy: didYouMean(name, among: known)
                ?? "known here: \(known.joined(separator: ", "))")
        return nil
    }

    private mutating func readSection(_ name: String, isInverted: Bool) {
        let isList = word(name).map { $0.kind != .flag } ?? true
        open.append(.section(name, isList: isList && !isInverted, place))
    }

    private mutating func endSection(_ name: String) {
        switch open.last {
        case .section(name, _, _)?: open.removeLast()
        case .section(let other, _, _)?:
            refuse("{{/\(name)}} ends the section {{#\(other)}}", remedy: "write {{/\(other)}}")
            open.removeLast()
        case .element(let element, let place)?:
            refuse(
                "<\(element)> is not closed within its section", at: place,
                remedy: "write </\(element)> before {{/\(name)}}")
            open.removeLast()
            endSection(name)
        case nil:
            refuse("{{/\(name)}} ends no section", remedy: "write {{#\(name)}} before it")
        }
    }

    // MARK: Markup

    private mutating func readElement() {
        guard let end = rest.firstIndex(where: { $0 == ">" || $0.isNewline }), rest[end] == ">",
            !rest[..<end].contains("{{")
        else {
            refuse("\"<\" begins no element", remedy: "write &lt;")
            advance(1)
            return
        }
        let inside = rest[rest.index(after: rest.startIndex)..<end]
        if inside.first == "/" {
            endElement(inside.dropFirst().trimmed)
        } else {
            beginElement(inside)
        }
        advance(rest.distance(from: rest.startIndex, to: end) + 1)
    }

    private mutating func beginElement(_ inside: Substring) {
        let name = String(inside.prefix { !$0.isWhitespace })
        guard Self.elements.contains(name) else {
            refuse(
                "<\(inside)> is no element of fragments",
                remedy: "write one of " + Self.elements.map { "<\($0)>" }.joined(separator: ", ")
                    + ", or &lt; for the sign itself")
            return
        }
        let attributes = inside.dropFirst(name.count).trimmed
        let isSound =
            name == "span"
            ? attributes.wholeMatch(of: #/foreground\s*=\s*(["'])#[0-9A-Fa-f]{6}\1/#) != nil
            : attributes.isEmpty
        if !isSound {
            refuse(
                "<\(inside)> has attributes that fragments do not have",
                remedy: "write <span foreground=\"#1a2b3c\">, and the others without attributes")
        }
        open.append(.element(name, place))
    }

    private mutating func endElement(_ name: String) {
        if case .element(name, _)? = open.last {
            open.removeLast()
            return
        }
        if case .element(let other, _)? = open.last {
            refuse("</\(name)> stands where <\(other)> is open", remedy: "write </\(other)> first")
            open.removeLast()
        } else {
            refuse(
                "</\(name)> closes nothing",
                remedy: "write <\(name)> before it, on the same line and in the same section")
        }
    }

    /// `&amp;` and its like.
    private mutating func readReference() {
        if rest.prefixMatch(of: #/&(amp|lt|gt|quot|apos|#[0-9]{1,6});/#) == nil {
            refuse("\"&\" stands alone", remedy: "write &amp;")
        }
        advance(1)
    }
}
