internal import Billing

extension PaymentCode {
    /// The firm's code as an invoice carries it; nil where nothing is due, or where the code cannot
    /// ask for what is.
    func asking(for statement: Statement) -> PaymentCode? {
        guard canAsk(for: statement.amountDue) else { return nil }
        guard case .swiss(var payment) = self else { return self }
        payment.debtor = PaymentParty(
            name: statement.billTo.name, lines: statement.billTo.address,
            country: payment.creditor.country)
        return .swiss(payment)
    }
}
