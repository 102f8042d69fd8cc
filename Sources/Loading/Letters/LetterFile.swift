import Billing
import Settings

/// The firm's letters: `letters/NAME.md`, plain paragraphs with a blank line between them.
enum LetterFile {
    static let folder = "letters"

    /// All letters that can be read, by name.
    static func readAll(
        in firm: String, _ diagnostics: inout [Diagnostic]
    ) throws(EnvironmentError) -> [String: Letter] {
        var letters: [String: Letter] = [:]
        for file in try namesInFolder("\(firm)/\(folder)", shownAs: folder)
        where file.hasSuffix(".md") {
            let name = "\(folder)/\(file)"
            guard let input = try InputFile.openIfPresent("\(firm)/\(name)", shownAs: name) else {
                continue
            }
            let bytes = try input.readAll()
            let fault = bytes.withUnsafeBufferPointer { buffer in
                UTF8Text.firstFault(in: buffer).map { UTF8Text.position(of: $0, in: buffer) }
            }
            if let fault {
                diagnostics.append(
                    Diagnostic(
                        .fileNotUTF8,
                        at: Place(file: name, line: fault.line + 1, column: fault.column + 1),
                        "the file is not saved as UTF-8 text",
                        remedy: "save it again with encoding UTF-8"))
                continue
            }
            let text = String(decoding: bytes, as: UTF8.self)
            diagnostics += strangeWords(in: text, at: name)
            letters[String(file.dropLast(3))] = Letter(text: text)
        }
        return letters
    }

    private static func strangeWords(in text: String, at name: String) -> [Diagnostic] {
        let known = Letter.Word.allCases.map(\.rawValue)
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.enumerated().flatMap { index, line in
            Letter(paragraphs: [String(line)]).words.filter { !known.contains($0) }.map { word in
                let before = line.firstRange(of: "{\(word)}").map { line[..<$0.lowerBound].count }
                return Diagnostic(
                    .letterUnfilled,
                    at: Place(file: name, line: index + 1, column: (before ?? 0) + 1),
                    "nothing fills in \"{\(word)}\"",
                    remedy: didYouMean(word, among: known)
                        ?? "known here: \(known.map { "{\($0)}" }.joined(separator: ", "))")
            }
        }
    }
}

/// What a letter goes with is checked where it is named.
func letter(
    named name: String, for use: Letter.Use, among letters: [String: Letter], at place: Place?,
    _ diagnostics: inout [Diagnostic]
) -> Letter? {
    guard let letter = letters[name] else {
        diagnostics.append(
            Diagnostic(
                .letterUnknown, at: place, "there is no letter \"\(name)\"",
                remedy: didYouMean(name, among: letters.keys.sorted())
                    ?? "write it as \(LetterFile.folder)/\(name).md"))
        return nil
    }
    diagnostics += unfilled(letter, for: use, called: "\(LetterFile.folder)/\(name).md", at: place)
    return letter
}

/// Words that a letter of this use has no value for.
func unfilled(
    _ letter: Letter, for use: Letter.Use, called name: String, at place: Place?
) -> [Diagnostic] {
    let known = use.words.map(\.rawValue)
    let strange = letter.words.filter { word in
        // What no letter has was told where it is written.
        !known.contains(word) && Letter.Word(rawValue: word) != nil
    }
    return Set(strange).sorted().map { word in
        Diagnostic(
            .letterUnfilled, at: place, "nothing fills in \"{\(word)}\" of \(name) here",
            remedy: "known here: \(known.map { "{\($0)}" }.joined(separator: ", "))")
    }
}

extension SettingsReader {
    /// The letter that `key` names.
    mutating func letter(
        _ key: String, for use: Letter.Use, among letters: [String: Letter]
    ) -> Letter? {
        guard let name = string(key) else { return nil }
        var found: [Diagnostic] = []
        let letter = Loading.letter(
            named: name, for: use, among: letters, at: place(of: key), &found)
        report(found)
        return letter
    }
}
