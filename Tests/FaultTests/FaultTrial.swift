import Foundation
import TestSupport
import Testing

/// A command, to be disturbed at each call that changes something; and what it comes to where it
/// is not disturbed.
struct FaultTrial {
    let command: FaultFirm.Command
    let firm: FaultFirm
    let points: [FaultPoint]
    /// Where nothing was posted before the fault, the second attempt is the only one; else it comes
    /// after one that was done.
    private let once: Outcome
    private let twice: Outcome

    private struct Outcome {
        var status: Int32
        var state: FolderState
    }

    init(_ command: FaultFirm.Command) throws {
        self.command = command
        firm = try FaultFirm(before: command)
        try firm.keep()
        let (ended, calls) = try firm.watch(command)
        points = calls
        once = Outcome(status: ended.status, state: try firm.state())
        twice = Outcome(status: try firm.run(command).status, state: try firm.state())
        #expect(!points.isEmpty && once.status <= 1, "\(command): \(ended.errors)")
        #expect(
            twice.state.files == once.state.files,
            "\(command) once more:\n\(twice.state.difference(from: once.state))")
    }

    /// With ENGROSS_FAULTS=all, as `make faults` sets it.
    static let isThorough = ProcessInfo.processInfo.environment["ENGROSS_FAULTS"] == "all"

    /// Each point where it is thorough. Else some, by equal steps, and each at which a file takes or
    /// loses its name, which is where transactions and documents begin to hold.
    func points(about number: Int) -> [FaultPoint] {
        guard !FaultTrial.isThorough else { return points }
        let step = max(1, points.count / number)
        return points.filter {
            $0.number % step == 0 || $0.call == "rename" || $0.isCommit
        }
    }

    /// Fails the command at that point, and has a look at what it left, before it is run again.
    func disturb(
        _ fault: Fault, at point: FaultPoint, _ look: (EngrossProcess.Ended) throws -> Void
    ) throws {
        try firm.goBack()
        try look(try firm.run(command, fault: (fault, at: point.number)))
        let name: Comment = "\(command), \(fault.rawValue) at \(point)"
        let waiting = try firm.undelivered()
        let again = try firm.run(command)
        try expectDone(again, name)
        let told = again.output.contains("Completed what an interrupted run had posted")
        #expect(told == (waiting > 0), "\(name): \(waiting) were waiting\n\(again.output)")
    }

    /// All is as if nothing had disturbed it.
    func expectDone(_ ended: EngrossProcess.Ended, _ name: Comment) throws {
        let state = try firm.state()
        let isDone = [once, twice].contains { $0.state == state && $0.status == ended.status }
        #expect(
            isDone,
            "\(name): status \(ended.status)\n\(state.difference(from: once.state))\n\(ended.errors)"
        )
    }

    /// Whether all is as the undisturbed command leaves it, except for the empty folder that a disk
    /// may not let go.
    func isDone(_ ended: EngrossProcess.Ended) throws -> Bool {
        var state = try firm.state()
        state.files["Output/.unfinished"] = nil
        return ended.status == once.status && state == once.state
    }
}
