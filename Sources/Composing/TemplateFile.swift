package import Billing
internal import Paper
internal import Settings

/// Reads `template.yaml`: every key that is missing, unknown or unreadable is reported with its
/// place, all in one run.
///
/// A file that extends another says only what differs; what it does not say is as there.
package enum TemplateFile {
    /// The template that this one extends.
    package static func parent(in bytes: [UInt8]) -> String? {
        guard mentions("extends", in: bytes) else { return nil }
        var reader = SettingsReader(bytes: bytes, file: "")
        return reader.string("extends")
    }

    /// Outside of comments. To read a file for nothing takes as long as to read it.
    static func mentions(_ word: String, in bytes: [UInt8]) -> Bool {
        bytes.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
            .contains { line in
                line.first { $0 != UInt8(ascii: " ") } != UInt8(ascii: "#")
                    && line.firstRange(of: word.utf8) != nil
            }
    }

    /// Reads the files of a source in their order: those of the language, then those of the template,
    /// the one that is extended first.
    package static func read(
        _ source: TemplateSource, named name: String
    ) -> (template: Template?, diagnostics: [Diagnostic]) {
        var draft = TemplateDraft(words: Words(language: source.language))
        var diagnostics: [Diagnostic] = []
        for (index, file) in source.files.filter(\.isLanguage).enumerated() {
            diagnostics += LanguageFile.read(file, isWhole: index == 0, into: &draft.words)
        }
        for (index, folder) in source.folders.enumerated() {
            diagnostics += TemplateReader(isWhole: index == 0, others: folder.others)
                .read(folder.template, into: &draft)
            diagnostics += FragmentFile.read(folder.others, into: &draft.fragments)
        }
        diagnostics += FragmentFile.unprinted(draft.fragments, in: draft.layout)
        return (
            diagnostics.hasErrors ? nil : draft.template(named: name, source: source), diagnostics
        )
    }
}

/// Reads one file over what the files before it said.
private struct TemplateReader {
    /// Extends nothing, so that every key has to be there.
    let isWhole: Bool
    /// The files of its folder that it names.
    let others: [TemplateSource.File]

    func read(_ file: TemplateSource.File, into draft: inout TemplateDraft) -> [Diagnostic] {
        var reader = SettingsReader(bytes: file.bytes, file: file.name)
        _ = reader.string("extends")
        readPapers(&reader, into: &draft)
        readMargins("margins", &reader, into: &draft.margins)
        readFonts(&reader, into: &draft)
        readColours(&reader, into: &draft)
        reader.mapping("pro-forma", required: isWhole) { reader in
            if let spacing = reader.points("line-spacing", in: 1...3, required: isWhole) {
                draft.proformaSpacing = spacing
            }
            readMargins("margins", &reader, into: &draft.proformaMargins)
        }
        readStyles(&reader, into: &draft)
        readRules(&reader, into: &draft)
        readColumns(&reader, into: &draft)
        readTables(&reader, into: &draft)
        reader.readEntries(into: &draft.entries)
        readLayout(&reader, into: &draft.layout)
        reader.readPictures(others, into: &draft.pictures)
        // Words are the language's; a template may have some of its own.
        LanguageFile.readTexts(&reader, "labels", required: false, into: &draft.words.labels)
        checkRoom(&reader, in: draft)
        return reader.finish()
    }

    private func readPapers(_ reader: inout SettingsReader, into draft: inout TemplateDraft) {
        reader.mapping("papers", required: isWhole) { reader in
            for paper in reader.keys {
                reader.mapping(paper) { reader in
                    let width = reader.points("width", in: 200...2000, required: true)
                    let height = reader.points("height", in: 200...2000, required: true)
                    if let width, let height { draft.papers[paper] = (width, height) }
                }
            }
        }
    }

