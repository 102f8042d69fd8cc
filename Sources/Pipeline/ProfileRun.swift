package import Billing
internal import Foundation
package import Loading

/// `engross profile`: profiles for exports that the program does not know.
package enum ProfileRun {
    package struct Drafted: Sendable {
        package var columns: [ProfileDraft.Column]
        /// The profile that reads the export without another.
        package var knownAs: String?
        /// Whether that one comes with the program, so that another can begin as it is.
        package var isKnownBuiltIn: Bool
        /// The file written, below the firm's folder; nil where nothing had to be written.
        package var path: String?
        /// Whether nothing is left to fill in.
        package var isComplete: Bool
        package var diagnostics: [Diagnostic]
    }

    package struct Listed: Sendable, Equatable {
        package var name: String
        /// Whether it is the firm's own.
        package var isOwn: Bool
        /// The columns that a file is known by; none where it has no column names.
        package var columns: [String]
    }

    /// Looks at the export `file` and writes profiles/NAME.yaml for it in the firm's folder, which
    /// need not hold a firm yet. Without `name` the profile is called as the file is, and none is
    /// written where one reads the file already. Never writes over anything.
    package static func draft(
        _ file: String, in folder: String, name: String? = nil
    ) throws(EnvironmentError) -> Drafted {
        let records = try FirmFolder.read(at: folder).records
        var found: [Diagnostic] = []
        let profiles = try FirmFolder.profiles(at: folder, &found)
        found = found.filter { $0.severity == .error }
        var draft = try ProfileDraft.of(
            file, shownAs: URL(fileURLWithPath: file).lastPathComponent, records: records,
            profiles: profiles)
        draft.diagnostics = found + draft.diagnostics
        var drafted = Drafted(
            columns: draft.columns, knownAs: draft.knownAs,
            isKnownBuiltIn: draft.knownAs != nil && !draft.text.isEmpty, path: nil,
            isComplete: draft.isComplete, diagnostics: draft.diagnostics)
        guard !draft.text.isEmpty, draft.knownAs == nil || name != nil else { return drafted }
        let path = "profiles/\(name ?? suggestedName(for: file)).yaml"
        guard !FileManager.default.fileExists(atPath: folder + "/" + path) else {
            throw EnvironmentError(
                "write", path, "there is one already",
                remedy: "choose another name with --name; nothing is written over")
        }
        try writeFile(Array(draft.text.utf8), to: folder + "/" + path)
        drafted.path = path
        return drafted
    }

    /// The firm's own profiles, and those that come with the program.
    package static func list(
        in folder: String
    ) throws(EnvironmentError) -> (profiles: [Listed], diagnostics: [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        let own = try FirmFolder.profiles(at: folder, &diagnostics)
        let all = ExportProfile.all(with: own).map { profile in
            Listed(
                name: profile.name, isOwn: profile.isOwn,
                columns: profile.header.map(\.description))
        }
        return (all, diagnostics)
    }

    /// `October 2026.csv` is `october-2026`; a name that the program's own profiles have gets
    /// another, so that none of them is replaced unasked.
    private static func suggestedName(for file: String) -> String {
        let base = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
        let words = base.lowercased().split { !$0.isLetter && !$0.isNumber }
        let name = words.isEmpty ? "export" : words.joined(separator: "-")
        return ExportProfile.builtIn.contains { $0.name == name } ? "own-" + name : name
    }
}
