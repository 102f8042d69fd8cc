internal import SampleFirm

/// What `engross init` writes: every file a firm's folder has, commented, valid, with one example
/// row in each register to overwrite.
enum StarterFirm {
    static var files: [(path: String, text: String)] {
        [
            ("firm.yaml", firm), ("clients.csv", clients), ("matters.csv", matters),
            ("timekeepers.csv", timekeepers), ("rates.csv", rates),
            ("codes.csv", UTBMSCodes.csv), ("arrangements/example-fixed-fee.yaml", arrangement),
        ]
    }

    private static let firm = """
        # Your firm: what stands on every statement, and the defaults for all clients.
        # Lines that begin with # are remarks. Change what follows the colons.

        name: Your Firm LLP
        letterhead:
          - 1 Main Street
          - Anytown, ST 00000
          - Tel. +1 555 555 0100
        # tax-id: "00-0000000"        # printed under the letterhead if given

        currency: USD                 # of clients that name no other
        paper: letter                 # letter or a4
        template: standard            # a folder under Templates/

        # How 04/05/2026 in an export is to be read. Without it, Engross asks where a file leaves
        # it open.
        date-order: month-first       # month-first or day-first

        # Where the firm's clocks hang: for time that an export gives by start and end only, in
        # nights on which they are put forward or back.
        # time-zone: America/New_York

        # Whether a rate that an export names on an entry beats rates.csv: use or ignore.
        export-rates: use

        # How worked time becomes billed time. A client or a matter may differ.
        time:
          increment: 6                # minutes: 1, 5, 6, 10, 15, 30, or exact
          rounding: up                # up, nearest or down
          minimum: 0                  # minutes that any entry is billed at least
          # grace: 2                  # minutes beyond a step that are not billed up
          # per: day                  # round what a person did on one day for a matter as one
          decimals: 2                 # of hours on paper

        # Whether only what an attorney approved is billed: engross approve PF-00001.
        # require-approval: yes

        # What a statement's PDF is besides pages.
        pdf:
          archival: yes               # PDF/A-3, which archives take
          tagged: yes                 # can be read aloud, and has bookmarks and links
          data: yes                   # brings its lines and sums along as JSON and CSV

        # The files that hold several statements of a run, for the printer.
        combined:
          cover-sheet: yes            # with counts and totals of what follows
          duplex: yes                 # each statement begins on a sheet of its own
          whole-run: no               # one file of all attorneys besides

        # office: NY                  # of clients and matters that name no other

        invoices:
          prefix: ""                  # before the digits; may hold {year}, {office}, {client}
          first: 1001                 # the number of the first invoice
          width: 4                    # digits, filled with zeros
          # series: year              # numbers of their own for each year, office or client
          # batch: one-by-one         # post each invoice as it is made, not all together
          terms-days: 30
          terms: "Payable within {days} days of the invoice date."
          statements: per-matter      # per-matter, or consolidated: one invoice a client

        proformas:
          prefix: "PF-"
          first: 1
          width: 5

        credit-notes:
          prefix: "CN-"
          first: 1

        corrections: renumber         # or revise: 1001 becomes 1001-R1

        # Taxes that a client may be charged, by the code in its tax column.
        taxes: []
        #  - code: VAT20
        #    name: VAT
        #    percent: 20
        #    on: [fees, costs]

        # What costs come to, by expense code; others are charged as they were recorded.
        # costs:
        #  - {code: E101, kind: soft, unit-price: 0.10}    # copies
        #  - {code: E105, bill: absorbed}                  # or held

        # Printed on the remittance slip.
        payment:
          - Checks payable to Your Firm LLP

        # Letters of your own, in letters/NAME.md: before each invoice, and above the tables of a
        # statement of account.
        # cover-letter: cover
        # statement-letter: account

        # When clients are reminded of what is overdue, step by step: engross remind.
        # reminders:
        #  - {after: 10, title: Payment reminder, text: "We have not received {amount} yet."}
        #  - {after: 30, title: Second reminder, text: "Please pay {amount} at once."}

        """

    private static let clients = """
        id,name,address1,address2,address3,address4,address5,attorney,statements,currency,tax,\
        increment,rounding,minimum,terms_days,reference,template,aliases
        C0001,Example Client Inc.,100 First Avenue,"Anytown, ST 00000",,,,ABC,,,,,,,,,,

        """

    private static let matters = """
        id,client,name,attorney,arrangement,increment,rounding,minimum,budget,opened,closed,\
        reference,aliases,discount,cap,flat_fee,flat_fee_due,blended_rate
        0001-01,C0001,General advice,ABC,hourly,,,,,,,,,,,,,

        """

    private static let timekeepers = """
        id,name,class,title,aliases
        ABC,Alex B. Counsel,partner,Partner,

        """

    private static let rates = """
        effective,until,client,matter,timekeeper,class,task,activity,rate,currency
        2020-01-01,,,,,partner,,,400.00,

        """

    private static let arrangement = """
        # An example: no matter names it yet. Write "example-fixed-fee" into a matter's arrangement
        # cell, and this price is billed instead of its hours.
        name: Fixed fee
        basis:
          flat:
            amount: 5000.00
            billed: 2026-12-31        # on the first statement through this date
            entries: no-charge        # no-charge, without-figures or hidden

        """
}
