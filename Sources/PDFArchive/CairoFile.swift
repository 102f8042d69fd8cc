/// A PDF as Cairo has written it, object by object.
///
/// It reads what Cairo writes and nothing else: one table of places, no streams of objects, each stream's
/// length in an object of its own.
struct CairoFile: Sendable {
    struct Object: Sendable {
        var notation: PDFNotation
        /// Of a stream: what it holds, packed where the notation says so.
        var data: ArraySlice<UInt8>?
    }

    /// By their numbers. Where there is none, the number is free.
    private(set) var objects: [Object?]
    let root: Int
    let info: Int

    init(reading bytes: [UInt8]) throws(PDFArchiveError) {
        let places = try Places(of: bytes)
        root = places.root
        info = places.info
        objects = Array(repeating: nil, count: places.starts.count)
        // An object ends where the next one on the file begins.
        let order = places.starts.indices.dropFirst().sorted {
            places.starts[$0] < places.starts[$1]
        }
        let ends = order.dropFirst().map { places.starts[$0] } + [places.end]
        for (number, end) in zip(order, ends) {
            guard places.starts[number] < end else { throw Places.damaged }
            objects[number] = try Object(
                places.starts[number]..<end, number: number, lengthsAt: places.starts, of: bytes)
        }
        // A stream says its own length when it is written.
        for length in objects.compactMap({ $0?.data == nil ? nil : $0?.notation["Length"] }) {
            if let number = length.references.first { objects[number] = nil }
        }
        guard objects.indices.contains(root), objects[root]?.notation.isDictionary == true,
            objects.indices.contains(info), objects[info]?.notation.isDictionary == true
        else { throw PDFArchiveError(description: "the PDF has no catalog or no information") }
    }

    /// The notation of an object; an empty one where there is none.
    subscript(number: Int) -> PDFNotation {
        get {
            objects.indices.contains(number)
                ? objects[number]?.notation ?? PDFNotation("") : PDFNotation("")
        }
        set { objects[number]?.notation = newValue }
    }
}

/// Where the objects of a file stand.
private struct Places {
    static let damaged = PDFArchiveError(description: "the PDF's table of objects is damaged")

    /// By number; the first is of none.
    var starts: [Int]
    var end: Int
    var root: Int
    var info: Int

    init(of bytes: [UInt8]) throws(PDFArchiveError) {
        guard let place = Places.tablePlace(in: bytes) else {
            throw PDFArchiveError(description: "the PDF has no table of its objects")
        }
        end = place
        let lines = bytes[place...].split(separator: UInt8(ascii: "\n"))
        // xref, "0 85", a line of 20 bytes each, the trailer.
        let damaged = Places.damaged
        guard lines.count > 2, lines[0].elementsEqual("xref".utf8),
            let count = lines[1].split(separator: .space).last.flatMap(number), count > 0,
            lines.count > count + 2
        else { throw damaged }
        starts = []
        for line in lines[2..<(2 + count)] {
            guard let start = number(line.prefix(10)), start < place else { throw damaged }
            starts.append(start)
        }
        let rest = bytes[lines[2 + count].startIndex...]
        guard let dictionary = rest.firstIndex(of: .less) else { throw damaged }
        let trailer = PDFNotation(squeezing: rest[dictionary...])
        guard let root = trailer["Root"]?.references.first,
            let info = trailer["Info"]?.references.first
        else { throw damaged }
        self.root = root
        self.info = info
    }

    /// The number in the last line but one.
    private static func tablePlace(in bytes: [UInt8]) -> Int? {
        let lines = bytes.suffix(40).split(separator: UInt8(ascii: "\n"))
        guard lines.count >= 3, lines[lines.count - 1].elementsEqual("%%EOF".utf8),
            lines[lines.count - 3].elementsEqual("startxref".utf8),
            let place = number(lines[lines.count - 2]), place < bytes.count
        else { return nil }
        return place
    }
}

extension CairoFile.Object {
    /// From `7 0 obj` to `endobj`.
    fileprivate init(
        _ range: Range<Int>, number: Int, lengthsAt starts: [Int], of file: [UInt8]
    ) throws(PDFArchiveError) {
        let damaged = PDFArchiveError(description: "object \(number) of the PDF is damaged")
        let head: StaticString = " 0 obj\n"
        let foot: StaticString = "\nendobj\n"
        let end: StaticString = "\nendstream"
        var start = range.lowerBound
        while start < range.upperBound, file[start] != .space { start += 1 }
        let last = range.upperBound - foot.utf8CodeUnitCount
        guard PDFArchive.number(file[range.lowerBound..<start]) == number,
            file.says(head, at: start), file.says(foot, at: last)
        else { throw damaged }
        let body = (start + head.utf8CodeUnitCount)..<max(last, start + head.utf8CodeUnitCount)
        let dataEnd = body.upperBound - end.utf8CodeUnitCount
        guard file.says(end, at: dataEnd) else {
            notation = PDFNotation(squeezing: file[body])
            return
        }
        // The first line that says "stream" ends the dictionary: no string that Cairo writes into one has
        // a line of its own.
        let mark: StaticString = "\nstream\n"
        guard let dictionaryEnd = body.first(where: { file[$0] == 0x0A && file.says(mark, at: $0) })
        else { throw damaged }
        notation = PDFNotation(squeezing: file[body.lowerBound..<dictionaryEnd])
        let data = dictionaryEnd + mark.utf8CodeUnitCount
        guard let length = notation["Length"]?.references.first, starts.indices.contains(length),
            data <= dataEnd, CairoFile.integer(at: starts[length], of: file) == dataEnd - data
        else { throw damaged }
        self.data = file[data..<dataEnd]
    }
}

extension [UInt8] {
    fileprivate func says(_ word: StaticString, at start: Int) -> Bool {
        let count = word.utf8CodeUnitCount
        guard start >= 0, start + count <= self.count else { return false }
        return withUnsafeBufferPointer { bytes in
            (0..<count).allSatisfy { bytes[start + $0] == word.utf8Start[$0] }
        }
    }
}

extension CairoFile {
    /// An object that is a number: `14 0 obj`, the number, `endobj`.
    fileprivate static func integer(at start: Int, of file: [UInt8]) -> Int? {
        let words = file[start...].prefix(60).split { $0 == .space || $0 == 0x0A }
        return words.count > 3 && words[2].elementsEqual("obj".utf8) ? number(words[3]) : nil
    }
}
