internal import Billing
internal import Paper

/// Bars beside the figures that they show: read like a table, and legible in black and white.
extension StatementParts {
    var charts: [Block] {
        statement.charts.flatMap { chart -> [Block] in
            switch chart {
            case .hoursByTimekeeper(let persons): hoursChart(persons)
            case .feesByMonth(let months, let budget): feesChart(months, budget)
            case .ageing(let rows, let this): ageingChart(rows, this)
            }
        }
    }

    private struct Bar {
        var name: String
        var figure: String
        /// The bar's length, in the unit of its chart.
        var value: Int
        /// A frame of this length around it: what there is in all.
        var whole: Int?
        var isDark = false
    }

    /// Not where hours are not the client's to see.
    private func hoursChart(_ persons: [PersonHours]) -> [Block] {
        guard statement.kind == .proforma || statement.matters.allSatisfy(showsHours) else {
            return []
        }
        let bars = persons.map { person in
            Bar(
                name: person.name ?? template.text(.others),
                figure: figures.hours(person.hours, decimals: statement.hoursDecimals).text,
                value: person.hours.tenThousandths, isDark: true)
        }
        return chart(.chartHours, [bars])
    }

    private func showsHours(of matter: MatterStatement) -> Bool {
        matter.lines.isEmpty
            || sections(of: matter).allSatisfy { $0.isByTime && !$0.hidesFigures }
    }

    private func feesChart(_ months: [MonthFees], _ budget: BudgetUse?) -> [Block] {
        let bars = months.enumerated().map { index, month in
            Bar(
                name: dates.months[month.month - 1] + " " + String(month.year),
                figure: figures.amount(month.fees).text, value: month.fees.minorUnits,
                isDark: index == months.count - 1)
        }
        let used = budget.map { budget in
            Bar(
                name: template.text(
                    .budgetUsed, ("budget", figures.amount(budget.budget).text)),
                figure: figures.amount(budget.used).text, value: budget.used.minorUnits,
                whole: budget.budget.minorUnits, isDark: true)
        }
        return chart(.chartFees, [bars] + (used.map { [[$0]] } ?? []))
    }

    private func ageingChart(_ rows: [AgedAmount], _ this: Money) -> [Block] {
        var bars = rows.map { row in
            Bar(
                name: name(of: row.age), figure: figures.amount(row.amount).text,
                value: row.amount.minorUnits)
        }
        bars.insert(
            Bar(
                name: template.text(.thisStatement), figure: figures.amount(this).text,
                value: this.minorUnits, isDark: true), at: 0)
        return chart(.chartAgeing, [bars])
    }

    private func name(of age: AgedAmount.Age) -> String {
        switch age {
        case .to30: template.text(.ageUpTo, ("days", "30"))
        case .to60: template.text(.ageRange, ("from", "31"), ("to", "60"))
        case .to90: template.text(.ageRange, ("from", "61"), ("to", "90"))
        case .older: template.text(.ageOver, ("days", "90"))
        }
    }

    // MARK: Drawing

    /// Groups of bars under one another, each with a scale of its own.
    private func chart(_ title: Label, _ groups: [[Bar]]) -> [Block] {
        let leading = template.styles[template.style(.narrative)].leading
        let row = leading + 3.0
        let (names, amounts, gap, between) = (150.0, 70.0, 10.0, 6.0)
        let margins =
            statement.kind == .proforma ? template.proformaMargins : template.invoiceMargins
        let width = template.page(statement.paper, margins).textWidth
        let left = names + amounts + gap
        var picture = Picture(width: width, height: 0, alternative: template.text(title))
        for (index, bars) in groups.enumerated() {
            if index > 0 { picture.height += between }
            let longest = bars.map { max($0.value, $0.whole ?? 0) }.max() ?? 0
            func length(_ value: Int) -> Double {
                longest > 0 ? (width - left) * Double(max(0, value)) / Double(longest) : 0
            }
            let top = picture.height
            for bar in bars {
                let y = picture.height
                let height = leading * 0.55
                let corner = Picture.Point(left, y + (row - height) / 2)
                picture.shapes.append(
                    .rectangle(
                        corner, width: length(bar.value), height: height,
                        fill: template.rule(bar.isDark ? .strong : .thin).colour))
                if let whole = bar.whole {
                    picture.shapes.append(
                        .rectangle(
                            corner, width: length(whole), height: height,
                            stroke: Rule(weight: 0.5, colour: template.rule(.strong).colour)))
                }
                picture.texts += [
                    Picture.Text(
                        at: Picture.Point(0, y + 1.5), width: names,
                        [paragraph(shortened(bar.name), .narrative, .left)]),
                    Picture.Text(
                        at: Picture.Point(names, y + 1.5), width: amounts,
                        [paragraph(bar.figure, .figure, .trailing)]),
                ]
                picture.height += row
            }
            // Where the bars begin.
            picture.shapes.append(
                .line(
                    [Picture.Point(left, top), Picture.Point(left, picture.height)],
                    Rule(weight: 0.5, colour: template.rule(.strong).colour)))
        }
        return heading(title) + [.picture(picture)]
    }

    /// On one line of the names' column.
    private func shortened(_ name: String) -> String {
        name.count > 30 ? name.prefix(29) + "…" : name
    }
}
