/// The PDF, encrypted with AES-256: only who knows the password opens it. It is no PDF/A then, and does not
/// say so any more. The bytes are others each time.
package func protected(
    _ pdf: [UInt8], by password: String
) throws(PDFArchiveError) -> [UInt8] {
    let file = try QPDFFile(reading: pdf)
    let metadata = file.root["Metadata"]
    if metadata.isStream {
        let packet = String(decoding: try file.contents(of: metadata), as: UTF8.self)
        file.setContents(of: metadata, to: Array(packet.without(archivalClaim).utf8))
    }
    return try file.write(protectedBy: password)
}

extension String {
    fileprivate func without(_ part: String) -> String {
        split(separator: part, omittingEmptySubsequences: false).joined()
    }
}
