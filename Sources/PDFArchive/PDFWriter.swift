internal import CXXHash

/// A PDF as it is written: streams one by one, everything else packed together, which is a third of the
/// bytes. The same objects in are the same bytes out, whether they are passed on as they come or not.
package struct PDFWriter: ~Copyable {
    /// Where an object is: seven bytes, as the table of them has it.
    private enum Place {
        case free(next: Int, generation: Int)
        case byte(Int)
        case inStream(Int, index: Int)
    }

    /// A reader unpacks the whole stream for one object in it.
    private static let perStream = 400

    /// Those that were not passed on yet, and how many were.
    private var bytes: [UInt8]
    private var passedOn = 0
    /// Who takes them as they come; without one, `finish` returns all.
    private let sink: (([UInt8]) -> Void)?
    private var digest = RunningDigest()
    /// Of each object's place seven bytes, by number; all are zero until it is known. The first is of none.
    private var places = [UInt8](repeating: 0, count: 7)
    /// Of the objects that are packed together next: numbers and places, and the objects.
    private var index = PDFText(capacity: 8 << 10)
    private var together = PDFText(capacity: 32 << 10)
    private var countTogether = 0
    private var pending: [Int] = []

    package init(onto sink: (([UInt8]) -> Void)? = nil) {
        self.sink = sink
        // Four bytes that are not ASCII tell programs that the file is not text.
        bytes = Array("%PDF-1.7\n%".utf8) + [0xBF, 0xF7, 0xA2, 0xFE, 0x0A]
        bytes.reserveCapacity(1 << 16)
    }

    /// The number of an object that is written later.
    package mutating func reserve(_ count: Int = 1) -> Int {
        places.append(contentsOf: repeatElement(0, count: 7 * count))
        return places.count / 7 - count
    }

    private mutating func set(_ number: Int, _ place: Place) {
        let (kind, second, third): (UInt8, Int, Int) =
            switch place {
            case .free(let next, let generation): (0, next, generation)
            case .byte(let byte): (1, byte, 0)
            case .inStream(let stream, let index): (2, stream, index)
            }
        let at = 7 * number
        places[at] = kind
        for byte in 0..<4 {
            places[at + 1 + byte] = UInt8(truncatingIfNeeded: second >> (24 - 8 * byte))
        }
        places[at + 5] = UInt8(truncatingIfNeeded: third >> 8)
        places[at + 6] = UInt8(truncatingIfNeeded: third)
    }

    // MARK: Objects

    /// `body` writes one value, such as a dictionary.
    package mutating func put(_ number: Int, _ body: (inout PDFText) -> Void) {
        if countTogether == PDFWriter.perStream { flush() }
        index.append(number)
        index.append(" ")
        index.append(together.bytes.count)
        index.append(" ")
        body(&together)
        together.append(byte: 0x0A)
        pending.append(number)
        countTogether += 1
    }

    package mutating func put(_ number: Int, _ value: String) {
        put(number) { $0.append(value) }
    }

    /// Returns its number.
    package mutating func add(_ value: String) -> Int {
        let number = reserve()
        put(number, value)
        return number
    }

    // MARK: Streams

    /// `entries` is what the stream's dictionary says besides its length, of bytes that are as it says.
    package mutating func write(_ data: some Collection<UInt8>, _ entries: String, number: Int) {
        // A stream whose last byte is a carriage return gets one after it: together with the line feed
        // before "endstream" it would be the end of a line, and the stream look shorter than it says.
        let isReturn = !data.isEmpty && data[data.index(data.endIndex, offsetBy: -1)] == 0x0D
        set(number, .byte(passedOn + bytes.count))
        let length = data.count + (isReturn ? 1 : 0)
        append("\(number) 0 obj\n<<\(entries)/Length \(length)>>\nstream\n")
        bytes.append(contentsOf: data)
        append(isReturn ? " \nendstream\nendobj\n" : "\nendstream\nendobj\n")
        if sink != nil, bytes.count > 1 << 20 { passOn() }
    }

    private mutating func passOn() {
        digest.add(bytes)
        sink?(bytes)
        passedOn += bytes.count
        bytes.removeAll(keepingCapacity: true)
    }

    package mutating func addStream(_ data: some Collection<UInt8>, _ entries: String) -> Int {
        let number = reserve()
        write(data, entries, number: number)
        return number
    }

    /// The bytes packed.
    package mutating func writePacked(_ data: [UInt8], _ entries: String = "", number: Int) {
        write(deflated(data), entries + "/Filter/FlateDecode", number: number)
    }

    package mutating func addPacked(_ data: [UInt8], _ entries: String = "") -> Int {
        let number = reserve()
        writePacked(data, entries, number: number)
        return number
    }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    private mutating func flush() {
        guard countTogether > 0 else { return }
        let stream = reserve()
        for (position, number) in pending.enumerated() {
            set(number, .inStream(stream, index: position))
        }
        let first = index.bytes.count
        writePacked(
            index.bytes + together.bytes, "/Type/ObjStm/N \(countTogether)/First \(first)",
            number: stream)
        pending.removeAll(keepingCapacity: true)
        index.removeAll()
        together.removeAll()
        countTogether = 0
    }

    // MARK: The end

    /// The table of places, itself a stream, and where it stands. The identifier is made of the contents,
    /// so that equal files have the same. Returns the bytes, where nobody took them as they came.
    package consuming func finish(root: Int, info: Int) -> [UInt8] {
        flush()
        let number = reserve()
        let start = passedOn + bytes.count
        set(number, .byte(start))
        // Free numbers form a chain that ends with the first.
        let count = places.count / 7
        var nextFree = 0
        for number in (0..<count).reversed() where places[7 * number] == 0 {
            set(number, .free(next: nextFree, generation: number == 0 ? 0xFFFF : 1))
            nextFree = number
        }
        let identifier = identifier()
        writePacked(
            places,
            "/Type/XRef/Size \(count)/W[1 4 2]/Root \(root) 0 R/Info \(info) 0 R"
                + "/ID[<\(identifier)><\(identifier)>]", number: number)
        append("startxref\n\(start)\n%%EOF\n")
        guard let sink else { return bytes }
        sink(bytes)
        return []
    }

    private mutating func identifier() -> String {
        digest.add(bytes)
        return digest.halves.flatMap { half in
            stride(from: 56, through: 0, by: -8).map { hex(UInt16((half >> UInt64($0)) & 0xFF)) }
        }.joined()
    }
}

/// XXH3 over bytes that come one after the other.
private final class RunningDigest {
    private let state = XXH3_createState()

    init() { XXH3_128bits_reset(state) }

    deinit { XXH3_freeState(state) }

    func add(_ bytes: [UInt8]) {
        _ = bytes.withUnsafeBufferPointer {
            XXH3_128bits_update(state, $0.baseAddress, $0.count)
        }
    }

    var halves: [UInt64] {
        let digest = XXH3_128bits_digest(state)
        return [digest.high64, digest.low64]
    }
}
