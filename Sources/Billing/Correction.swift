/// One document, as another one names it.
package struct DocumentReference: Sendable, Hashable, Codable {
    package var number: String
    package var date: CivilDate

    package init(number: String, date: CivilDate) {
        self.number = number
        self.date = date
    }
}

/// How an invoice was taken back. The credit note carries it, and so does the invoice that is issued
/// in place of the original.
package struct Correction: Sendable, Equatable, Codable {
    package var original: DocumentReference
    package var creditNote: DocumentReference
    /// Nil where nothing takes the original's place.
    package var reissue: DocumentReference?
    /// What was paid on the original, or on one that it replaced. It counts on the reissue.
    package var payments: [Account.Payment]

    package init(
        original: DocumentReference, creditNote: DocumentReference,
        reissue: DocumentReference? = nil, payments: [Account.Payment] = []
    ) {
        self.original = original
        self.creditNote = creditNote
        self.reissue = reissue
        self.payments = payments
    }
}

/// A discount for prompt payment that is part of a document, because the payment that earned it came
/// before: a reissue lets the client keep it, a credit note takes it back, below zero.
package struct KeptDiscount: Sendable, Equatable, Codable {
    package var percent: Percent
    package var base: Money
    package var amount: Money
    package var shares: [PaymentOffer.Share]

    package init(percent: Percent, base: Money, amount: Money, shares: [PaymentOffer.Share]) {
        self.percent = percent
        self.base = base
        self.amount = amount
        self.shares = shares
    }

    /// What an invoice offered and a payment took.
    package init(_ offer: PaymentOffer) {
        self.init(
            percent: offer.percent, base: offer.base, amount: offer.discount, shares: offer.shares)
    }

    package static prefix func - (kept: KeptDiscount) -> KeptDiscount {
        KeptDiscount(
            percent: kept.percent, base: -kept.base, amount: -kept.amount,
            shares: kept.shares.map {
                PaymentOffer.Share(matter: $0.matter, discount: -$0.discount)
            })
    }
}

extension Statement {
    /// Lets the client keep a discount that was earned on the invoice which this one replaces: the
    /// same percentage, of no more than it was given on then.
    package mutating func keep(_ earned: KeptDiscount, of part: PromptPayment.Base) {
        let whole = part == .fees ? fees : total
        let base = Money(
            minorUnits: max(0, min(whole.minorUnits, earned.base.minorUnits)), currency)
        let amount = base.times(earned.percent)
        guard amount.minorUnits > 0 else { return }
        keptDiscount = KeptDiscount(
            percent: earned.percent, base: base, amount: amount,
            shares: sharing(amount, of: part))
    }

    var keptDiscountAddsUp: Bool {
        guard let kept = keptDiscount else { return true }
        return kept.amount == kept.base.times(kept.percent)
            && kept.shares.map(\.matter) == matterIDs
            && kept.shares.map(\.discount).sum(currency) == kept.amount
    }
}

/// The series of a firm that keeps an invoice's number when it corrects it: 1042, 1042-R1, 1042-R2,
/// and beneath them the credits 1042-C1, 1042-C2.
package struct RevisedNumber: Sendable, Equatable {
    /// The number that was issued first.
    package var base: String
    package var revision: Int

    /// The revision after the one that `number` names; the first, where the invoice replaced none.
    package init(after number: String, isReissue: Bool) {
        let match = isReissue ? number.wholeMatch(of: /(.+)-R([0-9]+)/) : nil
        if let match, let last = Int(match.2) {
            (base, revision) = (String(match.1), last + 1)
        } else {
            (base, revision) = (number, 1)
        }
    }

    package var invoice: String { "\(base)-R\(revision)" }
    package var creditNote: String { "\(base)-C\(revision)" }
}
