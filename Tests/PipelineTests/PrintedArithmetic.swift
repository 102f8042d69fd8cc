import Testing

/// A line of a page that shows how a figure was reckoned, reckoned again:
/// `35,187.50 – 30,000.00 = 5,187.50`, `12.5 % of 41,250.00 = 5,156.25`, `3.50 h × 250.00 = 875.00`.
struct PrintedArithmetic {
    let printed: String
    let isRight: Bool

    /// Nil where the line reckons nothing, or where the reckoning began on the line before.
    init?(_ line: some StringProtocol) {
        guard line.contains("=") else { return nil }
        let text = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard let equals = text.firstRange(of: " = "),
            let result = Figure(text[equals.upperBound...])
        else { return nil }
        let terms = text[..<equals.lowerBound].split(separator: " ").map(String.init)
        guard let value = PrintedArithmetic.value(of: terms, decimals: result.decimals) else {
            return nil
        }
        printed = text
        isRight = value == result.value
    }

    private static func value(of terms: [String], decimals: Int) -> Int? {
        guard let last = terms.last.flatMap(Figure.init) else { return nil }
        switch terms.dropLast().last {
        case "of":
            guard terms.count >= 4, terms[terms.count - 3] == "%" else { return nil }
            let sign = terms[terms.count - 4].hasPrefix("–") ? -1 : 1
            guard let percent = Figure(terms[terms.count - 4].drop { $0 == "–" }) else {
                return nil
            }
            return sign * rounded(percent.value * last.value, 1_000_000, decimals)
        case "×":
            let count = terms.dropLast(2).last == "h" ? 4 : 3
            guard terms.count >= count, let first = Figure(terms[terms.count - count]) else {
                return nil
            }
            return rounded(first.value * last.value, 10_000, decimals)
        case "–", "+":
            var sum = 0
            var rest = terms
            while let term = rest.popLast() {
                guard let figure = Figure(term) else { return nil }
                guard let sign = rest.last, ["–", "+"].contains(sign) else {
                    return sum + figure.value
                }
                sum += sign == "+" ? figure.value : -figure.value
                rest.removeLast()
            }
            return nil
        default: return nil
        }
    }

    /// A product in ten-thousandths, rounded half away from zero to what is printed.
    private static func rounded(_ product: Int, _ divisor: Int, _ decimals: Int) -> Int {
        let unit = (decimals..<4).reduce(1) { unit, _ in unit * 10 }
        let whole = divisor * unit
        return (2 * abs(product) + whole) / (2 * whole) * unit * product.signum()
    }

    /// A printed figure in ten-thousandths; in parentheses less than zero.
    private struct Figure {
        var value: Int
        var decimals: Int

        init?(_ text: some StringProtocol) {
            let text = text.hasSuffix(" h") ? String(text.dropLast(2)) : String(text)
            guard let match = text.wholeMatch(of: /(\()?([0-9][0-9,]*)(?:\.([0-9]{1,4}))?\)?/),
                (match.1 != nil) == text.hasSuffix(")"),
                let whole = Int(match.2.filter { $0 != "," })
            else { return nil }
            let fraction = match.3.map(String.init) ?? ""
            decimals = fraction.count
            value = whole * 10_000 + (Int((fraction + "0000").prefix(4)) ?? 0)
            if match.1 != nil { value = -value }
        }
    }
}

@Suite struct PrintedArithmeticTests {
    @Test(
        "what a pencil finds right is right",
        arguments: [
            "Over the cap  41,250.00 – 35,000.00 =  6,250.00", "Share: May 1  5 – 2 + 1 = 4",
            "Result  (500.00) + 200.00 = (300.00)", "Held back  5 % of 37,867.50 =  1,893.38",
            "Share  –5 % of 41,550.00 = (2,077.50)", "Price  3 × 350.00 = 1,050.00",
            "Share  33.333 % of 90,000.00 = 29,999.70", "Beyond  23.50 – 20.00 =  3.50 h",
            "At the agreed price  3.50 h × 250.00 = 875.00", "Share  5 % of 1,010 = 51",
        ])
    func right(_ line: String) throws {
        #expect(try #require(PrintedArithmetic(line)).isRight)
    }

    @Test(
        "a unit too much anywhere is wrong",
        arguments: [
            "Over the cap  41,250.00 – 35,000.00 = 6,250.01", "Beyond  5 – 2 = 4",
            "Result  (500.00) + 200.00 = 300.00", "Held back  5 % of 37,867.50 = 1,893.37",
            "Share  5 % of 41,550.00 = (2,077.50)", "Price  3 × 350.00 = 1,050.01",
        ])
    func wrong(_ line: String) throws {
        #expect(try !#require(PrintedArithmetic(line)).isRight)
    }

    @Test(arguments: ["Cap  35,000.00", "x = 5", "solved a + b = 3.00", "– 41,250.00 = 6.00"])
    func whatIsNoArithmeticIsLeftAlone(_ line: String) {
        #expect(PrintedArithmetic(line) == nil)
    }
}
