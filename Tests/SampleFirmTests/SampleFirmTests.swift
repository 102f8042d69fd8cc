import SampleFirm
import Testing

/// The rows of a CSV text as fields, quotes taken off.
private func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = ""
    var quoted = false
    var pendingQuote = false
    for scalar in text.unicodeScalars {
        if pendingQuote {
            pendingQuote = false
            if scalar == "\"" {
                field.unicodeScalars.append(scalar)
                continue
            }
            quoted = false
        }
        switch scalar {
        case "\"" where quoted: pendingQuote = true
        case "\"": quoted = true
        case "," where !quoted:
            row.append(field)
            field = ""
        case "\n" where !quoted:
            row.append(field)
            rows.append(row)
            row = []
            field = ""
        default: field.unicodeScalars.append(scalar)
        }
    }
    return rows
}

/// A sample folder, read back from its text.
private struct Folder {
    let files: [SampleFile]

    init(size: SampleSize = SampleSize(), seed: UInt64 = 1) {
        files = SampleFirm.files(size: size, seed: seed)
    }

    func text(_ path: String) -> String {
        files.first { $0.path == path }?.text ?? ""
    }

    func table(_ path: String) -> [[String]] {
        Array(rows(text(path)).dropFirst())
    }

    var inbox: [[String]] {
        files.filter { $0.path.hasPrefix("inbox/") }.flatMap { table($0.path) }
    }

    func inbox(_ type: String) -> [[String]] {
        inbox.filter { $0[0] == type }
    }
}

@Suite struct SampleFirmTests {
    private let folder = Folder()

    @Test func sameSeedSameBytes() {
        let again = Folder()
        #expect(folder.files.map(\.path) == again.files.map(\.path))
        #expect(folder.files.map { Array($0.text.utf8) } == again.files.map { Array($0.text.utf8) })
        let other = Folder(seed: 2)
        #expect(folder.text("inbox/2026-08-time.csv") != other.text("inbox/2026-08-time.csv"))
    }

    @Test func pathsAreUniqueAndFilesEndWithALineBreak() {
        #expect(Set(folder.files.map(\.path)).count == folder.files.count)
        for file in folder.files {
            #expect(file.text.hasSuffix("\n") && !file.text.hasSuffix("\n\n"), "\(file.path)")
        }
    }

    @Test func countsAreAsAsked() {
        #expect(folder.table("clients.csv").count == 14)
        #expect(folder.table("matters.csv").count == 44)
        #expect(folder.table("timekeepers.csv").count == 16)
        let classes = Set(folder.table("timekeepers.csv").map { $0[2] })
        #expect(classes == ["partner", "counsel", "associate", "paralegal"])
        #expect(abs(folder.inbox("time").count - 3000) <= 60)
        #expect(folder.inbox("cost").count == 200)
        #expect((8...12).contains(folder.inbox("balance").count))
        #expect(folder.inbox("payment").count >= 8)
    }

    @Test func everyTableHasItsHeadersWidth() {
        for file in folder.files where file.path.hasSuffix(".csv") {
            let all = rows(file.text)
            #expect(all.allSatisfy { $0.count == all.first?.count }, "\(file.path)")
        }
    }

    @Test func narrativesAreOfReadableLength() {
        for row in folder.inbox("time") + folder.inbox("cost") {
            let limit = row[0] == "cost" ? 120 : 400
            #expect((40...limit).contains(row[7].count), "\(row[7])")
        }
    }

    @Test func noSlotIsLeftUnfilled() {
        for row in folder.inbox {
            let merged = row[7].contains("{{")
            #expect(merged || !row[7].contains("{"), "\(row[7])")
            #expect(!row[7].contains("..") && !row[7].contains("  "), "\(row[7])")
        }
    }

