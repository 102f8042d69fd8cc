internal import Billing
internal import Paper

/// A template while its files are read, the one that is extended first: colours and fonts still go
/// by their names, so that one line of a later file changes them everywhere.
struct TemplateDraft {
    struct Style {
        var font = ""
        var colour = ""
        var size = 0.0
        var leading = 0.0
        var isBold = false
        var isItalic = false
        var hasSmallCapitals = false
        var tracking = 0.0
    }

    struct RuleStyle {
        var weight = 0.0
        var colour = ""
        var isDashed = false
    }

    /// Names of rules and colours.
    struct TableStyle {
        var columnRule: String?
        var rowRule: String?
        var stripe: String?
        var headGround: String?
    }

    var papers: [String: (width: Double, height: Double)] = [:]
    var margins = Template.Margins(top: 0, right: 0, bottom: 0, left: 0)
    var proformaMargins = Template.Margins(top: 0, right: 0, bottom: 0, left: 0)
    var proformaSpacing = 1.0
    var families: [String: String] = [:]
    var fallback: [String] = []
    var colours: [String: Colour] = [:]
    var styles: [Template.Role: Style] = [:]
    var rules: [Template.RuleRole: RuleStyle] = [:]
    var columns: [Template.ColumnRole: Double] = [:]
    var layout = Layout()
    var tables = TableStyle()
    var entries = EntryColumns()
    var fragments: [Fragment.Role: Fragment] = [:]
    var pictures = TemplatePictures()
    var words: Words

    func template(named name: String, source: TemplateSource) -> Template {
        var template = Template(
            name: name, papers: papers, invoiceMargins: margins, proformaMargins: proformaMargins,
            styles: StyleSheet(), proformaStyles: StyleSheet(), rules: [:], columns: columns,
            layout: layout, tables: TableLook(), pictures: pictures, words: words, source: source)
        for role in Template.Role.allCases {
            guard let style = styles[role].map(textStyle) else { continue }
            template.styles.add(role.rawValue, style)
            var open = style
            if Template.openStyles.contains(role) { open.leading *= proformaSpacing }
            template.proformaStyles.add(role.rawValue, open)
        }
        template.addSwissStyles()
        template.entries = entries
        template.fragments = fragments
        for (role, rule) in rules {
            template.rules[role] = Rule(
                weight: rule.weight, colour: colours[rule.colour] ?? .black,
                isDashed: rule.isDashed)
        }
        func rule(_ name: String?) -> Rule? {
            name.flatMap(Template.RuleRole.init).map(template.rule)
        }
        template.tables = TableLook(
            columnRule: rule(tables.columnRule), rowRule: rule(tables.rowRule),
            stripe: tables.stripe.flatMap { colours[$0] },
            headGround: tables.headGround.flatMap { colours[$0] })
        return template
    }

    private func textStyle(_ style: Style) -> TextStyle {
        TextStyle(
            families: [families[style.font] ?? ""] + fallback, size: style.size,
            leading: style.leading, isBold: style.isBold, isItalic: style.isItalic,
            hasSmallCapitals: style.hasSmallCapitals, tracking: style.tracking,
            colour: colours[style.colour] ?? .black)
    }
}

extension Template {
    /// What a pro forma sets with room for a pen between the lines.
    static let openStyles: Set<Role> = [.narrative, .figure, .lineID, .tick]
}
