import Foundation
import TestSupport
import Testing

/// The same inputs give the same files on another desk: another folder, language, time zone,
/// process; and on any number of threads.
@Suite struct SameBytesTests {
    @Test func twoMachinesMakeTheSameFiles() throws {
        let first = try output(
            of: ["TZ=UTC", "LANG=C", "LC_ALL=C", "LANGUAGE=en", "SWIFT_DETERMINISTIC_HASHING=1"],
            threads: 1)
        let second = try output(
            of: ["TZ=Pacific/Kiritimati", "LANG=ja_JP.UTF-8", "LC_ALL=ja_JP.UTF-8", "LANGUAGE=ja"],
            threads: 8)
        let third = try output(
            of: ["TZ=America/Adak", "LANG=zh_TW.UTF-8", "LC_ALL=tr_TR.UTF-8"], threads: 2)
        #expect(first.files.count > 20)
        for name in [
            "register.csv", "difference", "credit note", "Statement of account", "First",
        ] {
            #expect(first.files.contains { $0.contains(name) }, "\(name) is not among the files")
        }
        for other in [second, third] {
            #expect(first.files == other.files)
            for file in first.files {
                let same = try first.folder.read(file) == other.folder.read(file)
                #expect(same, "\(file) differs")
            }
        }
    }

    private func output(
        of environment: [String], threads: Int
    ) throws -> (folder: TemporaryFolder, files: [String]) {
        let folder = try TemporaryFolder()
        let firm = folder.path + "/firm"
        let program = try engross()
        _ = try outputOfTool(["env"] + environment + [program, "sample", firm, "--entries", "40"])
        let settings = try String(contentsOfFile: firm + "/firm.yaml", encoding: .utf8)
        try folder.write(
            settings + "\nreminders: [{after: 10, title: First, text: Please pay.}]\n",
            to: "firm/firm.yaml")
        for command in [
            ["run", "--date", "2026-10-31", "--final", "--threads", String(threads)],
            ["correct", "10422", "--bill-to", "C0007", "--reason", "x", "--date", "2026-11-05"],
            ["statement", "--all-open", "--date", "2026-12-31"],
            ["remind", "--date", "2027-01-31"],
            // Again, from what the ledger keeps.
            ["verify", "--render"],
        ] {
            _ = try outputOfTool(["env"] + environment + [program] + command + ["--firm", firm])
        }
        let files = folder.files(endingIn: ".pdf") + folder.files(endingIn: ".csv")
        return (folder, files.filter { $0.contains("Output") })
    }

    /// The program itself, built beside the tests.
    private func engross() throws -> String {
        let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        let program = tests.deletingLastPathComponent().appendingPathComponent("engross").path
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw ToolFailure("there is no \(program): swift build makes it")
        }
        return program
    }
}
