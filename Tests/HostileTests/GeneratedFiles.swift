/// The files that are too large to keep, by name. Each has a sound row or two beside what is hostile,
/// to show that these are read.
let generatedFiles: [String: @Sendable () -> String] = [
    "scale-rows": {
        header + (1...200_000).map { row("E\($0)", hours: "0.1") }.joined()
    },
    "scale-equal-rows": {
        header + String(repeating: row("", hours: "0.1"), count: 20_000)
    },
    "scale-blank-lines": {
        header + row("E1") + String(repeating: "\n", count: 100_000) + row("E2", hours: "soon")
    },
    "scale-long-cell": {
        let narrative = String(repeating: "A line, with \"\"marks\"\"\r\n", count: 50_000)
        return header + row("E1", "\"\(narrative)\"") + row("E2")
    },
    "scale-row-of-20-mb": {
        header + row("E1") + row("E2", "\"" + String(repeating: "x", count: 20 << 20) + "\"")
            + row("E3")
    },
    "scale-row-of-70-mb": {
        header + row("E1") + row("E2", String(repeating: "x", count: 70 << 20)) + row("E3")
    },
    "scale-quote-over-70-mb": {
        header + row("E1") + row("E2", "\"" + String(repeating: "x", count: 70 << 20)) + row("E3")
    },
    // The row with the fault ends where the first 256 KB of the file end.
    "scale-fault-at-a-border": {
        let fault = row("E2", "\"Call\" and letter")
        let before = header + row("E1", "")
        let rest = (256 << 10) - before.utf8.count - fault.utf8.count
        let narrative = String(repeating: "x", count: rest)
        return header + row("E1", narrative) + fault + row("E3") + row("E4")
    },
    "scale-delimiters": {
        let commas = String(repeating: ",", count: 1_000_000)
        return header + row("E1") + "x" + commas + "\n" + commas + "\n" + row("E2")
    },
    "scale-quotes": {
        header + row("E1", "\"" + String(repeating: "\"\"", count: 1_000_000) + "\"") + row("E2")
    },
    "scale-columns": {
        let known = "User,Project,Billable,Description,Start date,Start time,End time,Duration"
        let names = (1...4_992).map { ",Custom \($0)" }.joined()
        let blank = String(repeating: ",", count: 4_992)
        let row = "Jane Roe,Lease,Yes,Call,2026-10-05,09:00,09:30,00:30:00"
        let other = "Jane Roe,Lease,Yes,Draft,2026-10-05,10:00,10:30,00:30:00"
        return known + names + "\n" + row + blank + "\n" + other + blank + "\n"
    },
    "scale-no-line-end": { String(repeating: "x", count: 1_000_000) },
    "scale-header-of-delimiters": { "x" + String(repeating: ",", count: 49_999) },
    "scale-long-name": {
        header + row("E1", matter: String(repeating: "Lease ", count: 16_667)) + row("E2")
    },
    "scale-long-id": { header + row(String(repeating: "9", count: 100_000)) + row("E2") },
    "scale-digits": {
        header + row("E1", hours: String(repeating: "1", count: 100_000)) + row("E2")
    },
    "scale-unknown-names": {
        header + (1...500).map { row("E\($0)", matter: "Leases \($0)") }.joined()
    },
]

private let header = "id,date,matter,timekeeper,hours,narrative\n"

private func row(
    _ id: String, _ narrative: String = "Research", hours: String = "1.0", matter: String = "M1"
) -> String {
    "\(id),2026-10-05,\(matter),JRO,\(hours),\(narrative)\n"
}
