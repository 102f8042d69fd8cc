import Foundation
import StoredJSON

/// Any text is read or refused. What is read is what Foundation's coder reads, and the text that is
/// made of it is read as the same.
func fuzzStored(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let value = try? StoredJSON.value(Anything.self, of: text) else { return }
    do {
        promise(
            try JSONDecoder().decode(Anything.self, from: Data(text.utf8)) == value,
            "\(text) is read as \(value)")
        let stored = try StoredJSON.text(of: value)
        promise(
            try StoredJSON.value(Anything.self, of: stored) == value,
            "\(value) is stored as \(stored)")
    } catch {
        fatalError("\(error)")
    }
}

private indirect enum Anything: Codable, Equatable {
    case nothing
    case truth(Bool)
    case number(Int)
    case text(String)
    case list([Anything])
    case object([String: Anything])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .nothing
        } else if let truth = try? value.decode(Bool.self) {
            self = .truth(truth)
        } else if let number = try? value.decode(Int.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([Anything].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: Anything].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .nothing: try value.encodeNil()
        case .truth(let truth): try value.encode(truth)
        case .number(let number): try value.encode(number)
        case .text(let text): try value.encode(text)
        case .list(let list): try value.encode(list)
        case .object(let object): try value.encode(object)
        }
    }
}
