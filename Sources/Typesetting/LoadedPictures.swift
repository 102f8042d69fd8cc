internal import Canvas
internal import Paper

/// The picture files that documents may show, by name.
struct LoadedPictures {
    private var pictures: [String: LoadedPicture] = [:]

    init() {}

    init(_ files: [PictureFile]) throws(CanvasError) {
        for file in files {
            pictures[file.name] = try LoadedPicture(file.bytes, named: file.name)
        }
    }

    /// Whoever makes a document gives the typesetter the pictures that it names.
    subscript(name: String) -> LoadedPicture {
        guard let picture = pictures[name] else { preconditionFailure("picture \(name)") }
        return picture
    }
}
