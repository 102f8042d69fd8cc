import Foundation
import TestSupport

/// A firm that works with the real program, one command after the other, always the same way.
struct FaultFirm {
    /// The commands of a month, in their order; each is tried on the folder as those before it left
    /// it.
    enum Command: String, CaseIterable, CustomStringConvertible {
        case load, proforma, edit, discount, undo, reissue, approve, bill, correct, void

        var arguments: [String] {
            switch self {
            case .load: ["load", "inbox/time.csv", "inbox/costs.csv"]
            case .proforma: ["proforma", "--through", "2026-10-31", "--date", "2026-11-02"]
            case .edit:
                // The first entry that was loaded.
                ["edit", "--line", "223X", "--hours", "1.20", "--reason", "too long"] + Self.marking
            case .discount: ["edit", "--matter", "M3", "--discount", "10%"] + Self.marking
            case .undo: ["undo", "2"] + Self.marking
            case .reissue: ["proforma", "--through", "2026-10-31", "--date", "2026-11-04"]
            case .approve: ["approve", "PF-001", "--date", "2026-11-04"]
            case .bill: ["bill", "--through", "2026-10-31", "--date", "2026-11-05"]
            case .correct:
                ["correct", "0101", "--line", "223X", "--hours", "1.00", "--reason", "agreed"]
                    + ["--date", "2026-11-20"]
            case .void: ["void", "0102", "--reason", "not ours", "--date", "2026-11-21"]
            }
        }

        private static let marking = ["--date", "2026-11-03"]

        var description: String { rawValue }

        static func before(_ command: Command) -> ArraySlice<Command> {
            allCases.prefix { $0 != command }
        }
    }

    private static let files = [
        "firm.yaml": """
        name: Roe & Partners
        currency: USD
        invoices:
          first: 101
          width: 4
        proformas:
          prefix: "PF-"
          first: 1
          width: 3
        """,
        "clients.csv": """
        id,name,statements
        C1,Acme Holdings,
        C2,Beta LLC,consolidated
        """,
        "matters.csv": """
        id,client,name,attorney,arrangement
        M1,C1,Lease,JRO,hourly
        M2,C1,Merger,BSM,hourly
        M3,C2,Audit,BSM,hourly
        M4,C2,Appeal,BSM,hourly
        """,
        "timekeepers.csv": """
        id,name,class
        JRO,Jane Roe,partner
        BSM,Bob Smith,associate
        """,
        "rates.csv": """
        effective,timekeeper,rate
        2026-01-01,JRO,400.00
        2026-01-01,BSM,333.35
        """,
        // M9 is no matter: that row goes to a file of refused rows.
        "inbox/time.csv": """
        type,id,date,matter,timekeeper,hours,narrative,billing,amount
        time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,
        time,T2,2026-10-06,M3,BSM,0.7,Review accounts,,
        time,T3,2026-10-06,M9,BSM,0.7,Attend hearing,,
        time,T4,2026-10-07,M1,BSM,2.2,Research title,no-charge,
        time,T5,2026-11-03,M2,BSM,0.4,Telephone call,,
        """,
        "inbox/costs.csv": """
        type,id,date,matter,timekeeper,hours,narrative,billing,amount
        cost,K1,2026-10-07,M4,,,Filing fee,,435.00
        payment,P1,2026-10-08,M1,,,Payment with thanks,,100.00
        """,
    ]

    /// The folder of the firm has one of its own, beside which is kept what it was.
    private let around: TemporaryFolder
    var path: String { around.path + "/firm" }
    private var kept: String { around.path + "/kept" }

    init(_ changes: [String: String] = [:]) throws {
        around = try TemporaryFolder()
        for (name, text) in FaultFirm.files.merging(changes, uniquingKeysWith: { $1 }) {
            try write(text + "\n", to: name)
        }
    }

    func write(_ text: String, to name: String) throws {
        try around.write(text, to: "firm/" + name)
    }

