internal import Billing
internal import Canvas
internal import Foundation
internal import PDFArchive
internal import StoredJSON
internal import Typesetting

/// A document's pages as they are drawn, ready for any file.
struct DrawnDocument: Sendable {
    var pages: DrawnPages
    /// By page.
    var looksLikeFirst: [Bool]

    init(_ pages: DrawnPages, of typeset: TypesetDocument) {
        self.pages = pages
        looksLikeFirst = (1...max(1, typeset.pageCount)).map(typeset.looksLikeFirst)
    }

    fileprivate init(_ pages: DrawnPages, _ looksLikeFirst: [Bool]) {
        (self.pages, self.looksLikeFirst) = (pages, looksLikeFirst)
    }
}

/// Pages of a run's documents as they were drawn for their own files. They wait on the disk until the files
/// are made that hold several documents: a month of them would fill the memory.
final class WaitingPages {
    private let path: String
    private var file: Int32
    /// What was not written yet, and where it will begin.
    private var buffer: [UInt8] = []
    private var written = 0
    /// In the order of the documents' ids.
    private var places: [Place] = []
    /// Of the documents that have any.
    private var pictures: [Int64: [CairoPicture]] = [:]

    /// What is told of the document comes first, then its pages as they were drawn, then a byte a page, whether
    /// it looks like a first one.
    private struct Place {
        var id: Int64
        var start: Int
        var toldCount: Int32
        var drawnCount: Int32
        var pages: Int32
    }

    init(in staging: Staging) throws(EnvironmentError) {
        path = staging.folder + "/pages"
        file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        // A file without a name is gone with the run, however it ends.
        guard file >= 0, unlink(path) == 0 else { throw failure("write", path) }
    }

    deinit { close(file) }

    func add(_ drawn: DrawnDocument, of document: RunDocument) throws(EnvironmentError) {
        let told = try told(document)
        let encoded = drawn.pages.encoded
        let place = Place(
            id: document.id, start: written + buffer.count, toldCount: Int32(told.count),
            drawnCount: Int32(encoded.count), pages: Int32(drawn.looksLikeFirst.count))
        places.insert(place, at: index(of: document.id))
        if !drawn.pages.pictures.isEmpty { pictures[document.id] = drawn.pages.pictures }
        buffer += told
        buffer += encoded
        buffer += drawn.looksLikeFirst.map { $0 ? 1 : 0 }
        if buffer.count > 1 << 20 { try flush() }
    }

    func has(_ id: Int64) -> Bool { place(of: id) != nil }

    /// Nil where its pages do not wait.
    func document(_ id: Int64) throws(EnvironmentError) -> RunDocument? {
        guard let place = place(of: id) else { return nil }
        return try document(try bytes(at: place.start, count: Int(place.toldCount))[...])
    }

    private func told(_ document: RunDocument) throws(EnvironmentError) -> [UInt8] {
        do {
            return Array(try StoredJSON.text(of: document).utf8)
        } catch {
            throw EnvironmentError("note", document.title, String(describing: error))
        }
    }

    private func document(_ told: ArraySlice<UInt8>) throws(EnvironmentError) -> RunDocument {
        do {
            return try StoredJSON.value(of: String(decoding: told, as: UTF8.self))
        } catch {
            throw EnvironmentError("read", path, String(describing: error))
        }
    }

    private func bytes(at start: Int, count: Int) throws(EnvironmentError) -> [UInt8] {
        try flush()
        var bytes = [UInt8](repeating: 0, count: count)
        let read = bytes.withUnsafeMutableBytes {
            pread(file, $0.baseAddress, $0.count, off_t(start))
        }
        guard read == count else { throw failure("read", path) }
        return bytes
    }

    private func place(of id: Int64) -> Place? {
        let index = index(of: id)
        guard index < places.count, places[index].id == id else { return nil }
        return places[index]
    }

    /// Of the first place whose document has this id or a later one. Nearly all come in order.
    private func index(of id: Int64) -> Int {
        guard let last = places.last, id <= last.id else { return places.count }
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if places[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Nil where they do not wait.
    func take(
        _ id: Int64
    ) throws(EnvironmentError) -> (document: RunDocument, drawn: DrawnDocument)? {
        guard let place = place(of: id) else { return nil }
        let (told, drawn) = (Int(place.toldCount), Int(place.drawnCount))
        let bytes = try bytes(at: place.start, count: told + drawn + Int(place.pages))
        guard
            let pages = DrawnPages(
                encoded: Array(bytes[told..<told + drawn]), pictures: pictures[id] ?? [])
        else { throw failure("read", path) }
        return (
            try document(bytes[..<told]),
            DrawnDocument(pages, bytes[(told + drawn)...].map { $0 == 1 })
        )
    }

    private func flush() throws(EnvironmentError) {
        guard !buffer.isEmpty else { return }
        try writeAll(buffer, to: file, path)
        written += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }
}
