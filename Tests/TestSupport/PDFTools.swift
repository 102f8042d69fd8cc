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

/// What the QR codes of a PDF say, page by page, as a camera would read them: rasterised and decoded
/// by programs that know nothing of how they were drawn.
package func pageCodes(of path: String, in folder: TemporaryFolder) throws -> [String] {
    let name = "pages-" + String(path.split(separator: "/").last ?? "")
    _ = try outputOfTool(["pdftoppm", "-r", "254", "-png", path, folder.path + "/" + name])
    return try folder.files(endingIn: ".png").filter { $0.contains(name) }.compactMap { image in
        // As bytes, because it would guess what they mean; its complaints of missing services apart.
        let (status, text) = try runTool([
            "sh", "-c",
            "zbarimg --raw --quiet -Sdisable -Sqrcode.enable -Sbinary \"$0\" 2>/dev/null",
            folder.path + "/" + image,
        ])
        switch status {
        case 0: return text
        case 4: return nil
        default:
            throw ToolFailure(
                "zbarimg ended with \(status); on Debian: apt-get install zbar-tools")
        }
    }
}

/// The rows of a query on a SQLite file, as any other program would see them.
package func rows(of database: String, _ sql: String) throws -> [[String]] {
    let output = try outputOfTool(["sqlite3", "-separator", "\u{1F}", database, sql])
    return output.split(separator: "\n").map { line in
        line.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
    }
}
