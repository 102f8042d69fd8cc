import TestSupport
import Testing

/// From one call on the disk is full, or broken, or can be read only. The run says so and ends
/// with status 3; once there is room, the same command does what it would have done.
@Suite struct FailingDiskTests {
    private static let faults = [Fault.diskFull, .diskBroken, .readOnly]

    @Test(arguments: FaultFirm.Command.allCases)
    func aFailingDiskIsToldAndTheNextRunMakesItGood(command: FaultFirm.Command) throws {
        let trial = try FaultTrial(command)
        var covered = 0
        for (index, point) in trial.points(about: 3).enumerated() {
            // Of a few points each has another failure.
            let faults =
                FaultTrial.isThorough ? Self.faults : [Self.faults[index % Self.faults.count]]
            for fault in faults {
                try trial.disturb(fault, at: point) { ended in
                    try expectTold(ended, fault, trial, "\(command), \(fault.rawValue) at \(point)")
                }
                covered += 1
            }
        }
        print("\(command): \(covered) failures of the disk, at \(trial.points.count) calls")
    }

    private func expectTold(
        _ ended: EngrossProcess.Ended, _ fault: Fault, _ trial: FaultTrial, _ name: Comment
    ) throws {
        // What failed may have been no more than clearing away.
        if try trial.isDone(ended) { return }
        #expect(ended.status == 3, "\(name)\n\(ended.errors)")
        #expect(ended.errors.contains("error: cannot "), "\(name)\n\(ended.errors)")
        #expect(ended.errors.contains("\n  hint: "), "\(name)\n\(ended.errors)")
        // A full disk lets names go; on the others nothing can be cleared away. Rows whose refusal
        // is committed wait for the next run.
        guard fault == .diskFull else { return }
        let isWaiting = try trial.firm.undelivered() > 0
        let left = TemporaryFolder.names(below: trial.firm.path).filter {
            $0.contains(".unfinished")
                || ($0.hasSuffix(".part") && !(isWaiting && $0.hasPrefix("inbox/")))
        }
        #expect(left == [], name)
    }
}
