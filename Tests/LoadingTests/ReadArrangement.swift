import Billing

@testable import Loading

/// An arrangement file as it is read, for tests.
struct ReadArrangement {
    var arrangement: FeeArrangement?
    var diagnostics: [Diagnostic]

    init(_ text: String, currency: Currency = .usd) {
        var clients = Directory<ClientID>()
        clients.add(ClientID("C1"), text: "C1", name: "Acme Holdings", aliases: ["Acme"])
        clients.add(ClientID("C2"), text: "C2", name: "Beta LLC", aliases: [])
        let file = ArrangementFile(
            name: "a", currency: currency, clients: clients, file: "arrangements/a.yaml")
        (arrangement, diagnostics) = file.read(Array(text.utf8))
    }

    /// The file with this basis, from line 2 on.
    init(basis: String, currency: Currency = .usd) {
        self.init("name: A\nbasis: \(basis)\n", currency: currency)
    }

    /// An hourly file with these terms, one a line from line 4 on.
    init(terms: String..., currency: Currency = .usd) {
        self.init(terms: terms, currency: currency)
    }

    init(terms: [String], currency: Currency = .usd) {
        let list = terms.map { "  - \($0)\n" }.joined()
        self.init("name: A\nbasis: hourly\nterms:\n" + list, currency: currency)
    }

    /// Codes with their lines.
    var found: [String] {
        diagnostics.map { "\($0.code.rawValue) \($0.place?.line ?? 0)" }
    }

    var basis: FeeBasis? { arrangement?.agreements.first?.basis }
    var terms: [FeeTerm] { arrangement?.agreements.first?.terms ?? [] }
    var parts: [FlatFee.Part] {
        if case .flat(let fee) = basis { fee.parts } else { [] }
    }
}

extension Percent {
    /// From thousandths, so that 12.5 % is 12_500.
    init(_ thousandths: Int) {
        self.init(thousandths: thousandths)
    }
}
