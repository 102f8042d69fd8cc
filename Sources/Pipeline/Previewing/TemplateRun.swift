package import Billing
internal import Canvas
internal import Foundation

/// `engross template`: which templates there are, whether one is sound, and a new one to begin with.
package struct TemplateRun {
    package struct Listed: Sendable, Encodable {
        package var name: String
        /// Whether it is the firm's own.
        package var isOwn: Bool
        package var extends: String?
    }

    package struct Checked: Sendable, Encodable {
        /// The files of the fonts that its styles resolve to.
        package var fonts: [String] = []
        /// Of the sample statements, set in it.
        package var documents = 0
        package var pages = 0
        package var diagnostics: [Diagnostic] = []
    }

    private let folder: String
    private let finder: TemplateFinder

    package init(firmFolder folder: String) {
        self.folder = folder
        finder = TemplateFinder(firmFolder: folder)
    }

    package func list() -> [Listed] {
        finder.names.map { name in
            Listed(
                name: name,
                isOwn: FileManager.default.fileExists(atPath: ownFile(name)),
                extends: finder.parent(of: name))
        }
    }

    /// Reads it, finds its fonts, and sets all sample statements in it.
    package func check(_ name: String) throws(EnvironmentError) -> Checked {
        var checked = Checked()
        let renderer = Renderer(finder: finder)
        var fonts: Set<String> = []
        let statements = try SampleStatements(on: SampleDocuments.date)
        for sample in SampleDocuments(statements, in: SampleDress(template: name)).all {
            let template = renderer.template(
                name, in: sample.language, reporting: &checked.diagnostics)
            guard let template else { return checked }
            fonts.formUnion(template.invoices.fontFiles)
            checked.documents += 1
            checked.pages +=
                renderer.typesetter(for: sample, in: template)
                .typeset(renderer.document(of: sample, in: template)).pageCount
        }
        checked.fonts = fonts.sorted()
        checked.diagnostics += renderer.missingCharacters
        return checked
    }

    /// Writes Templates/NAME/template.yaml into the firm's folder, and returns its path there.
    package func new(
        _ name: String, from parent: String
    ) throws(EnvironmentError) -> (path: String, diagnostics: [Diagnostic]) {
        let (template, found) = finder.read(parent, in: Firm.defaultLanguage)
        guard template != nil else { return ("", found) }
        let path = "Templates/\(name)/template.yaml"
        guard !FileManager.default.fileExists(atPath: ownFile(name)) else {
            throw EnvironmentError(
                "write", path, "there is one already",
                remedy: "choose another name; nothing is written over")
        }
        try writeFile(Array(Self.beginning(name, from: parent).utf8), to: ownFile(name))
        return (path, [])
    }

    private func ownFile(_ name: String) -> String { "\(folder)/Templates/\(name)/template.yaml" }

    private static func beginning(_ name: String, from parent: String) -> String {
        """
        # The template \(name). What is not said here is as in the template "\(parent)"; take a "#" away and
        # change what follows. Look at it with: engross preview \(name) --watch
        extends: \(parent)

        # Lengths are in points (72 to the inch); "mm", "cm" and "in" may follow a number.
        # margins: {top: 50, right: 58, bottom: 64, left: 58}

        # fonts:
        #   text: Linux Libertine O

        # colours:
        #   ink: "#16181d"
        #   accent: "#1f3a5f"

        # styles:
        #   firm: {size: 20, leading: 24}
        #   title: {size: 22, leading: 27, colour: ink}

        # tables:
        #   column-rule: hair      # hair, thin, strong or none
        #   row-rule: none
        #   stripe: none           # one of the colours, or none

        # entries:
        #   columns: [date, timekeeper, narrative, hours, rate, amount]
        #   drop-when-narrow: [rate, timekeeper]

        # PNG or SVG files in this folder; with-name: the firm's name stands beneath the logo.
        # pictures:
        #   logo: {file: logo.svg, width: 42mm, alternative: Roe & Partners, with-name: no}
        #   underlay: {first: letterhead.png, later: later.png}

        # layout:
        #   letterhead: centred    # split, centred or stacked
        #   window: din-b          # none, us-10, din-a or din-b
        #   two-sided: yes
        #   carried-forward: yes   # sums at page breaks
        #   sections: [letterhead, address, opening, notes, matters, overview, sums, closing, retainer, remittance]
        #   matter: [services, costs, timekeepers, tasks]

        # labels:
        #   invoice: Fee note

        """
    }
}
