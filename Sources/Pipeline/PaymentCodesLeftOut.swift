internal import Billing

/// Invoices that firm.yaml wants a payment code on, and that are of amounts which such a code cannot
/// ask for: one finding a currency.
struct PaymentCodesLeftOut {
    /// By currency, how many there are, and to whom the first three go.
    private var invoices: [String: (count: Int, names: [String])] = [:]

    mutating func add(_ statements: [Statement], by firm: Firm) {
        guard firm.paymentCode != nil else { return }
        for statement in statements
        where statement.kind == .invoice && statement.paymentCode == nil
            && statement.amountDue.minorUnits > 0
        {
            var known = invoices[statement.currency.code] ?? (0, [])
            known.count += 1
            if known.names.count < 3 { known.names.append(statement.billTo.name) }
            invoices[statement.currency.code] = known
        }
    }

    func diagnostics(of firm: Firm) -> [Diagnostic] {
        guard let code = firm.paymentCode else { return [] }
        return invoices.sorted { $0.key < $1.key }.map { currency, invoices in
            let names = invoices.names.joined(separator: ", ")
            let others = invoices.count - invoices.names.count
            let fits = code.currencies?.contains(currency) ?? true
            return Diagnostic(
                .warning, .paymentCodeLeftOut, at: Place(file: "firm.yaml"),
                "no payment code is on the invoices in \(currency) to \(names)"
                    + (others > 0 ? " and \(others) others" : "")
                    + (fits
                        ? ": the amount is beyond what such a code can ask for"
                        : ": a code of the kind \(code.kind.rawValue) asks for "
                            + (code.currencies ?? []).joined(separator: " or ")),
                remedy: "how to pay is on the remittance slip all the same; payment-code: with "
                    + "kind: url is for any currency")
        }
    }
}
