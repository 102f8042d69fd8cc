extension ExportProfile {
    /// The program's own format, described in Documentation/native-format.md.
    package static let native = ExportProfile(
        name: "native", header: ["date", "matter"],
        columns: [
            .kind: ["type"], .id: ["id"], .date: ["date"], .client: ["client"], .hours: ["hours"],
            .task: ["task"], .activity: ["activity"], .phase: ["phase"], .expense: ["expense"],
            .billing: ["billing"], .rate: ["rate"], .amount: ["amount"],
            .quantity: ["quantity"], .currency: ["currency"],
            .reference: ["reference"], .start: ["start"], .end: ["end"],
        ],
        matter: [["matter"]], timekeeper: [["timekeeper"]], narrative: [["narrative"]],
        kinds: [
            "time": .time, "cost": .cost, "payment": .payment, "balance": .balance,
            "retainer": .retainer,
        ],
        billing: [
            "billable": .billable, "no-charge": .noCharge, "non-billable": .nonBillable,
        ],
        reportsOtherColumns: true)
}
