internal import Foundation

extension TemporaryFolder {
    /// The paths of all files and folders below `path` whose names end so, sorted.
    package static func names(endingIn ending: String = "", below path: String) -> [String] {
        let all = FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? []
        return all.filter { ending.isEmpty || $0.hasSuffix(ending) }.sorted()
    }
}
