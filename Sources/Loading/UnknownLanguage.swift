import Settings

/// What is said of a language that statements cannot be written in.
struct UnknownLanguage {
    let fact: String
    let remedy: String

    /// Nil where there is such a language, or where it is not known which there are.
    init?(_ name: String, among languages: [String]?) {
        guard let languages, !languages.contains(name) else { return nil }
        fact = "there is no language \"\(name)\""
        remedy =
            didYouMean(name, among: languages)
            ?? "write one of \(languages.joined(separator: ", ")), or add the file "
            + "Templates/languages/\(name).yaml"
    }
}
