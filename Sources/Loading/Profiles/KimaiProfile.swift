extension ExportProfile {
    /// Kimai's export of time sheets, with English or German column names.
    package static let kimai: ExportProfile = {
        var profile = ExportProfile(
            name: "kimai",
            header: ["Date", "From", "To", "Duration", "Customer", "Project", "Description"],
            columns: [
                .date: ["Date", "Datum"], .client: ["Customer", "Kunde"],
                .hours: ["Duration", "Dauer"], .billing: ["Billable", "Abrechenbar"],
                .rate: ["Hourly price", "Stundenpreis", "Stundenlohn", "Stundensatz"],
                .amount: ["Price", "Preis"], .flatRate: ["Fixed price", "Festpreis"],
                .currency: ["Currency", "Währung"], .start: ["From", "Von"], .end: ["To", "Bis"],
            ],
            matter: [["Project number"], ["Projektnummer"], ["Project"], ["Projekt"]],
            timekeeper: [
                ["E-mail"], ["Staff number"], ["Personalnummer"], ["User"], ["Benutzer"], ["Name"],
            ],
            narrative: [["Description"], ["Beschreibung"], ["Activity"], ["Tätigkeit"]],
            billing: [
                "1": .billable, "0": .nonBillable, "yes": .billable, "no": .nonBillable,
                "ja": .billable, "nein": .nonBillable,
            ])
        profile.otherHeaders = [
            ["Datum", "Von", "Bis", "Dauer", "Kunde", "Projekt", "Beschreibung"]
        ]
        profile.blankBilling = .nonBillable
        profile.narrativeGuard = "' "
        return profile
    }()
}
