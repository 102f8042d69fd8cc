package import Billing
internal import Foundation
internal import Loading
internal import SampleFirm

/// `engross init` and `engross sample`: a firm's folder to begin with.
package enum InitRun {
    package enum Source: Sendable {
        /// Commented files with one example row each.
        case empty
        /// A fictional firm with three months of time.
        case sample(matters: Int?, entries: Int?, seed: UInt64)
        /// Registers drafted from what real exports name.
        case exports([String], profile: String?)
    }

    /// Writes the folder and returns what it wrote. Refuses to touch a folder that has a firm.
    package static func run(
        _ folder: String, from source: Source
    ) throws(EnvironmentError) -> (files: [String], diagnostics: [Diagnostic]) {
        guard !FileManager.default.fileExists(atPath: folder + "/firm.yaml") else {
            throw EnvironmentError(
                "make a firm in", folder, "there is one already",
                remedy: "choose another folder, or move that one away")
        }
        var files: [(path: String, text: String)] = []
        var diagnostics: [Diagnostic] = []
        switch source {
        case .empty:
            files = StarterFirm.files
        case .sample(let matters, let entries, let seed):
            var size = SampleSize()
            if let matters { size.matters = matters }
            if let entries {
                size.entries = entries
                size.costs = max(1, entries / 15)
            }
            files = SampleFirm.files(size: size, seed: seed).map { ($0.path, $0.text) }
        case .exports(let exports, let profile):
            let own = try FirmFolder.profiles(at: folder, &diagnostics)
            let draft = try FirmDraft.files(from: exports, profile: profile, profiles: own)
            files = draft.files
            diagnostics += draft.diagnostics
            guard !diagnostics.hasErrors else { return ([], diagnostics) }
            files += StarterFirm.files.filter { file in
                !files.contains { $0.path == file.path } && file.path == "codes.csv"
            }
        }
        for file in files where FileManager.default.fileExists(atPath: folder + "/" + file.path) {
            throw EnvironmentError(
                "make a firm in", folder, "there is a \(file.path) already",
                remedy: "choose another folder, or move that file away: nothing is written over")
        }
        for file in files { try writeFile(Array(file.text.utf8), to: folder + "/" + file.path) }
        for name in ["arrangements", "profiles", "Templates", "inbox", "Output"] {
            try makeFolder(folder + "/" + name)
        }
        return (files.map(\.path), diagnostics)
    }
}
