extension ExportProfile {
    /// Clio's export of activities.
    package static let clio = ExportProfile(
        name: "clio", header: ["Date", "Hours", "Matter number", "User", "Billable"],
        columns: [
            .kind: ["Type"], .id: ["ID"], .date: ["Date"], .hours: ["Hours"],
            .flatRate: ["Flat rate"], .rate: ["Rate"], .amount: ["Billable"],
            .unbilledAmount: ["Non-billable"], .billed: ["Bill state"],
            .expense: ["Expense category"],
        ],
        matter: [["Matter number"]], timekeeper: [["User"]], narrative: [["Description"]],
        matterNumberEnd: "-",
        kinds: ["timeentry": .time, "expenseentry": .cost],
        billedWords: ["billed"])
}
