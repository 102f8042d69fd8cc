extension ExportProfile {
    /// Clio's activities: its export, and its list as it stands on the screen.
    package static let clio: ExportProfile = {
        var profile = ExportProfile(
            name: "clio", header: ["Date", "Hours", "Matter number", "User", "Billable"],
            columns: [
                .kind: ["Type"], .id: ["ID"], .date: ["Date"],
                .hours: ["Hours", "Quantity (Hours)", "Qty"], .flatRate: ["Flat rate"],
                .rate: ["Rate"], .amount: ["Billable"], .unbilledAmount: ["Non-billable"],
                .billed: ["Bill state"], .expense: ["Expense category"],
                .quantity: ["Quantity (Hours)", "Qty"],
            ],
            matter: [["Matter number"], ["Matter display number"], ["Matter"]],
            timekeeper: [["User"]], narrative: [["Description"]], matterNumberEnd: "-",
            kinds: [
                "timeentry": .time, "time entry": .time, "time": .time, "expenseentry": .cost,
                "expense entry": .cost, "expense": .cost, "hardcostentry": .cost,
                "softcostentry": .cost,
            ],
            billedWords: ["billed"])
        profile.oneIsNoQuantity = true
        profile.otherHeaders = [
            ["Date", "Type", "Qty", "Matter", "User", "Billable"],
            ["Date", "Quantity (Hours)", "Matter", "User", "Billable"],
            ["Date", "Quantity (Hours)", "Matter display number", "User", "Billable"],
        ]
        return profile
    }()

    /// The table that Clio takes activities from, and that programs for capturing time write.
    package static let clioTemplate: ExportProfile = {
        var profile = ExportProfile(
            name: "clio-template",
            header: ["matter", "date", "price", "quantity", "activity_user", "non_billable"],
            columns: [
                .kind: ["type"], .date: ["date"], .hours: ["quantity"], .rate: ["price"],
                .amount: ["price"], .quantity: ["quantity"], .billing: ["non_billable"],
            ],
            matter: [["matter"]], timekeeper: [["activity_user"]],
            narrative: [["note"], ["activity_description"]], matterNumberEnd: "-",
            kinds: ["timeentry": .time, "expenseentry": .cost],
            billing: [
                "yes": .nonBillable, "no": .billable, "true": .nonBillable, "false": .billable,
            ])
        profile.blankBilling = .billable
        profile.costsHaveQuantity = true
        profile.oneIsNoQuantity = true
        return profile
    }()
}
