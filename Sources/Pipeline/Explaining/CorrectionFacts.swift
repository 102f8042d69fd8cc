internal import Billing
internal import Ledger

extension LedgerTransaction {
    /// What became of an invoice, or which one a credit note or a reissue is about; nil where nothing
    /// was corrected.
    func correctionPart(of document: StoredDocument) throws(EnvironmentError) -> Explanation.Part? {
        var facts: [Explanation.Fact] = []
        if let credit = try credit(toldBy: document.id) {
            let verb = document.kind == .creditNote ? "credits" : "replaces"
            facts.append(Explanation.Fact(verb, "invoice \(shown(credit.original))"))
            if document.kind == .creditNote {
                facts.append(Explanation.Fact("why", why(credit)))
                facts += replacement(in: credit)
            } else {
                facts.append(creditFact(credit))
            }
        }
        if document.kind == .invoice, let credit = try credit(of: document.id) {
            facts.append(creditFact(credit))
            facts += replacement(in: credit)
        }
        return facts.isEmpty ? nil : Explanation.Part(heading: "Corrections", facts: facts)
    }

    /// Invoices that an entry was on and that were credited since.
    func creditedFacts(of entry: EntryKey) throws(EnvironmentError) -> [(String, String)] {
        try credits(ofInvoicesWith: entry).map { credit in
            (
                "was on",
                "invoice \(shown(credit.original)), credited by \(shown(credit.note)), "
                    + why(credit)
            )
        }
    }

    private func creditFact(_ credit: RecordedCredit) -> Explanation.Fact {
        Explanation.Fact("credit note", "\(shown(credit.note)), \(why(credit))")
    }

    private func replacement(in credit: RecordedCredit) -> [Explanation.Fact] {
        [
            Explanation.Fact(
                "replaced by",
                credit.reissue.map { "invoice \(shown($0))" } ?? "nothing: the invoice is void")
        ]
    }

    private func shown(_ document: DocumentReference) -> String {
        "\(document.number) of \(document.date)"
    }

    private func why(_ credit: RecordedCredit) -> String {
        (credit.occasion.by.isEmpty ? "" : "by \(credit.occasion.by): ") + credit.reason
    }
}
