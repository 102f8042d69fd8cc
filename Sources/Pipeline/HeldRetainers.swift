internal import Billing
internal import Ledger

/// What is held for a matter in the currency it is billed in, with the entries that its next
/// invoice will list; nil where nothing is held and nothing was agreed.
func heldRetainer(
    of matter: Matter, _ balances: [String: RetainerBalance], in currency: Currency,
    _ registers: Registers, reporting diagnostics: inout [Diagnostic]
) -> (held: HeldRetainer?, keys: [EntryKey]) {
    let terms = registers.paymentTerms(of: matter).retainer
    func held(_ balance: RetainerBalance) -> Int {
        balance.before + balance.movements.reduce(0) { $0 + $1.minorUnits }
    }
    for (code, balance) in balances.sorted(by: { $0.key < $1.key })
    where code != currency.code && held(balance) != 0 {
        diagnostics.append(
            Diagnostic(
                .currencyDiffers, at: registers.clients[matter.client]?.place,
                "a retainer in \(code) is held for matter \(matter.id), "
                    + "which is billed in \(currency) now",
                remedy: "pay it back first, or open a new matter for the new currency"))
    }
    let balance = balances[currency.code] ?? RetainerBalance()
    let left = Money(minorUnits: held(balance), currency)
    if terms == nil, left.minorUnits > 0 {
        diagnostics.append(
            Diagnostic(
                .warning, .retainerUnagreed, at: matter.place,
                "\(plain(left)) are held for matter \(matter.id), and its arrangement does not say "
                    + "whether invoices are paid from them",
                remedy:
                    "write retainer: with \"apply: yes\" or \"apply: no\" into its arrangement; "
                    + "until then the retainer is only shown"))
    }
    guard terms != nil || left.minorUnits != 0 || !balance.movements.isEmpty else {
        return (nil, [])
    }
    let retainer = HeldRetainer(
        terms: terms, before: Money(minorUnits: balance.before, currency),
        movements: balance.movements.map {
            RetainerAccount.Movement(
                date: $0.date, description: $0.description,
                amount: Money(minorUnits: $0.minorUnits, currency))
        }, available: Money(minorUnits: balance.available, currency))
    return (retainer, balance.movements.map(\.key))
}
