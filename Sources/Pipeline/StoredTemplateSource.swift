internal import Composing
internal import Foundation

/// As the ledger keeps it: one text, with what is no text in base 64.
extension TemplateSource {
    private struct Kept: Codable {
        var name: String
        var text: String?
        var base64: String?
    }

    var stored: String {
        let kept = files.map { file in
            let text = String(validating: file.bytes, as: UTF8.self)
            return Kept(
                name: file.name, text: text,
                base64: text == nil ? Data(file.bytes).base64EncodedString() : nil)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Names and texts can always be encoded.
        return (try? encoder.encode(kept)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    init?(stored text: String) {
        guard let kept = try? JSONDecoder().decode([Kept].self, from: Data(text.utf8)) else {
            return nil
        }
        self.init(
            kept.map { file in
                let bytes = file.text.map { Array($0.utf8) }
                return File(
                    name: file.name,
                    bytes: bytes ?? Array(file.base64.flatMap { Data(base64Encoded: $0) } ?? Data())
                )
            })
    }
}
