import Foundation
import Settings
import Synchronization

/// How names are compared: without regard to case and width, to the white space around and within
/// them, to how a letter and its accent are put together, and to typographic apostrophes and
/// hyphens.
///
/// Case is folded in full: `Straße` is `STRASSE`, and both small sigmas are one. What cannot be
/// seen, like a zero-width space, is left out.
package func folded(_ name: String) -> String {
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return foldedASCII(name) }
    var scalars = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
        switch scalar.value {
        case 0x21..<0x7F: scalars.append(scalar)
        // Letters and signs in the widths of East Asian type.
        case 0xFF00...0xFFEF:
            let usual = String(scalar).precomposedStringWithCompatibilityMapping
            scalars.append(contentsOf: usual.unicodeScalars)
        case 0x2018, 0x2019: scalars.append("'")
        case 0x2010...0x2013: scalars.append("-")
        case _ where scalar.properties.isWhitespace: scalars.append(" ")
        case _ where scalar.properties.isDefaultIgnorableCodePoint: continue
        default: scalars.append(scalar)
        }
    }
    // By scalars: a blank with an accent behind it is another character.
    return String(scalars).uppercased().lowercased().precomposedStringWithCanonicalMapping
        .unicodeScalars.split(separator: " ").map { String($0) }.joined(separator: " ")
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

    private var byID: [String: ID] = [:]
    private var byName = Namesakes<ID>()
    private var byAlias = Namesakes<ID>()
    /// In register order.
    private var rows: [Row] = []
    /// Of the rows. Only a suggestion asks for it.
    private var names = NamesOnDemand<ID>()
    /// What rows that could not be read may have named.
    private var refused: Set<String> = []
    /// Whether the register as a whole could not be read.
    package var isUnreadable = false

    private struct Row: Sendable {
        var id: ID
        var text: String
        var name: String
        var aliases: [String]
    }

    package init() {}

    /// False where the id is taken already; the row is then left out.
    @discardableResult
    package mutating func add(_ id: ID, text: String, name: String, aliases: [String]) -> Bool {
        let key = folded(text)
        guard byID[key] == nil else { return false }
        byID[key] = id
        byName.add(id, named: folded(name))
        for alias in aliases { byAlias.add(id, named: folded(alias)) }
        rows.append(Row(id: id, text: text, name: name, aliases: aliases))
        // Another directory may go by the old ones.
        if !isKnownUniquelyReferenced(&names) || names.areMade { names = NamesOnDemand() }
        return true
    }

    /// Everything that can be named.
    private var index: NameIndex<ID> {
        names.index {
            var index = NameIndex<ID>()
            for row in rows {
                let shown = row.name == row.text ? row.text : "\(row.name) (\(row.text))"
                let (key, name) = (folded(row.text), folded(row.name))
                index.add(key, row.id, shown: shown)
                if name != key { index.add(name, row.id, shown: shown) }
                for alias in row.aliases { index.add(folded(alias), row.id, shown: shown) }
            }
            return index
        }
    }

    /// Remembers the cells of a row that could not be read: what they name is not unknown.
    mutating func refuse(_ texts: some Sequence<String>) {
        for text in texts { refused.insert(folded(text)) }
    }

    /// Whether `text` may name something that could not be read, and has been reported.
    func mayBeRefused(_ text: String) -> Bool {
        isUnreadable || refused.contains(folded(text))
    }

    /// What `text` names, among those that `isEligible` takes.
    package func match(_ text: String, where isEligible: (ID) -> Bool = { _ in true }) -> Match {
        let key = folded(text)
        if let id = byID[key], isEligible(id) { return .found(id) }
        for index in [byName, byAlias] {
            let ids = index.ids(named: key).filter(isEligible)
            if ids.count == 1 { return .found(ids[0]) }
            if ids.count > 1 { return .several(ids) }
        }
        return .none
    }

    /// "did you mean Acme Holdings (C0012)?", or up to three that are equally near; nil where
    /// nothing is near.
    package func suggestion(for text: String, where isEligible: (ID) -> Bool = { _ in true })
        -> String?
    {
        let near = index.nearest(to: folded(text), where: isEligible)
        guard let last = near.last else { return nil }
        guard near.count > 1 else { return "did you mean \(last)?" }
        return "did you mean \(near.dropLast().joined(separator: ", ")) or \(last)?"
    }
}

/// Which rows have a name: nearly always one.
private struct Namesakes<ID: Sendable>: Sendable {
    private var first: [String: ID] = [:]
    private var others: [String: [ID]] = [:]

    mutating func add(_ id: ID, named name: String) {
        if first[name] == nil { first[name] = id } else { others[name, default: []].append(id) }
    }

    func ids(named name: String) -> [ID] {
        guard let id = first[name] else { return [] }
        return [id] + (others[name] ?? [])
    }
}

private final class NamesOnDemand<ID: Hashable & Sendable>: Sendable {
    private let made = Mutex<NameIndex<ID>?>(nil)

    var areMade: Bool { made.withLock { $0 != nil } }

    func index(_ make: () -> NameIndex<ID>) -> NameIndex<ID> {
        made.withLock { made in
            if let made { return made }
            let new = make()
            made = new
            return new
        }
    }
}
