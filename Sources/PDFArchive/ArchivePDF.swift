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

/// The PDF with all that `facts` say. The same bytes in are the same bytes out.
package func archived(
    _ pages: [UInt8], _ facts: PDFFacts
) throws(PDFArchiveError) -> [UInt8] {
    let file = try QPDFFile(reading: pages)
    let root = file.root
    let producer = file.info("Producer") ?? "cairo"
    try mendObjects(of: file, titled: facts.title)
    file.setInfo("CreationDate", to: facts.pdfDate)
    file.setInfo("ModDate", to: facts.pdfDate)
    root["Lang"] = file.string(facts.language)
    root["ViewerPreferences"] = file.parsed("<< /DisplayDocTitle true >>")
    if root["StructTreeRoot"].isDictionary {
        StructureMarks(file: file, cells: facts.cells, figures: facts.figures).mark(
            from: root["StructTreeRoot"])
        try markArtifacts(of: file)
    }
    attach(facts.attachments, to: file, on: facts.pdfDate)
    root["Metadata"] = file.stream(
        Array(facts.metadata(producer: producer).utf8), type: "Metadata",
        with: ["Subtype": file.name("XML")])
    if facts.isArchival {
        let profile = file.stream(sRGBProfile, with: ["N": file.integer(3)])
        let intent = file.dictionary([
            "Type": file.name("OutputIntent"), "S": file.name("GTS_PDFA1"),
            "OutputConditionIdentifier": file.string("sRGB"), "Info": file.string("sRGB"),
            "DestOutputProfile": profile,
        ])
        root["OutputIntents"] = file.array([file.indirect(intent)])
    }
    return try file.write()
}

extension PDFFacts {
    var pdfDate: String { "D:" + date.filter { $0 != "-" } + "000000Z" }
}

/// What every object of a kind must have: annotations that print and say where they lead, and fonts.
private func mendObjects(of file: QPDFFile, titled title: String) throws(PDFArchiveError) {
    for object in file.objects {
        if object.isStream {
            try file.makeEndPlain(of: object)
            continue
        }
        guard object.isDictionary else { continue }
        if object["Subtype"].isName("Link") {
            object["F"] = file.integer(4)
            let address = object["A"]["URI"]
            object["Contents"] = address.isString ? address : file.string(title)
        } else if object["Type"].isName("Font") {
            mark(font: object, of: file)
        } else if object["Type"].isName("Page"), object["Annots"].isArray {
            // The order in which a keyboard goes from link to link.
            object["Tabs"] = file.name("S")
        }
    }
}

private func attach(
    _ attachments: [Attachment], to file: QPDFFile, on date: String
) {
    guard !attachments.isEmpty else { return }
    var names: [QPDFObject] = []
    var associated: [QPDFObject] = []
    // A tree of names is in their order.
    for attachment in attachments.sorted(by: { $0.name < $1.name }) {
        let stream = file.stream(
            attachment.bytes, type: "EmbeddedFile",
            with: [
                "Subtype": file.name(attachment.type),
                "Params": file.dictionary([
                    "ModDate": file.string(date), "CreationDate": file.string(date),
                    "Size": file.integer(attachment.bytes.count),
                ]),
            ])
        let specification = file.indirect(
            file.dictionary([
                "Type": file.name("Filespec"), "F": file.string(attachment.name),
                "UF": file.string(attachment.name), "Desc": file.string(attachment.description),
                "AFRelationship": file.name("Data"),
                "EF": file.dictionary(["F": stream, "UF": stream]),
            ]))
        names += [file.string(attachment.name), specification]
        associated.append(specification)
    }
    let root = file.root
    if !root["Names"].isDictionary { root["Names"] = file.dictionary([:]) }
    root["Names"]["EmbeddedFiles"] = file.dictionary(["Names": file.array(names)])
    root["AF"] = file.array(associated)
}
