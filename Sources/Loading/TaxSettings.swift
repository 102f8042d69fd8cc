import Billing
import Settings

/// The word by which a client or a matter is charged no tax at all.
let noTax = "none"

extension SettingsReader {
    /// The list under `taxes` in firm.yaml.
    mutating func taxes() -> [Tax] {
        var codes: [String] = []
        return mappings("taxes") { tax -> Tax? in
            guard let code = tax.taxCode(besides: codes) else {
                // What else is wrong with it is told in the same run.
                _ = tax.tax("", after: codes)
                return nil
            }
            let read = tax.tax(code, after: codes)
            codes.append(code)
            return read
        }
    }

    private mutating func taxCode(besides codes: [String]) -> String? {
        guard let code = string("code", required: true) else { return nil }
        if codes.contains(where: { folded($0) == folded(code) }) {
            refuse(
                "code", as: .idRepeated, "the tax \"\(code)\" stands in the list already",
                remedy: "give each tax a code of its own")
            return nil
        }
        guard taxCodes(in: code) == [code], ![noTax, "fees", "costs"].contains(folded(code)) else {
            refuseValue(
                "code", code,
                remedy: "write one short word like VAT20; registers put a blank between codes, "
                    + "and none, fees and costs have a meaning of their own")
            return nil
        }
        return code
    }

    private mutating func tax(_ code: String, after codes: [String]) -> Tax? {
        let name = string("name", required: true)
        let category = oneOf("category", Tax.Category.self) ?? .taxed
        let percent = taxPercent(category)
        let rounding = oneOf("rounding", Tax.Rounding.self) ?? .sum
        let note = string("note", required: category == .reverseCharge)
        let (words, taxes) = taxBases(after: codes)
        guard let name, let percent else { return nil }
        return Tax(
            code: code, name: name, percent: percent, category: category,
            onFees: words.contains("fees"), onCosts: words.contains("costs"), onTaxes: taxes,
            rounding: rounding, note: note)
    }

    private mutating func taxPercent(_ category: Tax.Category) -> Percent? {
        guard let percent = percent("percent", required: category == .taxed) else {
            return category == .taxed || shape(of: "percent") != nil
                ? nil : Percent(thousandths: 0)
        }
        if !(0...100_000).contains(percent.thousandths) {
            refuseValue(
                "percent", string("percent") ?? "", remedy: "a tax is from 0 to 100 percent")
        } else if category != .taxed, percent.thousandths != 0 {
            refuseValue(
                "percent", string("percent") ?? "",
                remedy:
                    "nothing is charged where the category is \(category.rawValue): leave it out")
        }
        return percent
    }

    /// `fees`, `costs`, and codes of taxes above this one, on which it is reckoned too.
    private mutating func taxBases(
        after codes: [String]
    ) -> (words: Set<String>, taxes: [String]) {
        var words: Set<String> = []
        var taxes: [String] = []
        for base in strings("on") ?? ["fees", "costs"] {
            if ["fees", "costs"].contains(base) {
                words.insert(base)
            } else if let code = codes.first(where: { folded($0) == folded(base) }) {
                taxes.append(code)
            } else {
                refuseValue(
                    "on", base,
                    remedy: "write fees, costs, or the code of a tax that stands above this one")
            }
        }
        return (words, taxes)
    }
}

/// The codes in a cell, between which there are blanks, semicolons or commas.
func taxCodes(in text: String) -> [String] {
    text.split { $0.isWhitespace || $0 == ";" || $0 == "," }.map(String.init)
}

extension CellReader {
    /// Codes of the firm's taxes; nil where the cell is blank. Nothing is checked where `known` is
    /// nil, because firm.yaml could not be read.
    mutating func taxes(_ cell: RegisterCell, known: [String]?) -> [String]? {
        guard let text = cell.text else { return nil }
        guard folded(text) != noTax else { return [] }
        var codes: [String] = []
        for word in taxCodes(in: text) {
            guard let known else {
                codes.append(word)
                continue
            }
            if let code = known.first(where: { folded($0) == folded(word) }) {
                if !codes.contains(code) { codes.append(code) }
            } else {
                report(
                    as: .taxUnknown, at: cell.place, "firm.yaml has no tax \"\(word)\"",
                    remedy: didYouMean(word, among: known)
                        ?? "add it under \"taxes\" in firm.yaml")
            }
        }
        return codes
    }
}
