import Billing

/// What an export of an unknown program seems to hold, and a profile for it to begin with.
package struct ProfileDraft: Sendable {
    /// One column as a person is shown it.
    package struct Column: Sendable, Equatable {
        package var position: Int
        /// Blank where the file has no column names.
        package var name: String
        /// "date", "duration", "person" and so on.
        package var holds: String
        /// Up to three cells that differ, on one line each and shortened.
        package var samples: [String]
    }

    package var columns: [Column] = []
    /// The text of the profile's file; empty where a profile of the firm reads the export already,
    /// or where nothing can be read.
    package var text = ""
    /// The profile that reads the export as it is; nil where none does.
    package var knownAs: String?
    /// What is in the way of drafting anything.
    package var diagnostics: [Diagnostic] = []

    /// Whether the profile can be used as it is.
    package var isComplete: Bool {
        !text.split(whereSeparator: \.isNewline).contains {
            $0.prefix { $0 != "#" }.contains(fillInMark)
        }
    }

    /// Looks at the export at `path`. What the registers of `records` name is recognised by them.
    package static func of(
        _ path: String, shownAs name: String, records: FirmRecords? = nil,
        profiles: [ExportProfile] = []
    ) throws(EnvironmentError) -> ProfileDraft {
        var draft = ProfileDraft()
        var finder = ProfileFinder(
            path, shownAs: name, among: ExportProfile.all(with: records?.profiles ?? profiles))
        let found = try finder.find(nil)
        let form: FileForm
        // A profile that leaves columns unread, and would say so at each load, is not the file's own.
        let opening = found.diagnostics.contains { $0.code == .columnUnknown } ? nil : found.opening
        if let opening {
            form = opening.form
        } else if let guessed = try finder.guessForm() {
            form = guessed
        } else {
            draft.diagnostics = found.diagnostics
            return draft
        }
        let columns = try form.columns(of: path, shownAs: name)
        let roles = ColumnRoles(
            columns.facts, names: (records?.registers).map { RecordDirectory($0) })
        draft.columns = columns.facts.map { column in
            Column(
                position: column.position, name: column.name,
                holds: (roles.contents[column.position] ?? .text).rawValue,
                samples: column.samples.map(shortened))
        }
        if let profile = opening?.layout.profile {
            draft.knownAs = profile.name
            guard !profile.isOwn else { return draft }
            draft.text = """
                # \(name) is read by the profile "\(profile.name)" as it is. What is said here comes
                # in place of what that profile says; Documentation/profiles.md tells the settings.

                extends: \(profile.name)

                """
            return draft
        }
        draft.text =
            ProfileDraftText(
                file: name, form: form, roles: roles, columns: columns.facts,
                hasHeadings: columns.hasHeadings, dateOrder: records?.firm.dateOrder
            ).text
        return draft
    }

    private static func shortened(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count <= 28 ? line : line.prefix(27) + "…"
    }
}
