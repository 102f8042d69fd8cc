internal import Canvas
internal import Paper

/// The picture files that documents may show.
struct LoadedPictures {
    private var pictures: [LoadedPicture] = []
    private var places: [String: Int] = [:]

    init() {}

    init(_ files: [PictureFile]) throws(CanvasError) {
        for file in files {
            places[file.name] = pictures.count
            pictures.append(try LoadedPicture(file.bytes, named: file.name))
        }
    }

    /// Whoever makes a document gives the typesetter the pictures that it names.
    func place(of name: String) -> Int {
        guard let place = places[name] else { preconditionFailure("picture \(name)") }
        return place
    }

    subscript(place: Int) -> LoadedPicture { pictures[place] }

    subscript(name: String) -> LoadedPicture { pictures[place(of: name)] }
}
