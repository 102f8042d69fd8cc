import Foundation
import TestSupport

/// How the disk fails, or the program dies (`FaultLayer.h`).
enum Fault: String, CaseIterable {
    case kill, half, stop
    case diskFull = "ENOSPC"
    case diskBroken = "EIO"
    case readOnly = "EROFS"
}

/// The real program, run as a process of its own.
final class EngrossProcess {
    struct Ended {
        var status: Int32
        var wasKilled: Bool
        var output: String
        var errors: String
    }

    private let process = Process()
    private let talk: TemporaryFolder

    /// Starts it. What it changes below a folder is counted; `fault` says what happens at which of
    /// these calls.
    init(
        _ arguments: [String], below folder: String, fault: (Fault, at: Int)? = nil,
        log: String? = nil
    ) throws {
        talk = try TemporaryFolder()
        process.executableURL = URL(fileURLWithPath: EngrossProcess.product("engross"))
        process.arguments = arguments
        var environment = ProcessInfo.processInfo.environment
        environment["SOURCE_DATE_EPOCH"] = "1793448000"
        environment["LD_PRELOAD"] = EngrossProcess.product("libFaultLayer.so")
        environment["FAULT_BELOW"] = folder
        environment["FAULT_LOG"] = log
        environment["FAULT"] = fault.map { "\($0.rawValue)@\($1)" }
        process.environment = environment
        // Files, not pipes: nobody has to read them meanwhile.
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try handle("output")
        process.standardError = try handle("errors")
        try process.run()
    }

    private func handle(_ name: String) throws -> FileHandle {
        try FileHandle(forWritingTo: URL(fileURLWithPath: talk.write("", to: name)))
    }

    /// Products lie beside each other: the bundle of tests, the program, the library.
    private static func product(_ name: String) -> String {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent(name).path
    }

    var errors: String {
        get throws { String(decoding: try talk.read("errors"), as: UTF8.self) }
    }

    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
    }

    /// Whether it stands still, as at a call where it was told to stop.
    var isStopped: Bool {
        let path = "/proc/\(process.processIdentifier)/stat"
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: ")").last?.hasPrefix(" T") == true
    }

    func end() throws -> Ended {
        process.waitUntilExit()
        return Ended(
            status: process.terminationStatus,
            wasKilled: process.terminationReason == .uncaughtSignal
                && process.terminationStatus == SIGKILL,
            output: String(decoding: try talk.read("output"), as: UTF8.self), errors: try errors)
    }
}
