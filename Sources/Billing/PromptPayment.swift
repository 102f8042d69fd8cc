/// What is taken off an invoice that is paid soon.
package struct PromptPayment: Sendable, Equatable {
    package enum Base: String, Sendable, CaseIterable {
        case fees, total
    }

    package var percent: Percent
    /// Counted from the date of the invoice; the last one is in time.
    package var days: Int
    /// What the percentage is of.
    package var base: Base

    package init(percent: Percent, days: Int, base: Base = .total) {
        self.percent = percent
        self.days = days
        self.base = base
    }
}

/// What an arrangement says of prompt payment, whatever the firm offers others.
package enum PromptPaymentRule: Sendable, Equatable {
    case offered(PromptPayment)
    case notOffered
}

/// What an invoice offers whoever pays it soon.
///
/// Invariant: `amount` and `discount` are together what is to be paid of the invoice itself: its
/// total, less what a retainer or an earlier credit pays of it.
package struct PaymentOffer: Sendable, Equatable, Codable {
    package struct Share: Sendable, Equatable, Codable {
        package var matter: MatterID
        package var discount: Money

        package init(matter: MatterID, discount: Money) {
            self.matter = matter
            self.discount = discount
        }
    }

    package var percent: Percent
    package var base: Money
    package var discount: Money
    /// The last day.
    package var until: CivilDate
    /// What settles the invoice by then.
    package var amount: Money
    /// The discount by matter.
    package var shares: [Share]
}

extension Statement {
    /// Offers a discount on what is to be paid of this statement, if there is anything. The
    /// percentage is of the fees or the total, and of no more than is left to pay; it is shared by
    /// what the matters have in that.
    package mutating func offer(_ terms: PromptPayment) {
        let open = openAmount
        let whole = terms.base == .fees ? fees : total
        let base = Money(
            minorUnits: max(0, min(whole.minorUnits, open.minorUnits)), currency)
        let discount = base.times(terms.percent)
        guard discount.minorUnits > 0 else { return }
        offer = PaymentOffer(
            percent: terms.percent, base: base, discount: discount,
            until: date.adding(days: terms.days), amount: open - discount,
            shares: sharing(discount, of: terms.base))
    }

    /// Each matter's part of a discount on all of them.
    func sharing(_ discount: Money, of base: PromptPayment.Base) -> [PaymentOffer.Share] {
        // A matter with a credit has no part in it. One has a part, as all come to more than zero.
        let weights = matters.map { max(0, (base == .fees ? $0.fees : $0.total).minorUnits) }
        return zip(matterIDs, proRata(discount.minorUnits, by: weights)).map {
            PaymentOffer.Share(matter: $0, discount: Money(minorUnits: $1, currency))
        }
    }

    /// What is to be paid of this statement itself, not of what was owed before.
    private var openAmount: Money {
        Money(minorUnits: min(total.minorUnits, amountDue.minorUnits), currency)
    }

    var offerAddsUp: Bool {
        guard let offer else { return true }
        return offer.discount == offer.base.times(offer.percent)
            && offer.discount.minorUnits > 0 && offer.amount.minorUnits >= 0
            && offer.amount + offer.discount == openAmount
            && offer.base.minorUnits <= openAmount.minorUnits
            && offer.shares.map(\.matter) == matterIDs
            && offer.shares.map(\.discount).sum(currency) == offer.discount
    }
}

extension Registers {
    /// What the arrangement of a matter says, else what the firm offers everybody.
    package func promptPayment(of matter: MatterID, in firm: Firm) -> PromptPayment? {
        switch matters[matter].flatMap({ paymentTerms(of: $0).promptPayment }) {
        case .offered(let offered)?: offered
        case .notOffered?: nil
        case nil: firm.invoices.promptPayment
        }
    }

    /// What an invoice for these matters offers: what each of them does. Where they differ, it
    /// offers nothing, as one payment would be in time for some of them only.
    package func promptPayment(
        ofAll matters: [MatterID], in firm: Firm
    ) -> (offered: PromptPayment?, differ: Bool) {
        let offered = matters.map { promptPayment(of: $0, in: firm) }
        guard let first = offered.first else { return (nil, false) }
        let differ = offered.contains { $0 != first }
        return (differ ? nil : first, differ)
    }
}
