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
    private var places: [Int64: Place] = [:]

    private struct Place {
        var bytes: Range<Int>
        var pictures: [CairoPicture]
        var looksLikeFirst: [Bool]
        var document: RunDocument
    }

    init(in staging: Staging) throws(EnvironmentError) {
        path = staging.folder + "/pages"
        file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        // A file without a name is gone with the run, however it ends.
        guard file >= 0, unlink(path) == 0 else { throw failure("write", path) }
    }

    deinit { close(file) }

    func add(_ drawn: DrawnDocument, of document: RunDocument) throws(EnvironmentError) {
        let start = written + buffer.count
        buffer += drawn.pages.encoded
        places[document.id] = Place(
            bytes: start..<written + buffer.count, pictures: drawn.pages.pictures,
            looksLikeFirst: drawn.looksLikeFirst, document: document)
        if buffer.count > 1 << 20 { try flush() }
    }

    func document(_ id: Int64) -> RunDocument? { places[id]?.document }

    /// Nil where they do not wait.
    func take(_ id: Int64) throws(EnvironmentError) -> DrawnDocument? {
        guard let place = places[id] else { return nil }
        try flush()
        var bytes = [UInt8](repeating: 0, count: place.bytes.count)
        let read = bytes.withUnsafeMutableBytes {
            pread(file, $0.baseAddress, $0.count, off_t(place.bytes.lowerBound))
        }
        guard read == bytes.count,
            let pages = DrawnPages(encoded: bytes, pictures: place.pictures)
        else { throw failure("read", path) }
        return DrawnDocument(pages, place.looksLikeFirst)
    }

    private func flush() throws(EnvironmentError) {
        guard !buffer.isEmpty else { return }
        try writeAll(buffer, to: file, path)
        written += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }
}
