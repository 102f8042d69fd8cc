internal import Billing

/// Invoices that firm.yaml wants a payment code on, and that are of amounts which such a code cannot
/// ask for: one finding a currency.
func paymentCodesLeftOut(from statements: [Statement], by firm: Firm) -> [Diagnostic] {
    guard let code = firm.paymentCode else { return [] }
    let without = statements.filter {
        $0.kind == .invoice && $0.paymentCode == nil && $0.amountDue.minorUnits > 0
    }
    return Dictionary(grouping: without, by: \.currency.code).sorted { $0.key < $1.key }.map {
        currency, invoices in
        let names = invoices.prefix(3).map(\.billTo.name).joined(separator: ", ")
        let fits = code.currencies?.contains(currency) ?? true
        return Diagnostic(
            .warning, .paymentCodeLeftOut, at: Place(file: "firm.yaml"),
            "no payment code is on the invoices in \(currency) to \(names)"
                + (invoices.count > 3 ? " and \(invoices.count - 3) others" : "")
                + (fits
                    ? ": the amount is beyond what such a code can ask for"
                    : ": a code of the kind \(code.kind.rawValue) asks for "
                        + (code.currencies ?? []).joined(separator: " or ")),
            remedy: "how to pay is on the remittance slip all the same; payment-code: with "
                + "kind: url is for any currency")
    }
}
