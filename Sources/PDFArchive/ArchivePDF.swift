/// What a PDF tells about itself, besides its pages.
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
    package var attachments: [Attachment]

    package init(
        title: String, author: String, subject: String, date: String, language: String,
        isArchival: Bool = false, attachments: [Attachment] = []
    ) {
        self.title = title
        self.author = author
        self.subject = subject
        self.date = date
        self.language = language
        self.isArchival = isArchival
        self.attachments = attachments
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

extension PDFWriter {
    /// Writes what tells programs about the file. Returns what the catalog says of it, and the number of the
    /// information for programs that know of no other.
    package mutating func describe(_ facts: PDFFacts) -> (catalog: String, info: Int) {
        let date = pdfString(facts.pdfDate)
        let info = add(
            "<</Title\(pdfString(facts.title))/Author\(pdfString(facts.author))"
                + "/Subject\(pdfString(facts.subject))/Creator(Engross)/Producer(Engross)"
                + "/CreationDate\(date)/ModDate\(date)>>")
        var catalog =
            "/Lang\(pdfString(facts.language))/ViewerPreferences<</DisplayDocTitle true>>"
        // What describes a file is read by programs that unpack nothing.
        let metadata = addStream(
            Array(facts.metadata(producer: "Engross").utf8), "/Type/Metadata/Subtype/XML")
        catalog += "/Metadata \(metadata) 0 R" + attach(facts.attachments, on: date)
        if facts.isArchival {
            let profile = addStream(packedProfile, "/N 3/Filter/FlateDecode")
            let intent = add(
                "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)"
                    + "/DestOutputProfile \(profile) 0 R>>")
            catalog += "/OutputIntents[\(intent) 0 R]"
        }
        return (catalog, info)
    }

    private mutating func attach(_ attachments: [Attachment], on date: String) -> String {
        guard !attachments.isEmpty else { return "" }
        var names = ""
        var associated = ""
        // A tree of names is in their order.
        for attachment in attachments.sorted(by: { $0.name < $1.name }) {
            let name = pdfString(attachment.name)
            let stream = addPacked(
                attachment.bytes,
                "/Type/EmbeddedFile/Subtype\(pdfName(attachment.type))/Params<</ModDate\(date)"
                    + "/CreationDate\(date)/Size \(attachment.bytes.count)>>")
            let specification = add(
                "<</Type/Filespec/F\(name)/UF\(name)/Desc\(pdfString(attachment.description))"
                    + "/AFRelationship/Data/EF<</F \(stream) 0 R/UF \(stream) 0 R>>>>")
            names += "\(name)\(specification) 0 R "
            associated += "\(specification) 0 R "
        }
        return "/Names<</EmbeddedFiles<</Names[\(names)]>>>>/AF[\(associated)]"
    }
}

private let packedProfile = deflated(sRGBProfile, as: .forMany)

extension PDFFacts {
    var pdfDate: String { "D:" + date.filter { $0 != "-" } + "000000Z" }
}