    private func readMargins(
        _ key: String, _ reader: inout SettingsReader, into margins: inout Template.Margins
    ) {
        reader.mapping(key, required: isWhole) { reader in
            for (side, path) in [
                ("top", \Template.Margins.top), ("right", \.right), ("bottom", \.bottom),
                ("left", \.left),
            ] {
                if let points = reader.points(side, in: 0...400, required: isWhole) {
                    margins[keyPath: path] = points
                }
            }
        }
    }

    private func readFonts(_ reader: inout SettingsReader, into draft: inout TemplateDraft) {
        reader.mapping("fonts", required: isWhole) { reader in
            if let fallback = reader.strings("fallback") { draft.fallback = fallback }
            for key in reader.keys where key != "fallback" {
                if let family = reader.string(key) { draft.families[key] = family }
            }
        }
    }

    private func readColours(_ reader: inout SettingsReader, into draft: inout TemplateDraft) {
        reader.mapping("colours", required: isWhole) { reader in
            for key in reader.keys {
                // A colour that cannot be read was reported, and is not reported as missing too.
                draft.colours[key] = reader.colour(key).flatMap(Colour.init(hex:)) ?? .black
            }
        }
    }

    // MARK: Styles

    private func readStyles(_ reader: inout SettingsReader, into draft: inout TemplateDraft) {
        reader.mapping("styles", required: isWhole) { reader in
            for role in Template.Role.allCases {
                reader.mapping(role.rawValue, required: isWhole) { reader in
                    var style = draft.styles[role] ?? TemplateDraft.Style()
                    readStyle(&reader, in: draft, into: &style)
                    draft.styles[role] = style
                }
            }
        }
    }

    private func readStyle(
        _ reader: inout SettingsReader, in draft: TemplateDraft,
        into style: inout TemplateDraft.Style
    ) {
        if let size = reader.points("size", in: 4...72, required: isWhole) { style.size = size }
        let leading = reader.points("leading", in: 4...100, required: isWhole)
        if let leading { style.leading = leading }
        let font = reader.named("font", in: draft.families.keys, required: isWhole)
        if let font { style.font = font }
        let colour = reader.named("colour", in: draft.colours.keys, required: isWhole)
        if let colour { style.colour = colour }
        if let isBold = reader.flag("bold") { style.isBold = isBold }
        if let isItalic = reader.flag("italic") { style.isItalic = isItalic }
        if let small = reader.flag("small-capitals") { style.hasSmallCapitals = small }
        if let tracking = reader.points("tracking", in: -2...10) { style.tracking = tracking }
    }

    private func readRules(_ reader: inout SettingsReader, into draft: inout TemplateDraft) {
        reader.mapping("rules", required: isWhole) { reader in
            for role in Template.RuleRole.allCases {
                reader.mapping(role.rawValue, required: isWhole) { reader in
                    var rule = draft.rules[role] ?? TemplateDraft.RuleStyle()
                    let weight = reader.points("weight", in: 0...10, required: isWhole)
                    if let weight { rule.weight = weight }
                    let colour = reader.named("colour", in: draft.colours.keys, required: isWhole)
                    if let colour { rule.colour = colour }
                    if let isDashed = reader.flag("dashed") { rule.isDashed = isDashed }
                    draft.rules[role] = rule
                }
            }
        }
    }

    private func readColumns(_ reader: inout SettingsReader, into draft: inout TemplateDraft) {
        reader.mapping("columns", required: isWhole) { reader in
            for role in Template.ColumnRole.allCases {
                let width = reader.points(role.rawValue, in: 0...400, required: isWhole)
                if let width { draft.columns[role] = width }
            }
        }
    }

    /// What tables of entries look like; "none" takes off what an extended template gives them.
    private func readTables(_ reader: inout SettingsReader, into draft: inout TemplateDraft) {
        reader.mapping("tables") { reader in
            let rules = Template.RuleRole.allCases.map(\.rawValue) + ["none"]
            let grounds = Array(draft.colours.keys) + ["none"]
            for (key, path, known) in [
                ("column-rule", \TemplateDraft.TableStyle.columnRule, rules),
                ("row-rule", \.rowRule, rules), ("stripe", \.stripe, grounds),
                ("head-ground", \.headGround, grounds),
            ] {
                guard let name = reader.named(key, in: known, required: false) else { continue }
                draft.tables[keyPath: path] = name == "none" ? nil : name
            }
        }
    }

