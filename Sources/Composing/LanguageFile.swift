internal import Billing
internal import Paper
internal import Settings

/// Reads `Templates/languages/NAME.yaml`: every key that is missing, unknown or unreadable is
/// reported with its place. A firm's own file of a language that is shipped says only what differs.
package enum LanguageFile {
    package static let folder = "languages"

    static func read(
        _ file: TemplateSource.File, isWhole: Bool, into words: inout Words
    ) -> [Diagnostic] {
        var reader = SettingsReader(bytes: file.bytes, file: file.name)
        if let direction = reader.oneOf("direction", PageDirection.self) {
            words.direction = direction
        }
        readFigures(&reader, isWhole, into: &words.figures)
        readDates(&reader, isWhole, into: &words.dates)
        readTexts(&reader, "labels", required: isWhole, into: &words.labels)
        readTexts(&reader, "items", required: isWhole, into: &words.items)
        readTexts(&reader, "steps", required: isWhole, into: &words.steps)
        return reader.finish()
    }

    private static func readFigures(
        _ reader: inout SettingsReader, _ isWhole: Bool, into figures: inout FigureFormat
    ) {
        reader.mapping("figures", required: isWhole) { reader in
            if let decimal = reader.string("decimal", required: isWhole) {
                figures.decimal = decimal
            }
            if let grouping = reader.string("grouping") { figures.grouping = grouping }
            let patterns: [(String, WritableKeyPath<FigureFormat, String>)] = [
                ("negative", \.negative), ("percent", \.percent), ("with-symbol", \.withSymbol),
                ("with-code", \.withCode),
            ]
            for (key, path) in patterns {
                guard let text = reader.string(key, required: isWhole) else { continue }
                guard text.split(separator: "{figure}", omittingEmptySubsequences: false).count == 2
                else {
                    reader.refuse(
                        key, "\"\(text)\" does not say where the figure stands",
                        remedy: "write {figure} in it, once")
                    continue
                }
                figures[keyPath: path] = text
            }
            reader.mapping("symbols") { reader in
                for code in reader.keys { figures.symbols[code] = reader.string(code) }
            }
        }
    }

    private static func readDates(
        _ reader: inout SettingsReader, _ isWhole: Bool, into dates: inout DateFormat
    ) {
        reader.mapping("dates", required: isWhole) { reader in
            if let months = reader.strings("months", required: isWhole) {
                dates.months = months
                if months.count != 12 {
                    reader.refuse(
                        "months", "a year has twelve months, and \(months.count) are named",
                        remedy: "list the names of all twelve months")
                }
            }
            if let short = reader.string("short", required: isWhole) { dates.short = short }
            if let long = reader.string("long", required: isWhole) { dates.long = long }
            if let first = reader.string("first-day") { dates.firstDay = first }
        }
    }

    /// A text for each case.
    static func readTexts<Key>(
        _ reader: inout SettingsReader, _ key: String, required isWhole: Bool,
        into texts: inout [Key: String]
    ) where Key: CaseIterable & Hashable & RawRepresentable<String> {
        reader.mapping(key, required: isWhole) { reader in
            for word in Key.allCases {
                let text = reader.string(word.rawValue, required: isWhole)
                if let text { texts[word] = text }
            }
        }
    }
}
