import Billing
import Settings

/// arrangements/NAME.yaml: how the fee of the matters that name it is found.
///
/// This is the file's frame: an agreement, and those that replace it later. What stands in an
/// agreement is read by `AgreementReader`.
struct ArrangementFile {
    /// The file without its folder and ending: what matters call it by.
    var name: String
    /// The currency that its amounts are in.
    var currency: Currency
    /// Whom a volume discount over several clients may name.
    var clients = Directory<ClientID>()
    /// The path that places show.
    var file: String

    /// Nil where anything is wrong: an arrangement that was read in part would bill in part.
    func read(_ bytes: [UInt8]) -> (arrangement: FeeArrangement?, diagnostics: [Diagnostic]) {
        var settings = SettingsReader(bytes: bytes, file: file)
        guard settings.isReadable else { return (nil, settings.finish()) }
        let reader = AgreementReader(currency: currency, clients: clients)
        let title = settings.string("name", required: true)
        let first = reader.agreement(&settings, title: title ?? name)
        let later = changes(&settings, reader, title: title ?? name)
        let costRules = settings.costRules(in: currency, isOfAnyMatter: true)
        let payment = settings.paymentTerms(in: currency)
        let diagnostics = settings.finish()
        guard let title, let first, !diagnostics.hasErrors else { return (nil, diagnostics) }
        return (
            FeeArrangement(
                name: title, agreements: [first] + later, costRules: costRules, payment: payment,
                place: Place(file: file)),
            diagnostics
        )
    }

    private func changes(
        _ settings: inout SettingsReader, _ reader: AgreementReader, title: String
    ) -> [Agreement] {
        var last: CivilDate?
        return settings.mappings("changes") { change -> Agreement? in
            let from = change.date("from", required: true)
            let name = change.string("name") ?? title
            let agreement = reader.agreement(&change, from: from, title: name)
            guard let from else { return nil }
            if let last, from <= last {
                change.refuse(
                    "from", as: .arrangementMeaningless,
                    "\(from) does not come after \(last), when the change before begins",
                    remedy: "list the changes by the day they begin, each day once")
            }
            last = from
            return agreement
        }
    }
}

/// Reads one agreement: its basis (ReadingBases) and its terms (ReadingTerms).
///
/// All settings are read even where some exclude each other, so that one run reports everything.
struct AgreementReader {
    var currency: Currency
    var clients: Directory<ClientID>

    func agreement(
        _ settings: inout SettingsReader, from: CivilDate? = nil, title: String
    ) -> Agreement? {
        let basis = basis(&settings, title: title)
        let terms = terms(&settings)
        return basis.map { Agreement(from: from, name: title, basis: $0, terms: terms) }
    }
}
