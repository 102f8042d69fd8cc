/// The firm's own settings file.
enum FirmSettings {
    static let yaml = """
        # The firm's name and letterhead, as they stand at the head of every invoice.
        name: Whitcombe, Castellanos & Oyelaran LLP
        letterhead:
          - 240 Lanternmaker Street, 31st Floor
          - Harrowgate, NY 10999
          - Tel. (212) 555-0142 · billing@whitcombe-castellanos.example

        # The firm's taxpayer number, printed on invoices.
        tax-id: "00-0000000"

        # The currency of every client that names no other.
        currency: USD

        # Paper (letter or a4), invoice template, and how dates are written.
        paper: letter
        template: standard
        date-order: month-first

        # Time is billed in steps of this many minutes, rounded up to the next step, never less
        # than the minimum; hours are shown with this many decimals. A client or matter may differ.
        time:
          increment: 6
          rounding: up
          minimum: 6
          decimals: 2

        # Invoice numbers: what stands before the number, the first number, and its digits. Then
        # the days to pay, the sentence saying so, and whether a client with several matters gets
        # one invoice a matter (per-matter) or one for all (consolidated).
        invoices:
          prefix: ""
          first: 10421
          width: 5
          terms-days: 30
          terms: "Payable within {days} days of the invoice date. Please quote the invoice number with your payment."
          statements: per-matter

        # Pro formas, the drafts for review, are numbered apart from invoices.
        proformas:
          prefix: "PF-"
          first: 1
          width: 5

        # Taxes that a client may be charged; a client's row names the code.
        taxes:
          - code: VAT20
            name: VAT
            percent: 20
            on: [fees, costs]

        # How to pay, printed at the foot of every invoice.
        payment:
          - "Checks payable to Whitcombe, Castellanos & Oyelaran LLP"
          - "Wire: Harrowgate Merchants Bank, ABA 000000000, Account 000 000 000"

        """
}
