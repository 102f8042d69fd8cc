internal import Billing
internal import Paper

/// Who the firm is, at the top of each document's first page.
extension StatementParts {
    /// Nothing where the firm prints on letter paper of its own, but the space that it takes.
    var letterhead: [Block] {
        guard template.layout.sections.contains(.letterhead) else {
            return template.pictures.textFrom.map { [.spaceTo($0)] } ?? []
        }
        var lines = statement.letterhead.lines
        if let taxID = statement.letterhead.taxID {
            lines.append(template.text(.taxID) + " " + taxID)
        }
        switch template.layout.letterhead {
        case .split:
            return [
                .sideBySide([
                    Panel(width: .share(1), blocks: mark(.left)),
                    Panel(
                        width: .points(Layout.Letterhead.linesWidth),
                        blocks: lines.map { firmLine($0, .letterhead, .trailing) }),
                ]),
                .space(7), .rule(template.rule(.thin)),
            ]
        case .centred:
            return mark(.centre) + [
                .space(3), firmLine(lines.joined(separator: " · "), .letterhead, .centre),
                .space(8), .rule(template.rule(.thin)),
            ]
        case .stacked:
            return [.rule(template.rule(.strong)), .space(9)] + mark(.left) + [
                .space(2), firmLine(lines.joined(separator: "  ·  "), .letterhead),
            ]
        }
    }

    /// The firm's name, its logo, or the name beneath the logo.
    private func mark(_ alignment: Alignment) -> [Block] {
        let firm = statement.letterhead.name
        let name = paragraph(firm, .firm, alignment == .left ? .leading : alignment)
        guard let logo = template.pictures.logo else { return [name] }
        let picture = Block.shown(
            ShownPicture(
                name: logo.picture.file.name, width: logo.width, alignment: alignment,
                alternative: logo.alternative ?? firm))
        return [picture, .space(3)] + (logo.isWithName ? [.space(3), name] : [])
    }
}

extension Layout.Letterhead {
    /// Of the lines that stand at the right of the name.
    static let linesWidth = 220.0

    /// What a logo has of the width of the text.
    func room(in width: Double) -> Double {
        self == .split ? width - Self.linesWidth - 12 : width
    }
}
