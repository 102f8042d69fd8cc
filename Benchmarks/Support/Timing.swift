import Foundation

/// How often each way is timed.
package let runs = 5

package func seconds(_ body: () throws -> Void) rethrows -> Double {
    let time = try ContinuousClock().measure(body)
    return Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
}

/// Runs a command to its end; throws where it fails. Returns what it prints.
@discardableResult
package func run(_ command: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
        throw CocoaError(.executableRuntimeMismatch, userInfo: ["command": command])
    }
    return String(decoding: text, as: UTF8.self)
}

/// What a script of Python prints as its own measure, without the start of the interpreter.
package func pythonSeconds(_ script: String, _ argument: String) throws -> Double {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, argument]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: output, as: UTF8.self)
    return Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? .nan
}

/// Prints the median of each way to do it, beside that of the first one.
package func tell(
    _ ways: [(name: String, seconds: [Double])], of count: Int, _ things: String,
    megabytes: Double? = nil
) {
    var base: Double?
    for (name, seconds) in ways {
        let median = seconds.sorted()[seconds.count / 2]
        base = base ?? median
        let volume = megabytes.map { String(format: "%6.1f MB/s", $0 / median) } ?? ""
        print(
            String(
                format: "%@%7.2f s %9.0f %@/s %@  %.2f × Python's time",
                name.padding(toLength: 50, withPad: " ", startingAt: 0), median,
                Double(count) / median, things, volume, median / (base ?? median)))
    }
}
