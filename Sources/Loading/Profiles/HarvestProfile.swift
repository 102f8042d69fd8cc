extension ExportProfile {
    /// Harvest's detailed time report. It has no ids, so entries are told apart by their content.
    package static let harvest = ExportProfile(
        name: "harvest",
        header: ["Date", "Client", "Project", "Hours", "Billable?", "First Name", "Last Name"],
        columns: [
            .date: ["Date"], .client: ["Client"], .hours: ["Hours"], .billing: ["Billable?"],
            .billed: ["Invoiced?"], .rate: ["Billable Rate"], .currency: ["Currency"],
        ],
        matter: [["Project Code"], ["Project"]],
        timekeeper: [["Employee Id"], ["First Name", "Last Name"]],
        narrative: [["Notes"], ["Task"]],
        billing: ["yes": .billable, "no": .nonBillable],
        billedWords: ["yes"])
}
