internal import CXXHash

/// A page that Cairo has drawn, to be shown as a picture on pages of other files.
package struct CairoPicture: Sendable {
    /// Pictures that are the same have the same.
    package struct ID: Hashable, Sendable {
        var high: UInt64
        var low: UInt64
    }

    package let id: ID
    private let file: CairoFile
    private let page: PDFNotation
    /// The objects that it needs, and in the place of the page's contents the picture itself.
    private let needed: [Int]
    private let contents: Int

    /// A file of one page.
    package init(reading bytes: [UInt8]) throws(PDFArchiveError) {
        var file = try CairoFile(reading: bytes)
        let digest = bytes.withUnsafeBufferPointer { XXH3_128bits($0.baseAddress, $0.count) }
        id = ID(high: digest.high64, low: digest.low64)
        let kinds: [(number: Int, notation: PDFNotation)] = file.objects.enumerated().compactMap {
            number, object in object.map { (number, $0.notation) }
        }
        guard let page = kinds.first(where: { $0.notation.has("Type", "/Page") })?.notation,
            let contents = page["Contents"]?.references.first
        else { throw PDFArchiveError(description: "the picture has no page") }
        for (number, notation) in kinds where notation.has("Type", "/Font") {
            mark(font: number, of: &file)
        }
        self.file = file
        self.page = page
        self.contents = contents
        needed = kinds.filter { number, notation in
            !notation.has("Type", "/Page") && !notation.has("Type", "/Pages")
                && number != file.root && number != file.info
        }.map(\.number)
    }

    /// Writes the picture as a form as large as its page. Returns its number.
    package func write(into writer: inout PDFWriter) -> Int {
        var numbers: [Int: Int] = [:]
        for number in needed { numbers[number] = writer.reserve() }
        for number in needed {
            guard let object = file.objects[number], let new = numbers[number] else { continue }
            let notation = object.notation.renumbered { numbers[$0] ?? 0 }
            guard let data = object.data else {
                writer.put(new) { $0.append(notation.bytes) }
                continue
            }
            var entries = notation.entries(without: "Length")
            if number == contents {
                let parts = ["Resources", "Group"].compactMap { key in
                    page[key].map { "/\(key) " + $0.renumbered { numbers[$0] ?? 0 }.string }
                }
                let box = page["MediaBox"]?.string ?? "[0 0 1 1]"
                entries += "/Type/XObject/Subtype/Form/BBox\(box)" + parts.joined()
            }
            writer.write(data, entries, number: new)
        }
        return numbers[contents] ?? 0
    }
}
