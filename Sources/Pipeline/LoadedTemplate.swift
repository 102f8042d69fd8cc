internal import Billing
internal import Canvas
internal import Composing
internal import Digest
internal import Foundation
internal import Typesetting

/// A template ready to render with: read, its fonts found, its digests taken.
struct LoadedTemplate {
    let template: Template
    /// As the ledger keeps what it was read from.
    let source: String
    let digest: String
    let fontsDigest: String
    let invoices: Typesetter
    let proformas: Typesetter

    /// `before` is what was loaded before somebody changed the template, for its fonts.
    init(_ template: Template, after before: LoadedTemplate? = nil) throws(CanvasError) {
        self.template = template
        source = template.source.stored
        digest = SHA256.hex(of: Array(source.utf8))
        if let before, before.invoices.hasFonts(of: template.styles),
            before.template.pictures.files == template.pictures.files
        {
            fontsDigest = before.fontsDigest
            invoices = before.invoices.with(leadingOf: template.styles)
            proformas = before.invoices.with(leadingOf: template.proformaStyles)
            return
        }
        invoices = try Typesetter(
            styles: template.styles, pictures: template.pictures.files,
            language: template.words.language)
        proformas = invoices.with(leadingOf: template.proformaStyles)
        let fonts = SHA256()
        for file in Set(invoices.fontFiles).sorted() {
            let bytes = [UInt8](FileManager.default.contents(atPath: file) ?? Data())
            fonts.update(SHA256.hex(of: bytes))
        }
        fontsDigest = fonts.finish()
    }

    func typesetter(for kind: Statement.Kind) -> Typesetter {
        kind == .proforma ? proformas : invoices
    }
}

/// A template as it was found: ready, or what is wrong with it.
struct TemplateLoad {
    var template: LoadedTemplate?
    var diagnostics: [Diagnostic]
}

extension TemplateFinder {
    /// Reads a template and its fonts.
    func load(
        _ name: String, in language: String, after before: LoadedTemplate? = nil
    ) -> TemplateLoad {
        let (template, diagnostics) = read(name, in: language)
        guard let template else { return TemplateLoad(template: nil, diagnostics: diagnostics) }
        do {
            return TemplateLoad(
                template: try LoadedTemplate(template, after: before), diagnostics: diagnostics)
        } catch {
            return TemplateLoad(
                template: nil, diagnostics: diagnostics + [fault(error, in: template)])
        }
    }

    /// A font or a picture that the template names and that cannot be used.
    private func fault(_ error: CanvasError, in template: Template) -> Diagnostic {
        if case .picture(let name, let cause) = error, let place = template.pictures.place(of: name)
        {
            return Diagnostic(
                .pictureUnreadable, at: place, "the picture cannot be used: \(cause)",
                remedy: "save it anew as PNG or SVG")
        }
        return Diagnostic(
            .fontMissing, at: Place(file: "Templates/\(template.name)/template.yaml"),
            String(describing: error),
            remedy: "install the font, or name another family under \"fonts\"")
    }
}
