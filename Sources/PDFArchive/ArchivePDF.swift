/// What a PDF is to have besides its pages. Cairo 1.16 writes none of it.
package struct PDFFacts: Sendable {
    package var title: String
    package var author: String
    package var subject: String
    /// `2026-10-31`: the day that the file says it was made on.
    package var date: String
    /// As a BCP 47 tag.
    package var language: String
    /// PDF/A-3b: what an archive takes, and every reader in thirty years.
    package var isArchival: Bool
    /// Of a tagged file.
    package var cells: [TableCell]
    /// Of a tagged file: what each picture shows, in the order in which they follow one another.
    package var figures: [String]
    package var attachments: [Attachment]

    package init(
        title: String, author: String, subject: String, date: String, language: String,
        isArchival: Bool, cells: [TableCell] = [], figures: [String] = [],
        attachments: [Attachment] = []
    ) {
        self.title = title
        self.author = author
        self.subject = subject
        self.date = date
        self.language = language
        self.isArchival = isArchival
        self.cells = cells
        self.figures = figures
        self.attachments = attachments
    }
}

/// A cell of a table, in the order in which they follow one another in the file.
package struct TableCell: Sendable, Equatable {
    package enum Scope: String, Sendable {
        case row = "/Row"
        case column = "/Column"
    }

    /// Of a cell that heads others: which.
    package var scope: Scope?
    package var span: Int

    package init(scope: Scope?, span: Int) {
        self.scope = scope
        self.span = span
    }
}

/// A file inside the PDF: the data of what its pages show.
package struct Attachment: Sendable, Equatable {
    package var name: String
    /// `application/json`
    package var type: String
    package var description: String
    package var bytes: [UInt8]

    package init(name: String, type: String, description: String, bytes: [UInt8]) {
        self.name = name
        self.type = type
        self.description = description
        self.bytes = bytes
    }
}

/// The PDF that Cairo has written, with all that `facts` say. The same bytes in are the same bytes out.
package func archived(
    _ pages: [UInt8], _ facts: PDFFacts
) throws(PDFArchiveError) -> [UInt8] {
    var file = try CairoFile(reading: pages)
    let producer = file[file.info]["Producer"]?.text ?? "cairo"
    mendObjects(of: &file, titled: facts.title)
    file[file.info].set("CreationDate", to: pdfString(facts.pdfDate))
    file[file.info].set("ModDate", to: pdfString(facts.pdfDate))
    var root = file[file.root]
    root.set("Lang", to: pdfString(facts.language))
    root.set("ViewerPreferences", to: "<</DisplayDocTitle true>>")
    if let tree = root["StructTreeRoot"]?.references.first {
        var marks = StructureMarks(facts)
        marks.mark(from: tree, of: &file)
        try markArtifacts(of: &file)
    }
    attach(facts.attachments, to: &root, of: &file, on: facts.pdfDate)
    // What describes a file is read by programs that unpack nothing.
    let metadata = file.add(
        "<</Type/Metadata/Subtype/XML>>", data: Array(facts.metadata(producer: producer).utf8))
    root.set("Metadata", to: "\(metadata) 0 R")
    if facts.isArchival {
        let profile = file.add("<</Filter/FlateDecode/N 3>>", data: packedProfile)
        let intent = file.add(
            "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)"
                + "/DestOutputProfile \(profile) 0 R>>")
        root.set("OutputIntents", to: "[\(intent) 0 R]")
    }
    file[file.root] = root
    return file.written()
}

extension PDFFacts {
    var pdfDate: String { "D:" + date.filter { $0 != "-" } + "000000Z" }
}

private let packedProfile = deflated(sRGBProfile)

/// What every object of a kind must have: annotations that print and say where they lead, and fonts.
private func mendObjects(of file: inout CairoFile, titled title: String) {
    for (number, object) in file.objects.enumerated() {
        guard let object, object.data == nil else { continue }
        let notation = object.notation
        // Most are parts of the structure.
        if notation.has("Type", "/StructElem") { continue }
        if notation.has("Subtype", "/Link") {
            file[number].set("F", to: "4")
            file[number].set(
                "Contents", to: pdfString(notation["A"]?["URI"]?.text ?? title))
        } else if notation.has("Type", "/Font") {
            mark(font: number, of: &file)
        } else if notation.has("Type", "/Page"), notation["Annots"] != nil {
            // The order in which a keyboard goes from link to link.
            file[number].set("Tabs", to: "/S")
        }
    }
}

private func attach(
    _ attachments: [Attachment], to root: inout PDFNotation, of file: inout CairoFile,
    on date: String
) {
    guard !attachments.isEmpty else { return }
    var names = ""
    var associated = ""
    // A tree of names is in their order.
    for attachment in attachments.sorted(by: { $0.name < $1.name }) {
        let name = pdfString(attachment.name)
        let date = pdfString(date)
        let stream = file.addPacked(
            attachment.bytes,
            entries: "/Type/EmbeddedFile/Subtype\(pdfName(attachment.type))/Params<</ModDate\(date)"
                + "/CreationDate\(date)/Size \(attachment.bytes.count)>>")
        let specification = file.add(
            "<</Type/Filespec/F\(name)/UF\(name)/Desc\(pdfString(attachment.description))"
                + "/AFRelationship/Data/EF<</F \(stream) 0 R/UF \(stream) 0 R>>>>")
        names += "\(name)\(specification) 0 R "
        associated += "\(specification) 0 R "
    }
    // Cairo writes names only for destinations that have some; ours have none.
    root.set("Names", to: "<</EmbeddedFiles<</Names[\(names)]>>>>")
    root.set("AF", to: "[\(associated)]")
}
