import Foundation
import TestSupport
import Testing

/// Several at work in one firm's folder at the same time.
@Suite struct ConcurrentRunTests {
    private static let clients = 1...8
    private static let waiting = "Another engross is at work in this folder; waiting for it to end."

    /// Eight clients with two matters each, and three entries of an hour on each matter.
    private func largerFirm() throws -> FaultFirm {
        let matters = Self.clients.flatMap { client in
            [1, 2].map { "M\(client)\($0),C\(client),Matter \($0),JRO,hourly" }
        }
        return try FaultFirm([
            "clients.csv": "id,name\n"
                + Self.clients.map { "C\($0),Client \($0)" }.joined(separator: "\n"),
            "matters.csv": "id,client,name,attorney,arrangement\n"
                + matters.joined(separator: "\n"),
            "inbox/time.csv": export("T", days: 5...7), "inbox/costs.csv": export("K", days: []),
        ])
    }

    private func export(_ prefix: String, days: some Sequence<Int>) -> String {
        var rows = ["type,id,date,matter,timekeeper,hours,narrative"]
        for day in days {
            for matter in Self.clients.flatMap({ [$0 * 10 + 1, $0 * 10 + 2] }) {
                rows.append(
                    "time,\(prefix)\(matter)-\(day),2026-10-\(10 + day),M\(matter),JRO,1.0,Work")
            }
        }
        return rows.joined(separator: "\n")
    }

    // MARK: Billing

    /// All of them wait for the same moment; some bill a client, some everything.
    @Test(arguments: [2, 8])
    func whoeverBillsAtTheSameTimeBillsNothingTwice(number: Int) throws {
        let firm = try largerFirm()
        try #require(try firm.run(.load).status == 0)
        let lock = try HeldFolder(firm.path)
        let processes = try (1...number).map { index in
            let client = index % 2 == 0 ? ["--client", "C\(index)"] : []
            return try firm.start(FaultFirm.Command.bill.arguments + client)
        }
        try waitUntil("all are waiting") {
            try processes.allSatisfy { try $0.errors.contains(Self.waiting) }
        }
        lock.letGo()
        for process in processes {
            let ended = try process.end()
            #expect(ended.status == 0, "\(ended.errors)")
        }
        try expectAllBilledOnce(in: firm, entries: 48)
    }

    /// What comes in meanwhile is billed by one of them or by the next.
    @Test func loadingShowingBillingAndReadingDoNotDisturbOneAnother() throws {
        let firm = try largerFirm()
        try #require(try firm.run(.load).status == 0)
        let first = try firm.run(
            "bill", "--client", "C1", "--through", "2026-10-31", "--date", "2026-11-01")
        try #require(first.status == 0, "\(first.errors)")
        try firm.write(export("L", days: 8...9), to: "inbox/late.csv")

        let bill = FaultFirm.Command.bill.arguments
        let commands =
            [["load", "inbox/late.csv"], FaultFirm.Command.proforma.arguments, bill]
            + [["list"], ["explain", "0101"], ["list"], ["explain", "0101"]]
            + [bill, ["load", "inbox/late.csv"], ["list"], ["explain", "0101"]]
        let processes = try commands.map { try firm.start($0) }
        for (process, command) in zip(processes, commands) {
            let ended = try process.end()
            #expect(ended.status == 0, "\(command): \(ended.errors)")
        }
        #expect(try firm.run(.bill).status == 0)
        // Sixteen matters on five days.
        try expectAllBilledOnce(in: firm, entries: 80)
    }

