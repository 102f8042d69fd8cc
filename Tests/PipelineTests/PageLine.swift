import TestSupport

/// A line of a page as `pdftotext -layout` gives it: fields stand apart by two blanks or more.
struct PageLine {
    let text: String
    let fields: [String]
    let indent: Int
    /// Where its last field ends.
    let end: Int

    init(_ line: some StringProtocol) {
        indent = line.prefix { $0 == " " }.count
        end = line.count - line.reversed().prefix { $0 == " " }.count
        var fields: [String] = []
        var field = ""
        var blanks = 0
        for character in line {
            if character == " " {
                blanks += 1
                continue
            }
            if blanks >= 2, !field.isEmpty {
                fields.append(field)
                field = ""
            } else if blanks > 0, !field.isEmpty {
                field += " "
            }
            blanks = 0
            field.append(character)
        }
        if !field.isEmpty { fields.append(field) }
        self.fields = fields
        text = fields.joined(separator: "  ")
    }

    /// The running head and the foot of a page.
    var isMarginal: Bool {
        text.firstMatch(of: /Page [0-9]+ of [0-9]+$/) != nil
            || (text.contains(/[ ]{2}(Invoice|Pro forma) .*·[ ]/) && figures.isEmpty)
    }

    var startsWithDate: Bool {
        indent < 4 && fields.first?.prefixMatch(of: /[0-9]{2}\/[0-9]{2}\/[0-9]{4}/) != nil
    }

    var isNoCharge: Bool { rightHand.contains("no charge") }

    /// The figures at the right end, from left to right, as hundredths.
    var figures: [Int] { rightHand.compactMap(PageLine.figure) }

    /// Figures, and "no charge" in the place of one, at the right end.
    var rightHand: [String] {
        var found: [String] = []
        for field in fields.reversed() {
            guard field == "no charge" || PageLine.figure(field) != nil else { break }
            found.insert(field, at: 0)
        }
        return found
    }

    /// `1,234.50`, `$1,234.50`, `(£0.10)`; in parentheses less than zero.
    static func figure(_ field: String) -> Int? {
        guard let match = field.wholeMatch(of: /(\()?[$€£]?([0-9,]*[0-9]\.[0-9]{2})\)?/),
            (match.1 != nil) == field.hasSuffix(")"), let value = hundredths(String(match.2))
        else { return nil }
        return match.1 == nil ? value : -value
    }
}
