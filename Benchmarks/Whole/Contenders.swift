import BenchmarkSupport
import Billing
import Composing
import Foundation
import Typesetting

/// Something that makes the same statements into files.
struct Contender {
    var name: String
    /// How many statements: a slow one makes fewer of them.
    var count: Int
    /// Where its files go: `0.pdf` and so on.
    var folder: String
    /// Makes its files once; returns the seconds that it took, and what made them.
    var make: () throws -> (seconds: Double, details: String)

    var seconds: [Double] = []
    /// Its version and its font.
    var details = ""
    var isLeftOut = false

    /// Statements a second.
    var rate: Double? { isLeftOut ? nil : Double(count) / median(seconds) }

    mutating func takeTurn() {
        guard !isLeftOut else { return }
        do {
            let made = try make()
            seconds.append(made.seconds)
            details = made.details
        } catch {
            isLeftOut = true
        }
    }
}

/// All of them, in turn: so the machine is in the same moods for each.
struct Contest {
    enum Name {
        static let plain = "Engross"
        static let tagged = "Engross, tagged and archival"
        static let floor = "Cairo alone"
        static let strippedFloor = "Cairo alone, fonts without hinting"
        static let typst = "Typst"
        static let typstTagged = "Typst, tagged"
    }

    private(set) var contenders: [Contender] = []

    /// `packages` is where the peers were installed, a folder each.
    init(
        _ statements: [Statement], in template: Template, packages: String, folder: String
    ) throws {
        let shared = Array(statements.prefix(200))
        func add(
            _ name: String, of count: Int = 200,
            _ make: @escaping (_ files: String) throws -> (Double, String)
        ) throws {
            let files = "\(folder)/files/\(contenders.count)"
            try makeFolder(files)
            contenders.append(
                Contender(name: name, count: min(count, shared.count), folder: files) {
                    try make(files)
                })
        }
        func addPeer(
            _ name: String, _ package: String, of count: Int = 200, isTagged: Bool = false
        ) throws {
            let texts = "\(folder)/statements-\(count).json"
            try JSONSerialization.data(withJSONObject: shared.prefix(count).map(textsOfStatement))
                .write(to: URL(fileURLWithPath: texts))
            try add(name, of: count) { files in
                let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
                let said = try run(
                    [
                        "python3", "\(script)/Peers/\(package)_peer.py", "\(packages)/\(package)",
                        texts, files,
                    ] + (isTagged ? ["tagged"] : []))
                let peer = try JSONDecoder().decode(Peer.self, from: Data(said.utf8))
                return (peer.seconds, peer.details)
            }
        }

        // Ours: from the statement to a file on the disk, with words and fonts ready as they are in a run.
        let typesetter = try Typesetter(styles: template.styles, language: template.words.language)
        func addOurs(_ name: String, as form: PDFForm) throws {
            try add(name) { files in
                let time = try seconds {
                    for (number, statement) in shared.enumerated() {
                        let typeset = typesetter.typeset(composeInvoice(statement, in: template))
                        let path = "\(files)/\(number).pdf"
                        _ = try write(typeset, by: typesetter, as: form, to: path)
                    }
                }
                return (time, "Linux Libertine O")
            }
        }
        // What Cairo draws was set before: its time is that of drawing alone.
        let book = GlyphBook(typesetter)
        let placed = try shared.map { statement in
            let typeset = typesetter.typeset(composeInvoice(statement, in: template))
            return try PlacedWords(of: typeset, by: typesetter, in: book)
        }
        func addFloor(_ name: String, isStripped: Bool) throws {
            let floor = try CairoFloor(book, isStripped: isStripped)
            try add(name) { files in
                let time = try seconds {
                    for (number, words) in placed.enumerated() {
                        try floor.draw(words).write(
                            to: URL(fileURLWithPath: "\(files)/\(number).pdf"))
                    }
                }
                return (time, CairoFloor.version + ", Linux Libertine O")
            }
        }

        try addPeer(Name.typst, "typst")
        try addOurs(Name.plain, as: .plain)
        try addFloor(Name.floor, isStripped: false)
        try addFloor(Name.strippedFloor, isStripped: true)
        try addPeer(Name.typstTagged, "typst", isTagged: true)
        try addOurs(Name.tagged, as: .archival)
        try addPeer("ReportLab", "reportlab")
        try addPeer("fpdf2", "fpdf2", of: 20)
        try addPeer("WeasyPrint", "weasyprint", of: 20)
    }

    /// What a peer's program prints.
    private struct Peer: Decodable {
        var details: String
        var seconds: Double
    }

    mutating func takeTurns() {
        // The first time readies words and fonts, and does not count.
        for _ in 0...runs {
            for index in contenders.indices { contenders[index].takeTurn() }
        }
        for index in contenders.indices where !contenders[index].isLeftOut {
            contenders[index].seconds.removeFirst()
        }
    }

    subscript(name: String) -> Contender? { contenders.first { $0.name == name } }
}

extension Contender {
    /// Of its files, on average.
    var kilobytes: Double {
        let sizes = (0..<count).compactMap { number in
            try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(number).pdf")[.size]
                as? Int
        }
        return Double(sizes.reduce(0, +)) / Double(max(1, sizes.count)) / 1024
    }

    /// Of its first files, on average, as poppler counts them; nil where it is not installed.
    var pages: Double? {
        let counts = (0..<min(20, count)).compactMap { number -> Int? in
            let said = try? run(["pdfinfo", "\(folder)/\(number).pdf"])
            let line = said?.split(separator: "\n").first { $0.hasPrefix("Pages:") }
            return line?.split(separator: " ").last.flatMap { Int($0) }
        }
        return counts.isEmpty ? nil : Double(counts.reduce(0, +)) / Double(counts.count)
    }
}
