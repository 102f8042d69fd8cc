import TestSupport
import Testing

/// The program is killed at each call that changes something. The same command again, and the
/// firm's folder is what it would be had nothing happened: every file to the byte, every table.
@Suite struct InterruptedRunTests {
    @Test(arguments: FaultFirm.Command.allCases)
    func aKilledRunIsMadeGoodByTheNext(command: FaultFirm.Command) throws {
        let trial = try FaultTrial(command)
        var covered = 0
        for point in trial.points(about: 4) {
            for fault in [Fault.kill] + (point.isWrite ? [.half] : []) {
                try trial.disturb(fault, at: point) { ended in
                    #expect(ended.wasKilled, "\(command), \(fault.rawValue) at \(point)")
                }
                covered += 1
            }
        }
        print("\(command): killed at \(covered) points, at \(trial.points.count) calls")
    }

    /// When the ledger says that all is done, the bytes of every file and each name on the way to it
    /// are on the disk: a power cut leaves no less than a kill.
    @Test(arguments: FaultFirm.Command.allCases)
    func whatIsNamedIsOnTheDisk(command: FaultFirm.Command) throws {
        var written: Set<String> = []
        // Names that are not on the disk yet, with the folders that they are in.
        var named: [String: String] = [:]
        var namedAtLastCommit: [String: String]?
        let calls = try FaultFirm(before: command).watch(command).calls
        for call in calls where !call.path.contains(".unfinished") {
            switch call.call {
            case "open" where call.path.hasSuffix(".part"), "mkdir":
                named[call.path] = call.folder
            case "write": written.insert(call.path)
            case "rename":
                #expect(!written.contains(call.origin), "\(call): its bytes are not on the disk")
                named[call.origin] = nil
                named[call.path] = call.folder
            case "fsync":
                written.remove(call.path)
                named = named.filter { $0.value != call.path }
            case "unlink" where call.isCommit: namedAtLastCommit = named
            default: break
            }
        }
        #expect(namedAtLastCommit == [:])
        #expect(named == [:] && written == [])
    }

    /// The layer sees what the program does to its files, or no test of this folder means anything.
    @Test func allThatARunChangesIsCounted() throws {
        let calls = try FaultFirm(before: .bill).watch(.bill).calls
        let names = Set(calls.map { "\($0.call) \($0.path.split(separator: "/").last ?? ".")" })
        for expected in [
            "open ledger.sqlite-journal", "pwrite ledger.sqlite-journal", "pwrite ledger.sqlite",
            "fdatasync ledger.sqlite-journal", "fdatasync ledger.sqlite", "fdatasync .",
            "unlink ledger.sqlite-journal", "mkdir .unfinished", "write 1", "fsync 1",
            "rename 0101 M1 Lease.pdf", "rename register.csv", "rmdir .unfinished",
        ] {
            #expect(names.contains(expected), "\(expected) in \(names.sorted())")
        }
        #expect(calls.map(\.number) == Array(1...calls.count))
    }
}