    private func readLayout(_ reader: inout SettingsReader, into layout: inout Layout) {
        reader.mapping("layout") { reader in
            if let form = reader.oneOf("letterhead", Layout.Letterhead.self) {
                layout.letterhead = form
            }
            if let window = reader.oneOf("window", Layout.Window.self) { layout.window = window }
            if let isTwoSided = reader.flag("two-sided") { layout.isTwoSided = isTwoSided }
            if let carries = reader.flag("carried-forward") { layout.carriesForward = carries }
            if let sections = reader.words("sections", Layout.Section.self) {
                layout.sections = sections
                let missing = Layout.needed.filter { !sections.contains($0) }.map(\.rawValue)
                if !missing.isEmpty {
                    reader.refuse(
                        "sections", "an invoice goes out with \(missing.joined(separator: ", "))",
                        remedy: "add it to the list")
                }
            }
            if let sections = reader.words("matter", Layout.MatterSection.self) {
                layout.matterSections = sections
            }
        }
    }

    /// What margins and columns leave for narratives, on each paper.
    private func checkRoom(_ reader: inout SettingsReader, in draft: TemplateDraft) {
        let entries = draft.entries
        func room(
            _ columns: [EntryColumn], in width: Double, dates: Template.ColumnRole
        ) -> Double {
            entries.fitting(columns, in: width, dates: dates) { draft.columns[$0] ?? 0 }.narrative
        }
        func isTooNarrow(_ width: Double) -> Bool {
            min(
                room(entries.order, in: width, dates: .date),
                room(entries.whole, in: width, dates: .proformaDate))
                < EntryColumns.leastNarrative
        }
        for (key, margins) in [
            ("margins", draft.margins), ("pro-forma", draft.proformaMargins),
        ] {
            for (paper, size) in draft.papers.sorted(by: { $0.key < $1.key })
            where isTooNarrow(size.width - margins.left - margins.right)
                || size.height - margins.top - margins.bottom < 300
            {
                reader.refuse(
                    key, "margins and columns leave no room for narratives on \(paper)",
                    remedy: "make the margins or the columns narrower")
            }
        }
        guard let logo = draft.pictures.logo else { return }
        let margins = draft.margins
        for (paper, size) in draft.papers.sorted(by: { $0.key < $1.key }) {
            let room = draft.layout.letterhead.room(in: size.width - margins.left - margins.right)
            if logo.width > room {
                reader.refuse(
                    "pictures", "the logo is wider than its place on \(paper)",
                    remedy: "give it a width of at most \(Int(max(0, room))) points")
            }
        }
    }
}

extension SettingsReader {
    /// A list of words, each once.
    mutating func words<Word: CaseIterable & RawRepresentable<String>>(
        _ key: String, _ type: Word.Type
    ) -> [Word]? {
        guard let texts = strings(key) else { return nil }
        let words = texts.compactMap(Word.init(rawValue:))
        if words.count < texts.count || Set(texts).count < texts.count {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            refuse(
                key, "\"\(name(of: key))\" has a word twice, or one that is not known",
                remedy: "use each of these at most once: \(known)")
        }
        return words
    }

    /// The name of a font or colour that this template or one that it extends defines.
    fileprivate mutating func named(
        _ key: String, in known: some Collection<String>, required: Bool
    ) -> String? {
        guard let name = string(key, required: required) else { return nil }
        if known.contains(name) { return name }
        refuse(
            key, "\"\(name)\" is not defined in this template",
            remedy: "use one of \(known.sorted().joined(separator: ", "))")
        return nil
    }
}
