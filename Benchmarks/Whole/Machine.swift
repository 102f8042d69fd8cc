import BenchmarkSupport
import CPangoCairo
import Foundation

/// What the figures were measured on.
enum Machine {
    static var description: String {
        let cores = ProcessInfo.processInfo.processorCount
        let parts = [
            value("model name", in: "/proc/cpuinfo") ?? "unknown processor", "\(cores) cores",
            "\(ProcessInfo.processInfo.physicalMemory >> 30) GB", "Debian \(debian)",
            "Linux \(first(in: "/proc/sys/kernel/osrelease"))", swift,
            "Cairo " + String(cString: cairo_version_string()),
            "Pango " + String(cString: pango_version_string()),
        ]
        return parts.joined(separator: ", ") + "."
    }

    private static var debian: String { first(in: "/etc/debian_version") }

    /// `Swift 6.2.1`
    private static var swift: String {
        let said = (try? run(["swift", "--version"])) ?? ""
        let version = said.firstMatch(of: /Swift version ([0-9.]+)/)
        return "Swift \(version?.1 ?? "6")"
    }

    private static func first(in file: String) -> String {
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").first.map(String.init) ?? "unknown"
    }

    private static func value(_ name: String, in file: String) -> String? {
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
        return line?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces)
    }
}
