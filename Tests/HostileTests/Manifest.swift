import Foundation
import TestSupport
import Testing
import Yams

/// What becomes of one file when it is loaded; manifest.yaml explains each field.
struct HostileFile: Decodable, Sendable, CustomTestStringConvertible {
    var file: String
    var what: String
    var rows: Int
    var loaded = 0
    var known = 0
    var changed = 0
    var refused = 0
    var seconds: Int
    /// `severity code line`, one a line, sorted.
    var found: [String] = []
    var each: [Int]?
    var dates: [String]?
    var amounts: [Int]?
    var texts: [String]?
    var firm: String?
    var after: String?
    var encoding: String?
    var profile: String?
    var knownFault: String?

    var testDescription: String { "\(file): \(what)" }

    private enum Key: String, CodingKey {
        case file, what, rows, loaded, known, changed, refused, hours, found, each, dates
        case amounts, texts, firm, after, encoding, profile
        case knownFault = "known-fault"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        file = try fields.decode(String.self, forKey: .file)
        what = try fields.decode(String.self, forKey: .what)
        rows = try fields.decode(Int.self, forKey: .rows)
        loaded = try fields.decodeIfPresent(Int.self, forKey: .loaded) ?? 0
        known = try fields.decodeIfPresent(Int.self, forKey: .known) ?? 0
        changed = try fields.decodeIfPresent(Int.self, forKey: .changed) ?? 0
        refused = try fields.decodeIfPresent(Int.self, forKey: .refused) ?? 0
        seconds = try HostileFile.seconds(fields.decode(String.self, forKey: .hours))
        found = try (fields.decodeIfPresent([String].self, forKey: .found) ?? [])
            .flatMap(HostileFile.reports).sorted()
        each = try fields.decodeIfPresent([String].self, forKey: .each)?.map(HostileFile.seconds)
        dates = try fields.decodeIfPresent([String].self, forKey: .dates)
        amounts = try fields.decodeIfPresent([Int].self, forKey: .amounts)
        texts = try fields.decodeIfPresent([String].self, forKey: .texts)
        firm = try fields.decodeIfPresent(String.self, forKey: .firm)
        after = try fields.decodeIfPresent(String.self, forKey: .after)
        encoding = try fields.decodeIfPresent(String.self, forKey: .encoding)
        profile = try fields.decodeIfPresent(String.self, forKey: .profile)
        knownFault = try fields.decodeIfPresent(String.self, forKey: .knownFault)
    }

    /// `h:mm:ss`, split by the plainest possible means.
    private static func seconds(_ text: String) throws -> Int {
        let parts = text.split(separator: ":").compactMap { Int($0) }
        guard parts.count == 3 else { throw ToolFailure("\"\(text)\" is not h:mm:ss") }
        return parts[0] * 3_600 + parts[1] * 60 + parts[2]
    }

    /// `row-ragged 3-5` is a report on each of three lines.
    private static func reports(_ text: String) throws -> [String] {
        let words = text.split(separator: " ")
        let lines = (words.last ?? "").split(separator: "-").compactMap { Int($0) }
        guard let first = lines.first, let last = lines.last, first <= last, words.count > 1 else {
            throw ToolFailure("\"\(text)\" is not severity, code and line")
        }
        return (first...last).map { line in
            (words.dropLast() + ["\(line)"]).joined(separator: " ")
        }
    }

    // MARK: Files

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

    static func readManifest() throws -> [HostileFile] {
        let text = try String(
            contentsOf: folder.appendingPathComponent("manifest.yaml"), encoding: .utf8)
        return try YAMLDecoder().decode([HostileFile].self, from: text)
    }

    /// The names of the files that are kept, without their endings.
    static func kept() throws -> [String] {
        try FileManager.default.contentsOfDirectory(
            atPath: folder.appendingPathComponent("Files").path
        ).filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }
    }

    /// The bytes of a file that is kept, or of one that is made.
    static func bytes(of name: String) throws -> Data {
        if let made = generatedFiles[name] { return Data(made().utf8) }
        return try Data(contentsOf: folder.appendingPathComponent("Files/\(name).csv"))
    }
}
