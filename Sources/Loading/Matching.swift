import Settings

/// How names are compared: without regard to case and to the white space around and within them.
package func folded(_ name: String) -> String {
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return foldedASCII(name) }
    return name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

/// The same for the plain letters that almost every name is of, without a look at Unicode tables.
private func foldedASCII(_ name: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.utf8.count)
    for byte in name.utf8 {
        if CSVByte.isBlank(byte) {
            if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
        } else {
            bytes.append((0x41...0x5A).contains(byte) ? byte + 0x20 : byte)
        }
    }
    if bytes.last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
}

/// Finds what a cell names among the rows of a register: by id, else by name, else by alias.
package struct Directory<ID: Hashable & Sendable>: Sendable {
    package enum Match: Equatable, Sendable {
        case found(ID)
        case several([ID])
        case none
    }

    private struct Listing {
        var id: ID
        var shown: String
    }

    private var byID: [String: ID] = [:]
    private var byName: [String: [ID]] = [:]
    private var byAlias: [String: [ID]] = [:]
    /// Everything that can be named, in register order, with what to show for it.
    private var names: [(name: String, id: ID, shown: String)] = []

    package init() {}

    /// False where the id is taken already; the row is then left out.
    @discardableResult
    package mutating func add(_ id: ID, text: String, name: String, aliases: [String]) -> Bool {
        let key = folded(text)
        guard byID[key] == nil else { return false }
        byID[key] = id
        byName[folded(name), default: []].append(id)
        let shown = name == text ? text : "\(name) (\(text))"
        names.append((text, id, shown))
        if name != text { names.append((name, id, shown)) }
        for alias in aliases {
            byAlias[folded(alias), default: []].append(id)
            names.append((alias, id, shown))
        }
        return true
    }

    /// What `text` names, among those that `isEligible` takes.
    package func match(_ text: String, where isEligible: (ID) -> Bool = { _ in true }) -> Match {
        let key = folded(text)
        if let id = byID[key], isEligible(id) { return .found(id) }
        for index in [byName, byAlias] {
            let ids = (index[key] ?? []).filter(isEligible)
            if ids.count == 1 { return .found(ids[0]) }
            if ids.count > 1 { return .several(ids) }
        }
        return .none
    }

    /// "did you mean Acme Holdings (C0012)?", or nil where nothing is near.
    package func suggestion(for text: String, where isEligible: (ID) -> Bool = { _ in true })
        -> String?
    {
        let eligible = names.filter { isEligible($0.id) }
        guard let near = nearest(text, among: eligible.lazy.map(\.name)),
            let hit = eligible.first(where: { $0.name == near })
        else { return nil }
        return "did you mean \(hit.shown)?"
    }
}
