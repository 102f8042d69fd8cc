import Billing

/// The texts of a firm's files, from what exports name.
struct DraftFiles {
    let facts: DraftFacts
    let ids: DraftIDs
    let dateOrder: DateOrder?
    let earliest: CivilDate?

    var all: [(path: String, text: String)] {
        [
            ("firm.yaml", firm), ("clients.csv", clients), ("matters.csv", matters),
            ("timekeepers.csv", timekeepers), ("rates.csv", rates),
        ]
    }

    private func table<Column: RegisterColumn>(
        _ columns: Column.Type, _ rows: [[Column: String]]
    ) -> String {
        let columns = Array(Column.allCases)
        let lines = rows.map { row in CSVText.line(columns.map { row[$0] ?? "" }) }
        return CSVText.line(columns.map(\.rawValue)) + lines.joined()
    }

    private var clients: String {
        table(
            ClientColumn.self,
            facts.clients.enumerated().map { index, client in
                let currency = facts.currency(ofClient: index)
                return [
                    .id: ids.clients[index], .name: client.name, .address1: fillInMark,
                    .currency: currency == facts.currency ? "" : currency.code,
                ]
            })
    }

    private var matters: String {
        table(
            MatterColumn.self,
            facts.matters.enumerated().map { index, matter in
                let attorney = facts.timekeepers.indices.max { left, right in
                    let (less, more) = (
                        matter.secondsByTimekeeper[left] ?? 0,
                        matter.secondsByTimekeeper[right] ?? 0
                    )
                    return (less, right) < (more, left)
                }
                let worked = attorney.map { matter.secondsByTimekeeper[$0] != nil } ?? false
                return [
                    .id: ids.matters[index], .client: ids.clients[matter.client ?? 0],
                    .name: matter.name, .attorney: worked ? ids.timekeepers[attorney ?? 0] : "",
                    .arrangement: "hourly",
                ]
            })
    }

    private var timekeepers: String {
        table(
            TimekeeperColumn.self,
            facts.timekeepers.enumerated().map { index, timekeeper in
                [
                    .id: ids.timekeepers[index], .name: timekeeper.name,
                    .aliases: timekeeper.aliases.joined(separator: ";"),
                ]
            })
    }

    private var rates: String {
        table(
            RateColumn.self,
            DraftRates(facts).rows.map { row in
                [
                    .effective: earliest?.description ?? fillInMark,
                    .client: row.client.map { ids.clients[$0] } ?? "",
                    .matter: row.matter.map { ids.matters[$0] } ?? "",
                    .timekeeper: ids.timekeepers[row.timekeeper],
                    .rate: row.perHour.map(decimal) ?? fillInMark,
                    .currency: (row.perHour?.currency ?? facts.currency).code,
                ]
            })
    }

    /// `435.00`: without groups, as a spreadsheet takes it.
    private func decimal(_ money: Money) -> String {
        let places = money.currency.decimals
        let digits = String(money.minorUnits)
        guard places > 0 else { return digits }
        let filled = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return "\(filled.dropLast(places)).\(filled.suffix(places))"
    }

    private var firm: String {
        let order = dateOrder.map { "date-order: \($0.rawValue)" } ?? "# date-order: month-first"
        return """
            # Who bills, and the firm's defaults. Replace \(fillInMark), then read the rest through.

            # The firm's name and what stands under it at the head of each page.
            name: \(fillInMark)
            letterhead:
              - \(fillInMark) (street, city, telephone)
            # tax-id: "00-0000000"

            # The currency of clients that have none of their own in clients.csv.
            currency: \(facts.currency.code)
            # The paper: letter or a4.
            paper: letter
            # The look of the documents: a folder under Templates.
            template: standard

            # How dates like 04/05/2026 are read: month-first or day-first.
            \(order)
            # Where the clocks hang, for time that an export gives by start and end only.
            # time-zone: America/New_York
            # Whether a rate that an export gives for an entry comes before rates.csv: use or ignore.
            export-rates: use

            # How worked time becomes billed time.
            time:
              # Steps in minutes: 1, 5, 6, 10, 15, 30; or exact for the time as recorded.
              increment: \(facts.areSixMinutesEnough ? "6" : "exact")
              # Where a step is begun: up, nearest or down.
              rounding: up
              # The least that any entry is billed at, in minutes.
              minimum: 0
              # Decimals that hours are printed with, 0 to 4.
              decimals: 2

            invoices:
              # Numbers: what stands before them, the first one, and how many digits.
              prefix: ""
              first: 1
              width: 1
              # Numbers of their own for each year, office or client; {year}- in the prefix tells it.
              # series: year
              # Post each invoice as soon as it is made, not all of a run together.
              # batch: one-by-one
              # Days until an invoice is due, and the sentence that says so.
              terms-days: 30
              terms: "Payment is due within {days} days of the invoice date."
              # One statement for all matters of a client (consolidated), or per-matter.
              statements: per-matter

            # Bill only what an attorney approved on its pro forma: engross approve PF-00001.
            # require-approval: yes

            proformas:
              prefix: PF-
              first: 1
              width: 5

            # Taxes that clients.csv may name in its column "tax".
            taxes: []
            # taxes:
            #   - {code: vat, name: VAT, percent: 20, on: [fees, costs]}

            # How to pay: lines for the foot of an invoice.
            payment: []

            # When clients are reminded of what is overdue: engross remind. Letters of your own are
            # files like letters/cover.md.
            # reminders:
            #   - {after: 10, title: Payment reminder, text: "We have not received {amount} yet."}
            # cover-letter: cover
            # statement-letter: account

            """
    }
}