    private func expectAllBilledOnce(in firm: FaultFirm, entries: Int) throws {
        let numbers = try firm.rows(
            "SELECT number FROM document WHERE kind = 'invoice' ORDER BY number")
        #expect(numbers.map { Int($0[0]) } == numbers.indices.map { 101 + $0 })
        let billed = try firm.rows(
            """
            SELECT document_line.entry FROM document_line
            JOIN document ON document.id = document AND kind = 'invoice'
            """)
        #expect(billed.count == entries && Set(billed).count == entries)
        #expect(try firm.rows("SELECT count(*) FROM entry") == [[String(entries)]])
        // An hour at 400.00 each.
        let fees = try firm.rows("SELECT sum(minor_units) FROM posting WHERE account = 'fees'")
        #expect(fees == [[String(-entries * 400_00)]])
        #expect(try firm.rows("SELECT sum(minor_units) FROM posting") == [["0"]])

        for document in try firm.rows("SELECT path FROM document WHERE kind = 'invoice'") {
            #expect(
                FileManager.default.fileExists(atPath: firm.path + "/Output/" + document[0]),
                "\(document)")
        }
        #expect(try firm.undelivered() == 0)
        #expect(!TemporaryFolder.names(below: firm.path).contains { $0.contains(".unfinished") })
    }

    // MARK: The one that holds the folder

    /// It is stopped where it holds the folder, before and after what it does is committed. The
    /// next says that it waits; when the first is killed, it goes on, and does or completes the work.
    @Test func killingTheOneAtWorkLetsTheNextGoOn() throws {
        let trial = try FaultTrial(.bill)
        let points = try ["pwrite ledger.sqlite-journal", "pwrite ledger.sqlite", "rename"].map {
            start in
            try #require(trial.points.first { "\($0.call) \($0.path)".hasPrefix(start) })
        }
        for point in points {
            try trial.firm.goBack()
            let arguments = trial.command.arguments
            let first = try trial.firm.start(arguments, fault: (.stop, at: point.number))
            try waitUntil("it is at \(point)") { first.isStopped }
            let second = try trial.firm.start(arguments)
            try waitUntil("the second waits") { try second.errors.contains(Self.waiting) }
            first.kill()
            #expect(try first.end().wasKilled)
            try trial.expectDone(second.end(), "the first killed at \(point)")
        }
    }

    /// A run of an hour must not keep others from looking into the ledger, nor one that died.
    @Test func readersSeeTheLedgerWhileAnotherIsAtWorkAndAfterItDied() throws {
        let trial = try FaultTrial(.bill)
        let before = try trial.firm.run("list")
        for start in ["pwrite ledger.sqlite-journal", "pwrite ledger.sqlite"] {
            let point = try #require(
                trial.points.last { "\($0.call) \($0.path)".hasPrefix(start) })
            try trial.firm.goBack()
            let first = try trial.firm.start(
                trial.command.arguments, fault: (.stop, at: point.number))
            try waitUntil("it is at \(point)") { first.isStopped }
            first.kill()
            #expect(try first.end().wasKilled)
            let after = try trial.firm.run("list")
            #expect(after.status == 0 && after.output == before.output, "\(point)")
        }
    }

    /// A folder that was copied from somewhere and cannot be written to can be looked into.
    @Test(arguments: [["list"], ["explain", "M1"]])
    func whatCanOnlyBeReadIsRead(command: [String]) throws {
        for last in [FaultFirm.Command.proforma, .bill] {
            let firm = try FaultFirm(before: last)
            let ended = try firm.start(command, fault: (.readOnly, at: 0)).end()
            #expect(ended.status == 0 && ended.output.contains("Lease"), "\(ended.errors)")
        }
    }
}

/// Holds a firm's folder as a run does.
private final class HeldFolder {
    private let descriptor: Int32

    init(_ folder: String) throws {
        descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw ToolFailure("\(folder) cannot be held")
        }
    }

    func letGo() {
        flock(descriptor, LOCK_UN)
    }

    deinit {
        close(descriptor)
    }
}

/// Gives up after a minute, which no machine needs.
private func waitUntil(_ what: String, _ holds: () throws -> Bool) throws {
    for _ in 0..<3_000 {
        if try holds() { return }
        usleep(20_000)
    }
    throw ToolFailure("\(what): in vain")
}