    /// The firm as it is when a command begins.
    init(before command: Command) throws {
        try self.init()
        for earlier in Command.before(command) {
            let ended = try run(earlier)
            guard ended.status <= 1 else { throw ToolFailure("\(earlier): \(ended.errors)") }
        }
    }

    // MARK: Going back

    func keep() throws {
        try FileManager.default.copyItem(atPath: path, toPath: kept)
    }

    /// As it was when it was kept.
    func goBack() throws {
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.copyItem(atPath: kept, toPath: path)
    }

    // MARK: Working

    func start(
        _ arguments: [String], fault: (Fault, at: Int)? = nil, log: String? = nil
    ) throws -> EngrossProcess {
        // Exports are named as in the firm's folder.
        let named = arguments.map { $0.hasPrefix("inbox/") ? path + "/" + $0 : $0 }
        return try EngrossProcess(
            named + ["--firm", path, "--as", "Kim"], below: path, fault: fault, log: log)
    }

    func run(
        _ command: Command, fault: (Fault, at: Int)? = nil
    ) throws -> EngrossProcess.Ended {
        try start(command.arguments, fault: fault).end()
    }

    /// Runs the program with these words.
    func run(_ arguments: String...) throws -> EngrossProcess.Ended {
        try start(arguments).end()
    }

    func rows(_ sql: String) throws -> [[String]] {
        try TestSupport.rows(of: path + "/ledger.sqlite", sql)
    }

    /// Runs a command undisturbed, and tells what it changed, call by call.
    func watch(_ command: Command) throws -> (ended: EngrossProcess.Ended, calls: [FaultPoint]) {
        let log = around.path + "/log"
        let ended = try start(command.arguments, log: log).end()
        let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
        return (ended, lines.compactMap { FaultPoint(String($0), below: path) })
    }

    func state() throws -> FolderState { try FolderState(of: path) }

    /// How many files the ledger speaks of that are not known to be on disk: documents, and refused
    /// rows. Looked up in a copy, since to open a ledger is to take back what was not committed.
    func undelivered() throws -> Int {
        let copy = around.path + "/copy.sqlite"
        for ending in ["", "-journal", "-wal"] {
            try? FileManager.default.removeItem(atPath: copy + ending)
            try? FileManager.default.copyItem(
                atPath: path + "/ledger.sqlite" + ending, toPath: copy + ending)
        }
        guard FileManager.default.fileExists(atPath: copy) else { return 0 }
        let hasTables = "SELECT 1 FROM sqlite_schema WHERE name IN ('delivery', 'refusal')"
        guard try TestSupport.rows(of: copy, hasTables).count == 2 else { return 0 }
        let refused = try TestSupport.rows(of: copy, "SELECT DISTINCT file FROM refusal").filter {
            !FileManager.default.fileExists(atPath: path + "/" + $0[0])
        }
        return try TestSupport.rows(of: copy, "SELECT document FROM delivery").count + refused.count
    }
}

/// A call that changes something below the firm's folder, and at which something may go wrong.
struct FaultPoint: CustomStringConvertible {
    let number: Int
    let call: String
    /// Below the firm's folder.
    let path: String
    /// Where a file was before it was renamed.
    let origin: String
    let bytes: Int

    init?(_ line: String, below folder: String) {
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard parts.count == 5, let number = Int(parts[0]), let bytes = Int(parts[4]) else {
            return nil
        }
        func relative(_ path: Substring) -> String {
            String(path.dropFirst(folder.count).drop { $0 == "/" })
        }
        (self.number, self.bytes) = (number, bytes)
        (call, path, origin) = (String(parts[1]), relative(parts[2]), relative(parts[3]))
    }

    var isWrite: Bool { bytes > 1 }

    /// Without its journal what a transaction wrote holds.
    var isCommit: Bool { call == "unlink" && path.hasSuffix(".sqlite-journal") }

    var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }

    var description: String { "\(number) \(call) \(path.isEmpty ? "." : path)" }
}
