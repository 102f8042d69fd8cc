package import Billing
package import Paper
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
            proformaStyles: StyleSheet(), rules: [:], columns: [:], labels: [:],
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
            spacing = reader.points("line-spacing", required: true) ?? 1
            if let margins = reader.mapping("margins", required: true, read: readMargins) {
                template.proformaMargins = margins
            }
        }
        readStyles(
            &reader, families: families, colours: colours, spacing: spacing, into: &template)
        readRules(&reader, colours: colours, into: &template)
        readColumns(&reader, into: &template)
        readFormats(&reader, into: &template)
        readLabels(&reader, into: &template)
        let diagnostics = reader.finish()
        return (diagnostics.hasErrors ? nil : template, diagnostics)
    }

    private static func readPapers(_ reader: inout SettingsReader, into template: inout Template) {
        reader.mapping("papers", required: true) { reader in
            for paper in reader.keys {
                reader.mapping(paper) { reader in
                    let width = reader.points("width", required: true)
                    let height = reader.points("height", required: true)
                    if let width, let height { template.papers[paper] = (width, height) }
                }
            }
        }
    }

    private static func readMargins(_ reader: inout SettingsReader) -> Template.Margins {
        Template.Margins(
            top: reader.points("top", required: true) ?? 0,
            right: reader.points("right", required: true) ?? 0,
            bottom: reader.points("bottom", required: true) ?? 0,
            left: reader.points("left", required: true) ?? 0)
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
                if let hex = reader.colour(key), let colour = Colour(hex: hex) {
                    colours[key] = colour
                }
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
        let size = reader.points("size", required: true) ?? 10
        return TextStyle(
            families: reader.named("font", in: families, orElse: []), size: size,
            leading: reader.points("leading", required: true) ?? size * 1.25,
            isBold: reader.flag("bold") ?? false, isItalic: reader.flag("italic") ?? false,
            hasSmallCapitals: reader.flag("small-capitals") ?? false,
            tracking: reader.points("tracking") ?? 0,
            colour: reader.named("colour", in: colours, orElse: .black))
    }

    private static func readRules(
        _ reader: inout SettingsReader, colours: [String: Colour], into template: inout Template
    ) {
        reader.mapping("rules", required: true) { reader in
            for role in Template.RuleRole.allCases {
                template.rules[role] = reader.mapping(role.rawValue, required: true) { reader in
                    Rule(
                        weight: reader.points("weight", required: true) ?? 0.5,
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
                template.columns[role] = reader.points(role.rawValue, required: true)
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
        reader.mapping("labels", required: true) { reader in
            for label in Label.allCases {
                template.labels[label] = reader.string(label.rawValue, required: true)
            }
        }
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
