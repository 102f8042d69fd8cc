/// The fee arrangements that sample matters other than hourly ones use.
enum Arrangements {
    struct Arrangement {
        let stem: String
        let yaml: String
    }

    static let all = [
        Arrangement(
            stem: "acquisition-phases",
            yaml: """
                # A fixed fee for each phase; an entry belongs to the phase named by its task code.
                name: Fixed fees by phase          # printed on the statement
                basis:
                  flat:
                    entries: without-figures       # the work is listed, without hours and amounts
                    phases:
                      - {phase: P100, name: "Project administration", amount: 2500.00, billed: 2026-08-31}
                      - {phase: P200, name: "Due diligence", amount: 14500.00, billed: 2026-08-31}
                      - {phase: P300, name: "Structure and advice", amount: 6000.00, billed: 2026-09-30}
                      - {phase: P400, name: "Drafting", amount: 9500.00, billed: 2026-09-30}
                      - {phase: P500, name: "Negotiation", amount: 12000.00, billed: 2026-10-31}
                      - {phase: P600, name: "Closing and afterwards", amount: 8500.00, billed: 2026-11-30}

                """),
        Arrangement(
            stem: "closing-flat",
            yaml: """
                # One fixed fee for the whole matter, whatever the hours.
                name: Fixed fee for the closing    # printed on the statement
                basis:
                  flat:
                    amount: 68500.00               # for the whole matter
                    billed: 2026-10-31             # on the first statement through this date
                    entries: no-charge             # no-charge, without-figures or hidden

                """),
        Arrangement(
            stem: "discount-12-5",
            yaml: """
                # Hourly rates, less a discount shown as a line of its own.
                name: Standard rates less 12.5 %
                basis: hourly
                terms:
                  - adjustment:
                      percent: -12.5
                      reason: "Agreed with the general counsel on 2026-01-15 for the duration of the engagement"

                """),
        Arrangement(
            stem: "estate-phases",
            yaml: """
                # Fixed fees by phase; each entry names its phase in the phase column.
                name: Estate plan in three steps
                basis:
                  flat:
                    entries: no-charge             # hours are shown, at no charge
                    phases:
                      - {phase: PLAN, name: "Planning", amount: 4500.00, billed: 2026-08-31}
                      - {phase: DRAFT, name: "Preparation of documents", amount: 7500.00, billed: 2026-09-30}
                      - {phase: SIGN, name: "Signing and funding", amount: 3000.00, billed: 2026-10-31}

                """),
        Arrangement(
            stem: "expedited-5",
            yaml: """
                # Hourly rates with an increase, for work against an early closing date.
                name: Standard rates plus 5 %
                basis: hourly
                terms:
                  - adjustment:
                      percent: 5
                      reason: "Expedited closing, as agreed in the engagement letter of 2026-07-10"

                """),
        Arrangement(
            stem: "immigration-flat",
            yaml: """
                # One fixed fee; the entries are kept in the books and not shown to the client.
                name: Fixed fee for petitions
                basis:
                  flat:
                    amount: 18500.00
                    billed: 2026-09-30
                    entries: hidden

                """),
        Arrangement(
            stem: "opinion-agreed-value",
            yaml: """
                # A value agreed for one deliverable, billed when it has been delivered.
                name: Agreed value, opinion on plan merger
                basis:
                  agreed-value:
                    deliverable: "Opinion letter on the merger of the plans"
                    value: 15000.00
                    delivered: 2026-09-22
                    entries: without-figures

                """),
        Arrangement(
            stem: "volume-discount-8",
            yaml: """
                # Hourly rates, less a discount for the volume of work.
                name: Standard rates less 8 %
                basis: hourly
                terms:
                  - adjustment:
                      percent: -8
                      reason: "Volume discount under the panel agreement of 2025-12-01"

                """),
    ]
}
