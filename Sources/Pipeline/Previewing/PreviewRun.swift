package import Billing
internal import Canvas
internal import Foundation
internal import Loading
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
    private let samples: SampleStatements
    /// So many pages of each document become pictures.
    private let mostPictures: Int

    /// `firmFolder` may hold no firm; where it does, its letterhead is shown.
    package init(
        template name: String, firmFolder: String, to folder: String, mostPictures: Int = 3
    ) throws(EnvironmentError) {
        finder = TemplateFinder(firmFolder: firmFolder)
        self.name = name
        self.folder = folder
        self.mostPictures = mostPictures
        let firm = try? FirmFolder.read(at: firmFolder).records?.firm
        samples = try SampleStatements(
            letterhead: firm.map {
                Letterhead(
                    name: $0.name, lines: $0.letterhead, taxID: $0.taxID, payment: $0.payment)
            }, template: name)
    }

    /// Reads the template as it is now, and writes everything anew. Where the template has errors,
    /// what was there stays.
    package func run() throws(EnvironmentError) -> Report {
        var report = Report(folder: folder)
        let renderer = Renderer(finder: finder)
        guard let template = renderer.template(name, reporting: &report.diagnostics) else {
            return report
        }
        for sample in samples.all {
            let typeset = renderer.typeset(sample.statement, in: template)
            let typesetter = template.typesetter(for: sample.statement.kind)
            do {
                let path = folder + "/" + sample.name
                try writeFile(try typesetter.render(typeset), to: path + ".pdf")
                for page in 1...min(mostPictures, typeset.pageCount) {
                    try writeFile(
                        try typesetter.image(of: page, in: typeset, scale: 1.5),
                        to: "\(path) \(page).png")
                }
            } catch let error as CanvasError {
                throw EnvironmentError("render", sample.name, String(describing: error))
            } catch let error as EnvironmentError {
                throw error
            } catch {
                throw EnvironmentError("render", sample.name, String(describing: error))
            }
            report.made.append(Report.Made(name: sample.name, pages: typeset.pageCount))
        }
        report.diagnostics += renderer.missingCharacters
        return report
    }

    /// Something that differs as soon as one of the template's files was saved.
    package func stamp() -> String {
        finder.files(of: name).map { path in
            let file = try? FileManager.default.attributesOfItem(atPath: path)
            return "\(path) \(file?[.modificationDate] ?? "") \(file?[.size] ?? "")"
        }.joined(separator: "\n")
    }
}
