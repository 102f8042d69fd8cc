package import Billing
internal import Canvas
internal import Foundation
internal import Loading
internal import PDFArchive
internal import Typesetting

/// `engross preview`: the sample statements in a template, as PDF and as pictures of their pages, for
/// whoever works on the template.
package final class PreviewRun {
    package struct Report: Sendable, Encodable {
        package struct Made: Sendable, Encodable {
            package var name: String
            package var pages: Int
        }

        package var folder: String
        package var made: [Made] = []
        package var diagnostics: [Diagnostic] = []
    }

    private let finder: TemplateFinder
    private let name: String
    private let folder: String
    private let samples: [SampleDocument]
    /// So many pages of each document become pictures.
    private let mostPictures: Int
    private let scale: Double
    private let language: String
    /// Keeps the fonts that the last run found.
    private var renderer: Renderer

    /// `firmFolder` may hold no firm; where it does, its letterhead is shown, its paper and its letters
    /// are used, and its language spoken where no other is asked for. `scale` is pixels to the point.
    package init(
        template name: String, in language: String? = nil, firmFolder: String, to folder: String,
        mostPictures: Int = 3, scale: Double = 1.5
    ) throws(EnvironmentError) {
        finder = TemplateFinder(firmFolder: firmFolder)
        renderer = Renderer(finder: finder)
        self.name = name
        self.folder = folder
        self.mostPictures = mostPictures
        self.scale = scale
        let firm = try? FirmFolder.read(at: firmFolder).records?.firm
        self.language = language ?? firm?.language ?? Firm.defaultLanguage
        samples =
            SampleDocuments(
                try SampleStatements(on: SampleDocuments.date),
                in: SampleDress(template: name, language: self.language, firm: firm)
            ).all
    }

    /// Reads the template as it is now, and writes everything anew; where the template has errors, what
    /// was there stays. First comes what the eye sees first, page 1 of each document, with a call of
    /// `pictured` after each; then all the rest, up to a document before which `isOutdated`.
    package func run(
        pictured: (_ picture: String) -> Void = { _ in }, isOutdated: () -> Bool = { false }
    ) throws(EnvironmentError) -> Report {
        var report = Report(folder: folder)
        renderer = Renderer(finder: finder, keepingFontsOf: renderer)
        var set: [(sample: SampleDocument, template: LoadedTemplate)] = []
        for sample in samples {
            let template = renderer.template(
                name, in: sample.language, reporting: &report.diagnostics)
            guard let template else { return report }
            set.append((sample, template))
        }
        try makeFolder(folder)
        for (sample, template) in set {
            let picture = "\(sample.name) 1.png"
            try typeset(sample, in: template) { typesetter, typeset in
                try writeDraft(
                    try typesetter.image(of: 1, in: typeset, scale: scale),
                    to: "\(folder)/\(picture)")
            }
            pictured(picture)
        }
        for (sample, template) in set {
            if isOutdated() { break }
            let pages = try typeset(sample, in: template) { typesetter, typeset in
                let path = folder + "/" + sample.name
                try writeDraft(
                    try typesetter.render(typeset, as: PDFFacts(typeset.document)),
                    to: path + ".pdf")
                for page in 1...min(mostPictures, typeset.pageCount) where page > 1 {
                    try writeDraft(
                        try typesetter.image(of: page, in: typeset, scale: scale),
                        to: "\(path) \(page).png")
                }
            }
            report.made.append(Report.Made(name: sample.name, pages: pages))
        }
        report.diagnostics += renderer.missingCharacters
        return report
    }

    /// Returns how many pages it has.
    @discardableResult
    private func typeset(
        _ sample: SampleDocument, in template: LoadedTemplate,
        _ write: (Typesetter, TypesetDocument) throws -> Void
    ) throws(EnvironmentError) -> Int {
        let typesetter = renderer.typesetter(for: sample, in: template)
        let typeset = typesetter.typeset(renderer.document(of: sample, in: template))
        do {
            try write(typesetter, typeset)
        } catch let error as EnvironmentError {
            throw error
        } catch {
            throw EnvironmentError("render", sample.name, String(describing: error))
        }
        return typeset.pageCount
    }

    /// Something that differs as soon as one of the template's files was saved.
    package func stamp() -> String {
        finder.files(of: name, in: language).map { path in
            let file = try? FileManager.default.attributesOfItem(atPath: path)
            // A date in words is of a whole second, within which a file can be saved twice. Many editors
            // save into a new file.
            let saved = (file?[.modificationDate] as? Date)?.timeIntervalSinceReferenceDate ?? 0
            return "\(path) \(saved) \(file?[.size] ?? "") \(file?[.systemFileNumber] ?? "")"
        }.joined(separator: "\n")
    }
}
