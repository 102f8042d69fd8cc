// What the fictional firm writes to a client besides its invoices. A firm that has texts of its own
// sees those.
internal import Billing
internal import Grouping

extension Statement {
    // MARK: Corrections

    private func sampleCorrection(_ reissue: String?) -> Correction {
        Correction(
            original: DocumentReference(number: "10421", date: date.adding(days: -21)),
            creditNote: DocumentReference(number: "CN-00017", date: date),
            reissue: reissue.map { DocumentReference(number: $0, date: date) })
    }

    func sampleCredit() -> Statement {
        credit(sampleCorrection(nil), held: [:], taken: nil)
    }

    /// One line longer, one gone, one in other words.
    func sampleDifference() -> SampleDocument.Content {
        var corrected = self
        corrected.number = "10440"
        corrected.correction = sampleCorrection(corrected.number)
        if var matter = matters.first {
            var lines = matter.lines
            if lines.count > 2 {
                lines[2].narrative += "; revised after review"
                lines.remove(at: 1)
            }
            if let rate = lines.first?.perHour {
                lines[0].hours += Hours(tenThousandths: 5000)
                lines[0].amount = lines[0].hours.times(rate)
            }
            let change = lines.map(\.amount).sum(currency) - matter.linesTotal
            matter.lines = lines
            matter.fees += change
            corrected.matters[0] = matter
            corrected.fees += change
            corrected.total += change
        }
        return .difference(from: self, to: corrected)
    }

    // MARK: Accounts

    private var letterHead: LetterHead {
        LetterHead(
            date: date, letterhead: letterhead, billTo: billTo, template: template,
            language: language, paper: paper)
    }

    /// What was billed every so many days before this invoice: paid but for the last two, and the one
    /// before them in half.
    private func sampleEvents(invoices count: Int, every days: Int) -> [AccountEvent] {
        var events: [AccountEvent] = []
        let matter = matters.first?.id ?? MatterID("M0001")
        func add(
            _ kind: AccountEvent.Kind, _ date: CivilDate, _ number: Int, _ minorUnits: Int,
            _ words: String = ""
        ) {
            events.append(
                AccountEvent(
                    kind, .document(Int64(events.count)), payor: billTo.id, matter: matter,
                    date: date, due: kind == .invoice ? date.adding(days: 30) : nil,
                    number: String(number), description: words,
                    amount: Money(minorUnits: minorUnits, currency), invoice: Int64(number)))
        }
        let thisMonth = max(1000, total.minorUnits)
        for index in stride(from: count, to: 0, by: -1) {
            let day = date.adding(days: -days * index)
            let billed = thisMonth / 100 * (55 + index * 37 % 80)
            let number = 10_420 - index * 3
            add(.invoice, day, number, billed)
            guard index > 2 else { continue }
            let isHalf = index == 3
            if index == 4 {
                add(.creditNote, day.adding(days: 12), number, -billed / 10)
            }
            add(
                .payment, day.adding(days: 24), number,
                isHalf ? -billed / 2 : index == 4 ? -(billed - billed / 10) : -billed,
                index % 2 == 0 ? "Wire transfer" : "Check \(4000 + index)")
        }
        add(.invoice, date, Int(self.number) ?? 10_421, thisMonth)
        return events
    }

    func sampleAccount(
        of firm: Firm?, invoices count: Int = 6, every days: Int = 30
    ) -> AccountStatement {
        let accounts = clientAccounts(
            of: sampleEvents(invoices: count, every: days), on: date,
            ageing: firm?.ageing ?? Ageing.usualLimits)
        return AccountStatement(
            head: letterHead, letter: firm?.statementLetter, from: nil, accounts: accounts)
    }

    func sampleReminder(of firm: Firm?, invoices count: Int = 6) -> Reminder {
        let account = sampleAccount(of: firm, invoices: count, every: 31).accounts[0]
        let overdue = account.open.filter { $0.daysOverdue > 0 }
        let items = overdue.map {
            Reminder.Item($0, level: $0.daysOverdue > 30 ? 2 : 1, isNew: true)
        }
        let level = firm?.reminders.last
        return Reminder(
            number: "RM-00012", head: letterHead, level: 2,
            title: level?.title ?? "Second reminder",
            letter: level?.letter
                ?? Letter(
                    subject: "Our invoices {number}",
                    paragraphs: [
                        "Dear Sir or Madam,",
                        "According to our books the invoices below are still open. If your payment is "
                            + "on its way, please disregard this letter; otherwise we kindly ask you "
                            + "to pay {amount} within ten days.",
                        "Should anything about an invoice be unclear, please call us.",
                    ]),
            demands: [
                Reminder.Demand(
                    currency: currency, items: items, unapplied: account.unapplied,
                    fee: Money(minorUnits: level?.fee ?? 2500, currency))
            ])
    }

    // MARK: Cover letters

    func withSampleLetter(of firm: Firm?) -> Statement {
        var statement = self
        statement.coverLetter =
            firm?.coverLetter
            ?? Letter(
                subject: "Invoice {number}",
                paragraphs: [
                    "Dear Sir or Madam,",
                    "Enclosed is our invoice of {date} for our services in {matters}. It comes to "
                        + "{amount}, which we kindly ask you to pay by {due}.",
                    "Each entry of our work is listed on the following pages. If you would like any of "
                        + "it explained, your billing attorney will gladly do so.",
                    "Yours faithfully,", letterhead.name,
                ])
        return statement
    }
}
