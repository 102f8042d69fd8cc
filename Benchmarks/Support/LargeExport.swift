import Foundation

/// The same numbers each time.
private struct Dice {
    var state: UInt64 = 7

    mutating func roll(_ sides: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(truncatingIfNeeded: state >> 33) % sides
    }
}

/// A firm with three matters a client and 40 timekeepers, and an export of their work in the native
/// format; returns its megabytes.
package func writeFirmAndExport(
    rows: Int, matters matterCount: Int = 900, in folder: String
) throws -> Double {
    func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/firm/" + name))
    }
    func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let clients = (0..<(matterCount + 2) / 3).map { "C" + padded($0, 5) }
    let matters = clients.flatMap { client in (1...3).map { client + "-0\($0)" } }
        .prefix(matterCount)
    let people = (0..<40).map { "T" + padded($0, 2) }
    try write("name: Bench LLP\ncurrency: USD\n", "firm.yaml")
    try write("id,name\n" + clients.map { "\($0),Client \($0)\n" }.joined(), "clients.csv")
    try write(
        "id,client,name,arrangement\n"
            + matters.map { "\($0),\($0.prefix(6)),Matter \($0),hourly\n" }.joined(), "matters.csv")
    try write("id,name\n" + people.map { "\($0),Keeper \($0)\n" }.joined(), "timekeepers.csv")
    try write(
        "effective,timekeeper,rate\n" + people.map { "2026-01-01,\($0),400.00\n" }.joined(),
        "rates.csv")

    let words = [
        "review", "draft", "correspond", "with", "client", "counsel", "regarding", "motion",
        "discovery", "schedule", "agreement", "revise", "analysis", "conference", "deposition",
        "exhibits", "research", "memorandum", "settlement", "terms", "prepare", "attend", "hearing",
    ]
    let path = folder + "/export.csv"
    guard FileManager.default.createFile(atPath: path, contents: nil) else {
        throw CocoaError(.fileWriteUnknown)
    }
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    var dice = Dice()
    var bytes = 0
    var text = "type,id,date,matter,timekeeper,hours,narrative,task,activity,billing,rate\n"
    for row in 0..<rows {
        let day = row * 300 / rows
        let date = "2026-\(padded(day / 30 + 1, 2))-\(padded(day % 28 + 1, 2))"
        let narrative = (0..<8 + dice.roll(15)).map { _ in words[dice.roll(words.count)] }
        let joint = dice.roll(5) == 0 ? ", " : " "
        let said = narrative.joined(separator: joint)
        text += "time,E\(padded(row, 7)),\(date),\(matters[dice.roll(matters.count)]),"
        text += "\(people[dice.roll(people.count)]),\(dice.roll(8)).\(padded(dice.roll(100), 2)),"
        text += joint == " " ? said : "\"\(said)\""
        text += ",L\(1 + dice.roll(5))10,A10\(1 + dice.roll(9)),billable,\n"
        if text.utf8.count > 1 << 20 || row == rows - 1 {
            bytes += text.utf8.count
            try file.write(contentsOf: Data(text.utf8))
            text = ""
        }
    }
    try file.close()
    return Double(bytes) / 1e6
}
