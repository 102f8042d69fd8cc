internal import Billing
internal import Settings

/// Reads `NAME.mustache` and `NAME.LANGUAGE.mustache`, which goes before the former.
package enum FragmentFile {
    /// Whether a file of a template's folder is a fragment for this language, or one for all.
    package static func isFragment(_ name: String, in language: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.last == "mustache"
            && (parts.count == 2 || (parts.count == 3 && parts[1] == language))
    }

    static func isFragment(_ file: TemplateSource.File) -> Bool {
        file.name.hasSuffix(".mustache")
    }

    static func read(
        _ files: [TemplateSource.File], into fragments: inout [Fragment.Role: Fragment]
    ) -> [Diagnostic] {
        // Shorter names first: what is for one language goes over what is for all.
        files.filter(isFragment).sorted { ($0.name.count, $0.name) < ($1.name.count, $1.name) }
            .flatMap { file -> [Diagnostic] in
                let name = file.name.dropFirst(file.folder.count).prefix { $0 != "." }
                guard let role = Fragment.Role(rawValue: String(name)) else {
                    return [unknown(String(name), at: file)]
                }
                guard let text = String(validating: file.bytes, as: UTF8.self) else {
                    return [
                        Diagnostic(
                            .fileNotUTF8, at: Place(file: file.name),
                            "the file is not saved as UTF-8 text",
                            remedy: "save it again with encoding UTF-8")
                    ]
                }
                let faults = FragmentCheck.faults(in: text, file: file.name)
                guard faults.isEmpty else { return faults }
                do {
                    fragments[role] = try Fragment(text, file: file.name)
                    return []
                } catch {
                    return [
                        Diagnostic(
                            .fragmentUnreadable, at: Place(file: file.name),
                            "the text is no Mustache: \(error)",
                            remedy: "look at its tags, from the first on")
                    ]
                }
            }
    }

    /// Nobody would miss a text that no part of an invoice prints.
    static func unprinted(
        _ fragments: [Fragment.Role: Fragment], in layout: Layout
    ) -> [Diagnostic] {
        Fragment.Role.allCases.compactMap { role in
            guard let fragment = fragments[role], let section = role.section,
                !layout.sections.contains(section)
            else { return nil }
            return Diagnostic(
                .fragmentUnknown, at: Place(file: fragment.file),
                "the sections of template.yaml have no \"\(section.rawValue)\", which prints this",
                remedy: "add it to layout.sections, or remove the file")
        }
    }

    private static func unknown(_ name: String, at file: TemplateSource.File) -> Diagnostic {
        let known = Fragment.Role.allCases.map(\.rawValue)
        return Diagnostic(
            .fragmentUnknown, at: Place(file: file.name), "no text is called \"\(name)\"",
            remedy: didYouMean(name, among: known)
                ?? "call it " + known.map { $0 + ".mustache" }.joined(separator: ", "))
    }
}
