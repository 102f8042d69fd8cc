import Foundation

/// What libFuzzer calls with every input it thinks up. A broken promise ends the process, and
/// libFuzzer keeps the input that broke it.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    target.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// What is fuzzed; the environment variable TARGET names it.
private enum Target: String, CaseIterable {
    /// The input is a CSV file, read into rows.
    case reader
    /// The input is a CSV file, read into entries for a small firm.
    case export
    /// The input is a cell, a column name or the beginning of a file.
    case values
    /// The input is a value as the ledger keeps them.
    case stored

    func run(_ bytes: [UInt8]) {
        switch self {
        case .reader: fuzzReader(bytes)
        case .export: fuzzExport(bytes)
        case .values: fuzzValues(bytes)
        case .stored: fuzzStored(bytes)
        }
    }
}

private let target: Target = {
    let name = ProcessInfo.processInfo.environment["TARGET"] ?? ""
    guard let target = Target(rawValue: name) else {
        let known = Target.allCases.map(\.rawValue).joined(separator: ", ")
        fatalError("TARGET is \"\(name)\", and not one of: \(known)")
    }
    return target
}()

/// A promise of the program. Unlike `precondition`, it says what was expected of what.
func promise(_ holds: Bool, _ text: @autoclosure () -> String) {
    // Escaped: a zero would end the message.
    if !holds { fatalError(text().unicodeScalars.map { $0.escaped(asASCII: true) }.joined()) }
}

/// A file of this process that each input is written to.
struct ScratchFile {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "/engross-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
    }

    func write(_ bytes: [UInt8]) {
        guard let file = fopen(path, "w") else { fatalError("cannot write \(path)") }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }
}
