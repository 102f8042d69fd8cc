package import Billing
internal import Paper
internal import Settings

/// Reads `template.yaml`: every key that is missing, unknown or unreadable is reported with its
/// place, all in one run.
package enum TemplateFile {
    package static func read(
        text: String, named name: String, file: String
    ) -> (template: Template?, diagnostics: [Diagnostic]) {
        var reader = SettingsReader(text: text, file: file)
        var template = Template(
            name: name, papers: [:],
            invoiceMargins: .init(top: 0, right: 0, bottom: 0, left: 0),
            proformaMargins: .init(top: 0, right: 0, bottom: 0, left: 0), styles: StyleSheet(),
            proformaStyles: StyleSheet(), rules: [:], columns: [:], labels: [:], items: [:],
            steps: [:],
            figures: FigureFormat(decimal: ".", grouping: ","),
            dates: DateFormat(short: "", long: "", months: []), source: text)
        readPapers(&reader, into: &template)
        if let margins = reader.mapping("margins", required: true, read: readMargins) {
            template.invoiceMargins = margins
        }
        let families = readFamilies(&reader)
        let colours = readColours(&reader)
        var spacing = 1.0
        reader.mapping("pro-forma", required: true) { reader in
            spacing = reader.points("line-spacing", in: 1...3, required: true) ?? 1
            if let margins = reader.mapping("margins", required: true, read: readMargins) {
                template.proformaMargins = margins
            }
        }
        readStyles(
            &reader, families: families, colours: colours, spacing: spacing, into: &template)
        template.addSwissStyles()
        readRules(&reader, colours: colours, into: &template)
        readColumns(&reader, into: &template)
        readFormats(&reader, into: &template)
        readLabels(&reader, into: &template)
        checkRoom(&reader, in: template)
        let diagnostics = reader.finish()
        return (diagnostics.hasErrors ? nil : template, diagnostics)
    }

    private static func readPapers(_ reader: inout SettingsReader, into template: inout Template) {
        reader.mapping("papers", required: true) { reader in
            for paper in reader.keys {
                reader.mapping(paper) { reader in
                    let width = reader.points("width", in: 200...2000, required: true)
                    let height = reader.points("height", in: 200...2000, required: true)
                    if let width, let height { template.papers[paper] = (width, height) }
                }
            }
        }
    }

    /// The narrowest text that a narrative can be read in.
    private static let leastNarrative = 100.0

    /// What margins and columns leave for narratives, on each paper.
    private static func checkRoom(_ reader: inout SettingsReader, in template: Template) {
        let figures: [Template.ColumnRole] = [.timekeeper, .hours, .rate, .amount]
        let fixed =
            figures.reduce(0) { $0 + template.column($1) + template.column(.gap) }
            + template.column(.gap)
            + max(template.column(.date), template.column(.proformaDate))
        for (key, margins) in [
            ("margins", template.invoiceMargins), ("pro-forma", template.proformaMargins),
        ] {
            for (paper, size) in template.papers.sorted(by: { $0.key < $1.key })
            where size.width - margins.left - margins.right - fixed < leastNarrative
                || size.height - margins.top - margins.bottom < 300
            {
                reader.refuse(
                    key, "margins and columns leave no room for narratives on \(paper)",
                    remedy: "make the margins or the columns narrower")
            }
        }
    }

    private static func readMargins(_ reader: inout SettingsReader) -> Template.Margins {
        Template.Margins(
            top: reader.points("top", in: 0...400, required: true) ?? 0,
            right: reader.points("right", in: 0...400, required: true) ?? 0,
            bottom: reader.points("bottom", in: 0...400, required: true) ?? 0,
            left: reader.points("left", in: 0...400, required: true) ?? 0)
    }

    private static func readFamilies(_ reader: inout SettingsReader) -> [String: [String]] {
        var families: [String: [String]] = [:]
        reader.mapping("fonts", required: true) { reader in
            let fallback = reader.strings("fallback") ?? []
            for key in reader.keys where key != "fallback" {
                if let family = reader.string(key) { families[key] = [family] + fallback }
            }
        }
        return families
    }

    private static func readColours(_ reader: inout SettingsReader) -> [String: Colour] {
        var colours: [String: Colour] = [:]
        reader.mapping("colours", required: true) { reader in
            for key in reader.keys {
                // A colour that cannot be read was reported, and is not reported as missing too.
                colours[key] = reader.colour(key).flatMap(Colour.init(hex:)) ?? .black
            }
        }
        return colours
    }

    private static func readStyles(
        _ reader: inout SettingsReader, families: [String: [String]], colours: [String: Colour],
        spacing: Double, into template: inout Template
    ) {
        reader.mapping("styles", required: true) { reader in
            for role in Template.Role.allCases {
                let style = reader.mapping(role.rawValue, required: true) { reader in
                    readStyle(&reader, families: families, colours: colours)
                }
                guard let style else { continue }
                template.styles.add(role.rawValue, style)
                var open = style
                if Template.openStyles.contains(role) { open.leading *= spacing }
                template.proformaStyles.add(role.rawValue, open)
            }
        }
    }

    private static func readStyle(
        _ reader: inout SettingsReader, families: [String: [String]], colours: [String: Colour]
    ) -> TextStyle {
        let size = reader.points("size", in: 4...72, required: true) ?? 10
        return TextStyle(
            families: reader.named("font", in: families, orElse: []), size: size,
            leading: reader.points("leading", in: 4...100, required: true) ?? size * 1.25,
            isBold: reader.flag("bold") ?? false, isItalic: reader.flag("italic") ?? false,
            hasSmallCapitals: reader.flag("small-capitals") ?? false,
            tracking: reader.points("tracking", in: -2...10) ?? 0,
            colour: reader.named("colour", in: colours, orElse: .black))
    }

    private static func readRules(
        _ reader: inout SettingsReader, colours: [String: Colour], into template: inout Template
    ) {
        reader.mapping("rules", required: true) { reader in
            for role in Template.RuleRole.allCases {
                template.rules[role] = reader.mapping(role.rawValue, required: true) { reader in
                    Rule(
                        weight: reader.points("weight", in: 0...10, required: true) ?? 0.5,
                        colour: reader.named("colour", in: colours, orElse: .black),
                        isDashed: reader.flag("dashed") ?? false)
                }
            }
        }
    }

    private static func readColumns(
        _ reader: inout SettingsReader, into template: inout Template
    ) {
        reader.mapping("columns", required: true) { reader in
            for role in Template.ColumnRole.allCases {
                template.columns[role] = reader.points(role.rawValue, in: 0...400, required: true)
            }
        }
    }

    private static func readFormats(
        _ reader: inout SettingsReader, into template: inout Template
    ) {
        reader.mapping("figures", required: true) { reader in
            var figures = FigureFormat(
                decimal: reader.string("decimal", required: true) ?? ".",
                grouping: reader.string("grouping") ?? "")
            reader.mapping("symbols") { reader in
                for code in reader.keys { figures.symbols[code] = reader.string(code) }
            }
            template.figures = figures
        }
        reader.mapping("dates", required: true) { reader in
            let months = reader.strings("months", required: true) ?? []
            if months.count != 12 {
                reader.refuse(
                    "months", "a year has twelve months, and \(months.count) are named",
                    remedy: "list the names of all twelve months")
            }
            template.dates = DateFormat(
                short: reader.string("short", required: true) ?? "",
                long: reader.string("long", required: true) ?? "", months: months)
        }
    }

    private static func readLabels(
        _ reader: inout SettingsReader, into template: inout Template
    ) {
        template.labels = readWords(&reader, "labels")
        template.items = readWords(&reader, "items")
        template.steps = readWords(&reader, "steps")
    }

    /// A text for each case.
    private static func readWords<Key>(
        _ reader: inout SettingsReader, _ key: String
    ) -> [Key: String] where Key: CaseIterable & Hashable & RawRepresentable<String> {
        reader.mapping(key, required: true) { reader in
            var words: [Key: String] = [:]
            for word in Key.allCases {
                words[word] = reader.string(word.rawValue, required: true)
            }
            return words
        } ?? [:]
    }
}

extension SettingsReader {
    /// A value that another part of the template defines under a name.
    fileprivate mutating func named<Value>(
        _ key: String, in known: [String: Value], orElse fallback: Value
    ) -> Value {
        guard let name = string(key, required: true) else { return fallback }
        if let value = known[name] { return value }
        refuse(
            key, "\"\(name)\" is not defined in this template",
            remedy: "use one of \(known.keys.sorted().joined(separator: ", "))")
        return fallback
    }
}

extension Template {
    /// What a pro forma sets with room for a pen between the lines.
    static let openStyles: Set<Role> = [.narrative, .figure, .lineID, .tick]
}
