internal import Billing
internal import Canvas
internal import Foundation
internal import PDFArchive
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

    private struct Place {
        var document: RunDocument
        var start: Int
        /// Of the drawn pages; behind them is a byte a page, whether it looks like a first one.
        var count: Int32
    }

    init(in staging: Staging) throws(EnvironmentError) {
        path = staging.folder + "/pages"
        file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        // A file without a name is gone with the run, however it ends.
        guard file >= 0, unlink(path) == 0 else { throw failure("write", path) }
    }

    deinit { close(file) }

    func add(_ drawn: DrawnDocument, of document: RunDocument) throws(EnvironmentError) {
        let encoded = drawn.pages.encoded
        let place = Place(
            document: document, start: written + buffer.count, count: Int32(encoded.count))
        places.insert(place, at: index(of: document.id))
        if !drawn.pages.pictures.isEmpty { pictures[document.id] = drawn.pages.pictures }
        buffer += encoded
        buffer += drawn.looksLikeFirst.map { $0 ? 1 : 0 }
        if buffer.count > 1 << 20 { try flush() }
    }

    func document(_ id: Int64) -> RunDocument? { place(of: id)?.document }

    private func place(of id: Int64) -> Place? {
        let index = index(of: id)
        guard index < places.count, places[index].document.id == id else { return nil }
        return places[index]
    }

    /// Of the first place whose document has this id or a later one. Nearly all come in order.
    private func index(of id: Int64) -> Int {
        guard let last = places.last, id <= last.document.id else { return places.count }
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if places[middle].document.id < id { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Nil where they do not wait.
    func take(_ id: Int64) throws(EnvironmentError) -> DrawnDocument? {
        guard let place = place(of: id) else { return nil }
        try flush()
        let count = Int(place.count) + place.document.pages
        var bytes = [UInt8](repeating: 0, count: count)
        let read = bytes.withUnsafeMutableBytes {
            pread(file, $0.baseAddress, $0.count, off_t(place.start))
        }
        let looksLikeFirst = bytes[Int(place.count)...].map { $0 == 1 }
        bytes.removeLast(place.document.pages)
        guard read == count,
            let pages = DrawnPages(encoded: bytes, pictures: pictures[id] ?? [])
        else { throw failure("read", path) }
        return DrawnDocument(pages, looksLikeFirst)
    }

    private func flush() throws(EnvironmentError) {
        guard !buffer.isEmpty else { return }
        try writeAll(buffer, to: file, path)
        written += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }
}
