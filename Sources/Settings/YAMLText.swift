import Billing
internal import Yams

struct RefusedYAML: Error {
    var diagnostic: Diagnostic
}

/// The tree of a YAML text; nil where it holds nothing but comments.
func composed(_ text: String, file: String) -> Result<Node?, RefusedYAML> {
    do {
        // Without rules: what a value means is for whoever asks for it to say.
        return .success(try compose(yaml: text, .basic))
    } catch let error as YamlError {
        return .failure(RefusedYAML(diagnostic: diagnostic(for: error, in: text, file: file)))
    } catch {
        return .failure(
            RefusedYAML(diagnostic: refusal(Place(file: file), "the text is not YAML")))
    }
}

private func diagnostic(for error: YamlError, in text: String, file: String) -> Diagnostic {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        return refusal(Place(file: file, line: mark.line, column: mark.column), problem)
    case .duplicatedKeysInMapping(let keys, let context):
        let place = Place(file: file, line: context.mark.line, column: context.mark.column)
        let names = keys.map { "\"\($0)\"" }.joined(separator: ", ")
        return Diagnostic(
            .error, .yamlUnreadable, at: place, "\(names) stands here more than once",
            remedy: "keep one of them")
    case .reader(let problem, let offset, _, _):
        let place = place(ofCharacter: offset ?? 0, in: text, file: file)
        return refusal(place, problem)
    default:
        return refusal(Place(file: file), "the text is not YAML")
    }
}

private func refusal(_ place: Place, _ problem: String) -> Diagnostic {
    Diagnostic(
        .error, .yamlUnreadable, at: place, "the settings cannot be read from here on: \(problem)",
        remedy: "indent with spaces, never tabs, and put quotes around text that holds a colon, "
            + "a # or a quotation mark")
}

private func place(ofCharacter offset: Int, in text: String, file: String) -> Place {
    let before = text.prefix(offset)
    let lines = before.split(omittingEmptySubsequences: false) { $0.isNewline }
    return Place(
        file: file, line: max(1, lines.count), column: (lines.last?.unicodeScalars.count ?? 0) + 1)
}
