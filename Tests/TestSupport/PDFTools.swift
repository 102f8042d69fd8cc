internal import Foundation

/// A program that a test needs and that is not on this machine.
package struct ToolFailure: Error, CustomStringConvertible {
    package var description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// Runs a program and returns what it printed; anything but success is an error that says why.
package func outputOfTool(_ arguments: [String]) throws -> String {
    let name = arguments.first ?? ""
    let (status, output) = try runTool(arguments)
    switch status {
    case 0: return output
    case 127:
        throw ToolFailure(
            "\(name) is not installed; on Debian: "
                + "apt-get install poppler-utils qpdf sqlite3 zbar-tools")
    default:
        throw ToolFailure(
            "\(arguments.joined(separator: " ")) ended with \(status): \(output)")
    }
}

/// The text of a PDF as a person sees it: columns beside each other, pages after each other.
/// Without the marks that pdftotext itself puts around text from right to left.
package func pageText(of path: String) throws -> String {
    let text = try outputOfTool(["pdftotext", "-layout", "-nopgbrk", "-enc", "UTF-8", path, "-"])
    let marks: Set<Unicode.Scalar> = ["\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}"]
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !marks.contains(scalar) { plain.append(scalar) }
    return String(plain)
}

/// A code on a page: what a reader reads of it, and where it stands, in millimetres from the page's
/// upper left corner.
package struct PageCode: Sendable, Equatable {
    package var text: String
    package var left: Double
    package var top: Double
    package var right: Double
    package var bottom: Double
}

/// The QR codes of a PDF, page by page, as a camera would see them: rasterised and decoded by programs
/// that know nothing of how they were drawn.
package func pageCodes(of path: String, in folder: TemporaryFolder) throws -> [PageCode] {
    let name = "pages-" + String(path.split(separator: "/").last ?? "")
    // 254 pixels to the inch are ten to the millimetre.
    _ = try outputOfTool(["pdftoppm", "-r", "254", "-png", path, folder.path + "/" + name])
    return try folder.files(endingIn: ".png").filter { $0.contains(name) }.flatMap { image in
        // Ends with 4 where there is no code.
        let (status, output) = try runTool([
            "zbarimg", "--xml", "--quiet", "-Sdisable", "-Sqrcode.enable",
            folder.path + "/" + image,
        ])
        guard status != 127 else {
            throw ToolFailure("zbarimg is not installed; on Debian: apt-get install zbar-tools")
        }
        return output.components(separatedBy: "<symbol ").dropFirst().compactMap(PageCode.init)
    }
}

extension PageCode {
    fileprivate init?(symbol: String) {
        func between(_ start: String, _ end: String) -> String? {
            guard let from = symbol.range(of: start),
                let to = symbol.range(of: end, range: from.upperBound..<symbol.endIndex)
            else { return nil }
            return String(symbol[from.upperBound..<to.lowerBound])
        }
        guard let text = between("<![CDATA[", "]]>"), let points = between("points='", "'") else {
            return nil
        }
        let numbers = points.split { " ,+".contains($0) }.compactMap { Double($0) }
        let (xs, ys) = (
            numbers.indices.filter { $0 % 2 == 0 }.map { numbers[$0] / 10 },
            numbers.indices.filter { $0 % 2 == 1 }.map { numbers[$0] / 10 }
        )
        self.init(
            text: text, left: xs.min() ?? 0, top: ys.min() ?? 0, right: xs.max() ?? 0,
            bottom: ys.max() ?? 0)
    }
}

/// The rows of a query on a SQLite file, as any other program would see them.
package func rows(of database: String, _ sql: String) throws -> [[String]] {
    let output = try outputOfTool(["sqlite3", "-separator", "\u{1F}", database, sql])
    return output.split(separator: "\n").map { line in
        line.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
    }
}
