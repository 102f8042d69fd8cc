import Billing
internal import Yams

/// Reads one mapping of a YAML file key by key and collects everything that is wrong with it.
///
/// Ask for each key by its getter, nested mappings by `mapping` and `mappings`, and call `finish`
/// at the end: keys that were never asked for are then reported as unknown. A getter returns nil
/// where the key is missing, blank or refused; the reader has reported what needs reporting.
package struct SettingsReader {
    package enum Shape: Sendable {
        case text, list, mapping
    }

    struct Entry {
        var key: String
        var place: Place
        var value: Node
    }

    package let file: String
    package private(set) var diagnostics: [Diagnostic] = []
    /// False where the text is no YAML mapping at all; every getter then returns nil, silently.
    package private(set) var isReadable = true

    private let path: String
    /// Where this mapping begins.
    package let place: Place
    private var entries: [Entry] = []
    /// Where the first entry of a key stands in `entries`.
    private var indexOfKey: [String: Int] = [:]
    private var asked: [String] = []
    private var isAsked: Set<String> = []

    /// Reads the text of `file`, the name that places show.
    package init(text: String, file: String) {
        self.file = file
        path = ""
        place = Place(file: file)
        switch composed(text, file: file) {
        case .success(nil): break
        case .success(let root?): take(root)
        case .failure(let refused):
            diagnostics = [refused.diagnostic]
            isReadable = false
        }
    }

    /// Reads the bytes of `file`, which must be UTF-8.
    package init(bytes: [UInt8], file: String) {
        let fault = bytes.withUnsafeBufferPointer { buffer in
            UTF8Text.firstFault(in: buffer).map { UTF8Text.position(of: $0, in: buffer) }
        }
        guard let fault else {
            self.init(text: String(decoding: bytes, as: UTF8.self), file: file)
            return
        }
        self.init(text: "", file: file)
        isReadable = false
        diagnostics = [
            Diagnostic(
                .error, .fileNotUTF8,
                at: Place(file: file, line: fault.line + 1, column: fault.column + 1),
                "the file is not saved as UTF-8 text", remedy: "save it again with encoding UTF-8")
        ]
    }

    private init(_ node: Node, file: String, path: String, place: Place) {
        self.file = file
        self.path = path
        self.place = place
        take(node)
    }

    private mutating func take(_ node: Node) {
        guard let mapping = node.mapping else {
            isReadable = false
            report(
                .settingUnreadable, at: place,
                "\(path.isEmpty ? "the file" : path) holds no settings",
                remedy: "write one setting a line, like \"name: value\"")
            return
        }
        for (key, value) in mapping {
            let place = place(of: key)
            guard let name = key.scalar?.string else {
                report(
                    .settingUnreadable, at: place, "the name of a setting must be one word",
                    remedy: "write it like \"name: value\"")
                continue
            }
            if indexOfKey[name] == nil { indexOfKey[name] = entries.count }
            entries.append(Entry(key: name, place: place, value: value))
        }
    }

    // MARK: Keys

    /// The keys of this mapping, in the order of the file.
    package var keys: [String] { entries.map(\.key) }

    /// Which of these keys have a value, in the order of the file. All count as asked for.
    package mutating func written(of keys: [String]) -> [String] {
        for key in keys { ask(key) }
        return self.keys.filter { keys.contains($0) && shape(of: $0) != nil }
    }

    /// Where the value of `key` stands; the mapping itself where the key is missing.
    package func place(of key: String) -> Place {
        guard let entry = entry(key) else { return place }
        let value = place(of: entry.value)
        return value.line == 0 ? entry.place : value
    }

    /// What is written for `key`; nil where it is missing or blank.
    package func shape(of key: String) -> Shape? {
        guard let node = entry(key)?.value, !isBlank(node) else { return nil }
        switch node {
        case .mapping: return .mapping
        case .sequence: return .list
        default: return .text
        }
    }

    /// The key as it is called in messages: `invoices.width`.
    package func name(of key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }

    // MARK: Reports

    /// Reports the value of `key`, or its absence.
    package mutating func refuse(
        _ key: String, as code: Diagnostic.Code = .settingUnreadable,
        severity: Diagnostic.Severity = .error, _ fact: String, remedy: String? = nil
    ) {
        diagnostics.append(
            Diagnostic(severity, code, at: place(of: key), fact, remedy: remedy))
    }

    /// Reports what came out when several settings were looked at together.
    package mutating func report(_ found: [Diagnostic]) { diagnostics += found }

    private mutating func report(
        _ code: Diagnostic.Code, at place: Place, _ fact: String, remedy: String?
    ) {
        diagnostics.append(Diagnostic(.error, code, at: place, fact, remedy: remedy))
    }

    /// Reports keys that no getter asked for, and returns all that was found, by place.
    package mutating func finish() -> [Diagnostic] {
        for entry in entries where !isAsked.contains(entry.key) {
            let remedy = didYouMean(entry.key, among: asked)
            report(
                .settingUnknown, at: entry.place,
                "\"\(name(of: entry.key))\" is not a known setting",
                remedy: remedy ?? "known here: \(asked.joined(separator: ", "))")
        }
        (entries, indexOfKey) = ([], [:])
        diagnostics = diagnostics.enumerated().sorted { left, right in
            (left.element.place ?? place, left.offset) < (
                right.element.place ?? place, right.offset
            )
        }.map(\.element)
        return diagnostics
    }

    // MARK: Nodes

    private mutating func ask(_ key: String) {
        if isAsked.insert(key).inserted { asked.append(key) }
    }

    private func entry(_ key: String) -> Entry? { indexOfKey[key].map { entries[$0] } }

    /// The node of `key`, which counts as asked for; a missing or blank one is reported if required.
    mutating func node(_ key: String, required: Bool) -> Node? {
        ask(key)
        guard isReadable else { return nil }
        if let node = entry(key)?.value, !isBlank(node) { return node }
        if required {
            report(
                .settingMissing, at: place(of: key), "\"\(name(of: key))\" is missing",
                remedy: "add a line \"\(key): …\"\(path.isEmpty ? "" : " under \"\(path)\"")")
        }
        return nil
    }

    /// The text of `key`; a list or a mapping in its place is reported.
    mutating func scalar(_ key: String, required: Bool) -> String? {
        guard let node = node(key, required: required) else { return nil }
        guard let scalar = node.scalar else {
            refuse(key, "\"\(name(of: key))\" must be one value", remedy: "write \"\(key): …\"")
            return nil
        }
        return scalar.string
    }

    /// Reads the mapping under `key` with a reader of its own.
    @discardableResult
    package mutating func mapping<Value>(
        _ key: String, required: Bool = false, read: (inout SettingsReader) -> Value
    ) -> Value? {
        guard let node = node(key, required: required) else { return nil }
        return nested(node, path: name(of: key), place: place(of: key), read: read)
    }

    /// Reads each mapping of the list under `key` with a reader of its own.
    package mutating func mappings<Value>(
        _ key: String, required: Bool = false, read: (inout SettingsReader) -> Value?
    ) -> [Value] {
        guard let node = node(key, required: required) else { return [] }
        guard let list = node.sequence else {
            refuse(
                key, "\"\(name(of: key))\" must be a list",
                remedy: "begin each item with a dash and a space")
            return []
        }
        return list.enumerated().compactMap { index, item in
            let path = "\(name(of: key)) (item \(index + 1))"
            return nested(item, path: path, place: place(of: item), read: read) ?? nil
        }
    }

    private mutating func nested<Value>(
        _ node: Node, path: String, place: Place, read: (inout SettingsReader) -> Value
    ) -> Value? {
        var reader = SettingsReader(node, file: file, path: path, place: place)
        let value = reader.isReadable ? read(&reader) : nil
        diagnostics += reader.finish()
        return value
    }

    private func place(of node: Node) -> Place {
        Place(file: file, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0)
    }

    /// `key:` with nothing after it, `~` and `null`.
    private func isBlank(_ node: Node) -> Bool {
        guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else {
            return false
        }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }
}
