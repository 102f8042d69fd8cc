internal import CQPDF
internal import Foundation

/// The PDF, encrypted with AES-256: only who knows the password opens it. It is no PDF/A then, and does not
/// say so any more. The bytes are others each time.
package func protected(
    _ pdf: [UInt8], by password: String
) throws(PDFArchiveError) -> [UInt8] {
    var cause = [CChar](repeating: 0, count: 400)
    let room = UInt(cause.count)
    let bytes: [UInt8]? = pdf.withUnsafeBufferPointer { pdf in
        guard let file = engross_qpdf_read(pdf.baseAddress, UInt(pdf.count), &cause, room) else {
            return nil
        }
        defer { engross_qpdf_free(file) }
        var count: UInt = 0
        if let packet = engross_qpdf_metadata(file, &count) {
            defer { free(packet) }
            let text = String(
                decoding: UnsafeBufferPointer(start: packet, count: Int(count)), as: UTF8.self)
            let changed = Array(text.without(archivalClaim).utf8)
            engross_qpdf_set_metadata(file, changed, UInt(changed.count))
        }
        return engross_qpdf_protect(file, password, &count, &cause, room).map {
            Array(UnsafeBufferPointer(start: $0, count: Int(count)))
        }
    }
    guard let bytes else {
        let words = String(
            decoding: cause.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        throw PDFArchiveError(description: "libqpdf: \(words)")
    }
    return bytes
}

extension String {
    fileprivate func without(_ part: String) -> String {
        split(separator: part, omittingEmptySubsequences: false).joined()
    }
}
