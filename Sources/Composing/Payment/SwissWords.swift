internal import Billing

/// The words of a Swiss payment part. The standard has them in these languages, and no others may be
/// used, so that they are no template's to change.
struct SwissWords {
    var receipt: String
    var paymentPart: String
    var account: String
    var reference: String
    var information: String
    var payableBy: String
    var payableByBlank: String
    var currency: String
    var amount: String
    var acceptancePoint: String
    var invoice: String
}

extension SwissPayment {
    var words: SwissWords {
        switch language {
        case .de:
            SwissWords(
                receipt: "Empfangsschein", paymentPart: "Zahlteil", account: "Konto / Zahlbar an",
                reference: "Referenz", information: "Zusätzliche Informationen",
                payableBy: "Zahlbar durch", payableByBlank: "Zahlbar durch (Name/Adresse)",
                currency: "Währung", amount: "Betrag", acceptancePoint: "Annahmestelle",
                invoice: "Rechnung")
        case .fr:
            SwissWords(
                receipt: "Récépissé", paymentPart: "Section paiement",
                account: "Compte / Payable à", reference: "Référence",
                information: "Informations supplémentaires", payableBy: "Payable par",
                payableByBlank: "Payable par (nom/adresse)", currency: "Monnaie",
                amount: "Montant", acceptancePoint: "Point de dépôt", invoice: "Facture")
        case .it:
            SwissWords(
                receipt: "Ricevuta", paymentPart: "Sezione pagamento",
                account: "Conto / Pagabile a", reference: "Riferimento",
                information: "Informazioni supplementari", payableBy: "Pagabile da",
                payableByBlank: "Pagabile da (nome/indirizzo)", currency: "Valuta",
                amount: "Importo", acceptancePoint: "Punto di accettazione", invoice: "Fattura")
        case .en:
            SwissWords(
                receipt: "Receipt", paymentPart: "Payment part", account: "Account / Payable to",
                reference: "Reference", information: "Additional information",
                payableBy: "Payable by", payableByBlank: "Payable by (name/address)",
                currency: "Currency", amount: "Amount", acceptancePoint: "Acceptance point",
                invoice: "Invoice")
        }
    }
}
