/// The narratives of a statement by matter, in the order of the pages, without white space; and the
/// line ids beside them.
struct StatementTexts {
    private(set) var services: [String: [String]] = [:]
    private(set) var costs: [String: [String]] = [:]
    private(set) var lineIDs: [String] = []

    private enum Section {
        case none, services, costs
    }

    init(_ text: String) {
        var matter = ""
        var section = Section.none
        var isInside = false
        for line in text.split(separator: "\n").map(PageLine.init) {
            if line.isMarginal || line.fields.isEmpty
                || line.fields.first?.hasPrefix("Date") == true
                || line.text.hasSuffix("Professional services (continued)")
                || line.text.hasSuffix("Costs and disbursements (continued)")
            {
                continue
            }
            if let last = line.fields.last, line.fields.count > 1, last.hasPrefix("Matter ") {
                matter = String(last.dropFirst("Matter ".count))
                section = .none
            } else if line.text == "Professional services" {
                section = .services
                isInside = false
            } else if line.text == "Costs and disbursements" {
                section = .costs
                isInside = false
            } else if ["Total ", "Time recorded", "Fixed fee:", "Agreed "].contains(
                where: line.text.hasPrefix)
            {
                isInside = false
            } else if section != .none, line.startsWithDate || isInside {
                take(line, matter: matter, isCost: section == .costs)
                isInside = true
            }
            if line.text.hasPrefix("Total ") { section = .none }
        }
    }

    private mutating func take(_ line: PageLine, matter: String, isCost: Bool) {
        var fields = line.fields
        var isFirst = false
        if line.startsWithDate {
            isFirst = true
            fields.removeLast(min(line.rightHand.count, fields.count - 1))
            fields.removeFirst()
            // The code of a cost may be blank, a timekeeper never is.
            if !isCost || fields.first?.wholeMatch(of: /E[0-9]{3}/) != nil {
                fields.removeFirst(min(1, fields.count))
            }
        } else {
            if fields.suffix(3) == ["no charge", "hold", "transfer"] { fields.removeLast(3) }
            if line.indent < 4, let id = fields.first, !lineIDs.contains(id) {
                lineIDs.append(id)
                fields.removeFirst()
            }
        }
        let text = withoutBlanks(fields.joined())
        var texts = (isCost ? costs : services)[matter] ?? []
        if isFirst {
            texts.append(text)
        } else if !texts.isEmpty {
            texts[texts.count - 1] += text
        }
        if isCost { costs[matter] = texts } else { services[matter] = texts }
    }
}

func withoutBlanks(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
}
