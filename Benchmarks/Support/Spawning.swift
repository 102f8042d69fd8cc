import Foundation

/// What a process took from its start to its end.
package struct Spent {
    package var seconds: Double
    /// Of resident memory, in megabytes; 0 where nobody watched.
    package var peak = 0.0
}

/// Runs a command to its end and drops what it prints; throws where it fails. By hand, because Foundation's
/// own takes tens of milliseconds to start one.
///
/// To watch its memory, the process itself is asked every 20 ms: what the system tells at the end starts with
/// the memory of whoever started it.
package func spawn(_ command: [String], watchingMemory: Bool = false) throws -> Spent {
    let words = (command.map { strdup($0) }) + [nil]
    let environment =
        ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + environment { free(word) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for stream in [1, 2] as [Int32] {
        posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0)
    }
    var status: Int32 = -1
    var peak = 0.0
    let time = seconds {
        var id: pid_t = 0
        guard posix_spawnp(&id, command[0], &actions, nil, words, environment) == 0 else { return }
        while waitpid(id, &status, watchingMemory ? WNOHANG : 0) == 0 {
            peak = max(peak, residentPeak(of: id))
            usleep(20_000)
        }
    }
    guard status == 0 else {
        throw CocoaError(.executableRuntimeMismatch, userInfo: ["command": command])
    }
    return Spent(seconds: time, peak: peak)
}

/// The most that a process has had so far, in megabytes.
private func residentPeak(of id: pid_t) -> Double {
    let status = (try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
    let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first
    return (kilobytes.flatMap { Double($0) } ?? 0) / 1024
}

/// Keeps this thread, and the threads and processes that it starts meanwhile, to so many of its processors.
package func on<Value>(processors count: Int, _ body: () throws -> Value) throws -> Value {
    let id = String(getpid())
    // `pid 7's current affinity list: 0-3,6`
    let said = try run(["taskset", "-cp", id]).split(whereSeparator: \.isWhitespace).last ?? "0"
    let given = said.split(separator: ",").flatMap { part -> [Int] in
        let ends = part.split(separator: "-").compactMap { Int($0) }
        guard let first = ends.first, let last = ends.last else { return [] }
        return Array(first...last)
    }
    let kept = given.prefix(count).map(String.init).joined(separator: ",")
    try run(["taskset", "-cp", kept, id])
    defer { _ = try? run(["taskset", "-cp", String(said), id]) }
    return try body()
}
