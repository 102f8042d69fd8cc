internal import CXXHash

extension CairoFile {
    /// The file anew: streams one by one, everything else packed together, which is a third of the bytes.
    /// The identifier is made of the contents, so that equal files have the same.
    func written() -> [UInt8] {
        var writer = Writer(count: objects.count)
        var others: [(number: Int, notation: PDFNotation)] = []
        for (number, object) in objects.enumerated() {
            guard let object else { continue }
            if let data = object.data {
                writer.write(object.notation, data, number: number)
            } else {
                others.append((number, object.notation))
            }
        }
        for start in stride(from: 0, to: others.count, by: Writer.perStream) {
            writer.writeTogether(others[start..<min(others.count, start + Writer.perStream)])
        }
        return writer.finish(root: root, info: info)
    }
}

private struct Writer {
    private enum Place {
        case free
        case byte(Int)
        case inStream(Int, index: Int)
    }

    /// A reader unpacks the whole stream for one object in it.
    static let perStream = 400

    private var bytes: [UInt8]
    private var places: [Place]

    init(count: Int) {
        // Four bytes that are not ASCII tell programs that the file is not text.
        bytes = Array("%PDF-1.7\n%".utf8) + [0xBF, 0xF7, 0xA2, 0xFE, 0x0A]
        bytes.reserveCapacity(1 << 16)
        places = Array(repeating: .free, count: count)
    }

    mutating func write(_ notation: PDFNotation, _ data: ArraySlice<UInt8>, number: Int) {
        // A stream whose last byte is a carriage return gets one after it: together with the line feed
        // before "endstream" it would be the end of a line, and the stream look shorter than it says.
        let gap: [UInt8] = data.last == 0x0D ? [.space] : []
        var dictionary = notation
        dictionary.set("Length", to: String(data.count + gap.count))
        places[number] = .byte(bytes.count)
        bytes.append(contentsOf: "\(number) 0 obj\n".utf8)
        bytes.append(contentsOf: dictionary.bytes)
        bytes.append(contentsOf: "\nstream\n".utf8)
        bytes.append(contentsOf: data)
        bytes.append(contentsOf: gap)
        bytes.append(contentsOf: "\nendstream\nendobj\n".utf8)
    }

    /// A stream of objects: numbers and places first, then the objects.
    mutating func writeTogether(_ objects: ArraySlice<(number: Int, notation: PDFNotation)>) {
        let stream = places.count
        places.append(.free)
        var index: [UInt8] = []
        var contents: [UInt8] = []
        for (position, object) in objects.enumerated() {
            index.append(contentsOf: "\(object.number) \(contents.count) ".utf8)
            contents.append(contentsOf: object.notation.bytes)
            contents.append(0x0A)
            places[object.number] = .inStream(stream, index: position)
        }
        let dictionary = PDFNotation(
            "<</Type/ObjStm/N \(objects.count)/First \(index.count)/Filter/FlateDecode>>")
        write(dictionary, deflated(index + contents)[...], number: stream)
    }

    /// The table of places, itself a stream, and where it stands.
    consuming func finish(root: Int, info: Int) -> [UInt8] {
        let number = places.count
        let start = bytes.count
        places.append(.byte(start))
        // Free numbers form a chain that ends with the first.
        var nextFree = 0
        var rows: [[UInt8]] = []
        for (number, place) in places.enumerated().reversed() {
            switch place {
            case .free:
                rows.append(row(0, nextFree, number == 0 ? 0xFFFF : 1))
                nextFree = number
            case .byte(let place): rows.append(row(1, place, 0))
            case .inStream(let stream, let index): rows.append(row(2, stream, index))
            }
        }
        let identifier = identifier()
        let dictionary = PDFNotation(
            "<</Type/XRef/Size \(places.count)/W[1 4 2]/Root \(root) 0 R/Info \(info) 0 R"
                + "/ID[<\(identifier)><\(identifier)>]/Filter/FlateDecode>>")
        write(dictionary, deflated(rows.reversed().flatMap(\.self))[...], number: number)
        bytes.append(contentsOf: "startxref\n\(start)\n%%EOF\n".utf8)
        return bytes
    }

    private func row(_ kind: UInt8, _ second: Int, _ third: Int) -> [UInt8] {
        [
            kind, UInt8(truncatingIfNeeded: second >> 24), UInt8(truncatingIfNeeded: second >> 16),
            UInt8(truncatingIfNeeded: second >> 8), UInt8(truncatingIfNeeded: second),
            UInt8(truncatingIfNeeded: third >> 8), UInt8(truncatingIfNeeded: third),
        ]
    }

    private func identifier() -> String {
        let digest = bytes.withUnsafeBufferPointer { XXH3_128bits($0.baseAddress, $0.count) }
        return [digest.high64, digest.low64].flatMap { half in
            stride(from: 56, through: 0, by: -8).map { hex(UInt16((half >> UInt64($0)) & 0xFF)) }
        }.joined()
    }
}
