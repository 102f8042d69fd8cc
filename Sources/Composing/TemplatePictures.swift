package import Billing
package import Paper
internal import Settings

/// A picture of a template, and where the template names it.
package struct TemplatePicture: Sendable {
    package var file: PictureFile
    package var place: Place
}

/// What a template shows besides text: the firm's logo, and letter paper beneath the pages.
package struct TemplatePictures: Sendable {
    package struct Logo: Sendable {
        package var picture: TemplatePicture
        var width: Double
        /// What it shows, for whoever cannot see it; nil where that is the firm's name.
        var alternative: String?
        /// Whether the firm's name stands with it as text.
        var isWithName: Bool
    }

    package var logo: Logo?
    package var first: TemplatePicture?
    package var later: TemplatePicture?
    /// Where the text of a first page begins that has no letterhead of its own, from the upper edge of
    /// the paper.
    var textFrom: Double?

    private var all: [TemplatePicture] { [logo?.picture, first, later].compactMap(\.self) }

    package var files: [PictureFile] { Array(Set(all.map(\.file))).sorted { $0.name < $1.name } }

    /// Where the template names the picture.
    package func place(of name: String) -> Place? { all.first { $0.file.name == name }?.place }

    var underlay: Underlay? {
        first == nil && later == nil
            ? nil : Underlay(first: first?.file.name, later: later?.file.name)
    }
}

extension TemplateFile {
    /// The pictures that a template's file names: they lie in its folder.
    package static func pictures(in bytes: [UInt8]) -> [String] {
        guard mentions("pictures", in: bytes) else { return [] }
        var reader = SettingsReader(bytes: bytes, file: "")
        let names = reader.mapping("pictures") { reader in
            [
                reader.shape(of: "logo") == .mapping
                    ? reader.mapping("logo") { $0.string("file") } ?? nil : nil
            ]
                + (reader.mapping("underlay") { [$0.string("first"), $0.string("later")] } ?? [])
        }
        return (names ?? []).compactMap(\.self).filter { isPlain($0) && $0 != none }
    }

    /// Takes off what an extended template has.
    fileprivate static let none = "none"

    /// A name within the folder, and none that leads out of it.
    fileprivate static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && !name.contains("/") && !name.hasPrefix(".")
    }
}

extension SettingsReader {
    /// What a file says under `pictures`, over what the files before it said; `files` are those of its
    /// folder.
    mutating func readPictures(
        _ files: [TemplateSource.File], into pictures: inout TemplatePictures
    ) {
        mapping("pictures") { reader in
            reader.readLogo(files, into: &pictures.logo)
            reader.mapping("underlay") { reader in
                reader.readPicture("first", files, into: &pictures.first)
                reader.readPicture("later", files, into: &pictures.later)
                if let from = reader.points("text-from", in: 0...800) { pictures.textFrom = from }
            }
        }
    }

    private mutating func readLogo(
        _ files: [TemplateSource.File], into logo: inout TemplatePictures.Logo?
    ) {
        if shape(of: "logo") == .text, string("logo") == TemplateFile.none {
            logo = nil
            return
        }
        let before = logo
        let read = mapping("logo") { reader -> TemplatePictures.Logo? in
            var picture = before?.picture
            reader.readPicture("file", files, required: before == nil, into: &picture)
            let width = reader.points("width", in: 10...600, required: before == nil)
            let alternative = reader.string("alternative")
            let isWithName = reader.flag("with-name")
            guard let picture, let width = width ?? before?.width else { return nil }
            return TemplatePictures.Logo(
                picture: picture, width: width, alternative: alternative ?? before?.alternative,
                isWithName: isWithName ?? before?.isWithName ?? false)
        }
        if let read, let read { logo = read }
    }

    /// The picture whose file `key` names.
    private mutating func readPicture(
        _ key: String, _ files: [TemplateSource.File], required: Bool = false,
        into picture: inout TemplatePicture?
    ) {
        guard let name = string(key, required: required) else { return }
        if name == TemplateFile.none, !required {
            picture = nil
            return
        }
        guard TemplateFile.isPlain(name) else {
            refuse(
                key, as: .pictureUnreadable, "\"\(name)\" does not lie beside template.yaml",
                remedy: "copy the picture into the template's folder, and write its name alone")
            return
        }
        guard let file = files.first(where: { $0.name == $0.folder + name }) else {
            refuse(
                key, as: .pictureUnreadable, "there is no picture \"\(name)\" beside template.yaml",
                remedy: "copy a PNG or an SVG of that name into the template's folder")
            return
        }
        picture = TemplatePicture(
            file: PictureFile(name: file.name, bytes: file.bytes), place: place(of: key))
    }
}
