package import Billing
package import Paper

/// A language as statements speak it: read from `Templates/languages/NAME.yaml`.
package struct Words: Sendable {
    /// As firm.yaml names it: `fr`, `en-GB`.
    package var language: String
    package var direction = PageDirection.leftToRight
    package var figures = FigureFormat(decimal: ".", grouping: ",")
    package var dates = DateFormat(short: "", long: "", months: [])
    package var labels: [Label: String] = [:]
    /// What heads each kind of item, and what each step of its arithmetic is called.
    package var items: [FeeItem.Kind: String] = [:]
    package var steps: [WorkingStep.Name: String] = [:]

    package init(language: String) {
        self.language = language
    }

    /// The label's text with its `{names}` filled in, once: what is filled in is data.
    func text(_ label: Label, _ values: [(String, String)]) -> String {
        var text = ""
        var rest = (labels[label] ?? "")[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = rest[rest.index(after: open)..<close]
            text += rest[..<open]
            text +=
                values.first { $0.0 == name }.map { isolated($0.1) } ?? String(rest[open...close])
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }

    /// Where words read from the right, what is put among them keeps its own order: a name that of its
    /// script, `8.5%` that of figures; from one date to another, and what is itself put together in
    /// the page's words, that of the page.
    func isolated(_ value: String) -> String {
        guard direction == .rightToLeft, value != "\0" else { return value }
        let isPagesOwn = value.contains("\u{2069}") || value.contains("–\u{A0}")
        let mark =
            isPagesOwn ? "\u{2067}" : value.contains(where: \.isLetter) ? "\u{2068}" : "\u{2066}"
        return mark + value + "\u{2069}"
    }

    /// What is printed for a name that Engross itself gave.
    func name(_ name: PlainName) -> String {
        switch name {
        case .hourly: text(.hourly, [])
        case .fixedFee: text(.fixedFee, [])
        case .blendedRate: text(.blendedRate, [])
        case .instalment(let number, let count):
            text(.instalment, [("number", String(number)), ("count", String(count))])
        }
    }
}