    @Test func referencesResolve() {
        let clients = Set(folder.table("clients.csv").map { $0[0] })
        let timekeepers = Set(folder.table("timekeepers.csv").map { $0[0] })
        let partners = Set(
            folder.table("timekeepers.csv").filter { $0[2] == "partner" }.map { $0[0] })
        let stems = Set(
            folder.files.filter { $0.path.hasPrefix("arrangements/") }.map { String($0.path) })
        var clientOfMatter: [String: String] = [:]
        for row in folder.table("matters.csv") {
            clientOfMatter[row[0]] = row[1]
            #expect(clients.contains(row[1]))
            #expect(partners.contains(row[3]))
            #expect(row[4] == "hourly" || stems.contains("arrangements/\(row[4]).yaml"))
        }
        for row in folder.table("clients.csv") { #expect(partners.contains(row[7])) }
        for row in folder.inbox {
            #expect(clientOfMatter[row[4]] == row[3])
            #expect(timekeepers.contains(row[5]) || (row[0] != "time" && row[5].isEmpty))
        }
        let codes = Set(folder.table("codes.csv").map { $0[0] })
        for row in folder.inbox {
            for code in [row[8], row[9], row[11]] where !code.isEmpty {
                #expect(codes.contains(code), "\(code)")
            }
        }
    }

    @Test func identifiersAreUnique() {
        for path in ["clients.csv", "matters.csv", "timekeepers.csv", "codes.csv"] {
            let ids = folder.table(path).map { $0[0] }
            #expect(Set(ids).count == ids.count, "\(path)")
        }
        let ids = folder.inbox.map { $0[1] }
        #expect(Set(ids).count == ids.count)
    }

    @Test func everyEntryHasARate() {
        var currencies: [String: String] = [:]
        for row in folder.table("clients.csv") { currencies[row[0]] = row[9] }
        var classes: [String: String] = [:]
        for row in folder.table("timekeepers.csv") { classes[row[0]] = row[2] }
        let rates = folder.table("rates.csv").filter { $0[2...4].allSatisfy(\.isEmpty) }
        let found = Set(rates.filter { $0[6].isEmpty && $0[7].isEmpty }.map { "\($0[5]) \($0[9])" })
        for row in folder.inbox("time") {
            let currency = currencies[row[3]] ?? ""
            #expect(
                found.contains("\(classes[row[5]] ?? "") \(currency.isEmpty ? "USD" : currency)"))
        }
    }

    @Test func severalScriptsArePresent() {
        let text = folder.inbox("time").map { $0[7] }.joined()
        func has(_ range: ClosedRange<UInt32>) -> Bool {
            text.unicodeScalars.contains { range.contains($0.value) }
        }
        #expect(has(0x05D0...0x05EA))
        #expect(has(0x0391...0x03CE))
        #expect(has(0x3041...0x3096))
        #expect(has(0x4E00...0x9FFF))
        #expect(text.contains("é"))
        #expect(text.contains("ß"))
    }

    @Test func awkwardTextIsPresent() {
        let texts = folder.inbox("time").map { $0[7] }
        for piece in ["&", "<b>", "\"", "—", "§", "{{name}}", "€", "\n"] {
            #expect(texts.contains { $0.contains(piece) }, "\(piece)")
        }
        #expect(texts.contains { $0.hasPrefix("=") })
    }

    @Test func everyMatterHasEntriesAndTheirNumbersVary() {
        var counts: [String: Int] = [:]
        for row in folder.inbox("time") {
            counts["\(row[4]) \(row[2].prefix(7))", default: 0] += 1
            counts[row[4], default: 0] += 1
        }
        for row in folder.table("matters.csv") { #expect((counts[row[0]] ?? 0) > 0) }
        #expect((180...240).contains(counts["0008-01 2026-10"] ?? 0))
        #expect(counts.filter { $0.key.contains(" ") && $0.value > 95 }.count == 1)
        #expect(counts.contains { $0.key.contains(" ") && $0.value <= 3 })
    }

    @Test func aPageOfNarrativesHasNoTwoAlike() {
        var pages: [String: [String]] = [:]
        for row in folder.inbox("time") {
            let page = pages[row[4], default: []].suffix(19)
            #expect(!page.contains(row[7]), "\(row[7])")
            pages[row[4]] = page + [row[7]]
        }
    }

    @Test func otherSizesWork() {
        let small = Folder(size: SampleSize(clients: 3, matters: 5, entries: 100, costs: 7))
        #expect(small.table("matters.csv").count == 5)
        #expect(small.inbox("time").count == 100)
        #expect(small.inbox("cost").count == 7)

        let large = Folder(size: SampleSize(matters: 1500, entries: 12_000))
        #expect(large.table("clients.csv").count == 500)
        #expect(large.table("timekeepers.csv").count == 400)
        #expect(large.table("matters.csv").count == 1500)
        #expect(Set(large.table("matters.csv").map { $0[0] }).count == 1500)
        #expect(large.inbox("time").count == 12_000)
        #expect(large.inbox("time").allSatisfy { (40...400).contains($0[7].count) })
    }
}
