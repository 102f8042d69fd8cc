/// Finds the end of a row that is too long to be kept, in the pieces that it comes in. It ends where
/// `CSVScanner` would see its end if it had the whole of it.
struct LongRow {
    private enum State {
        case cellBegins, bare, quoted
        /// Behind a quotation mark within a quoted cell: one more is a doubled one.
        case closed
        /// Behind a CR that ends the row: an LF still belongs to it.
        case returned
    }

    private var state = State.cellBegins
    private let delimiter: UInt8
    /// Whether a CR came last in a quoted cell: with an LF it ends one line and not two.
    private var lastWasReturn = false
    /// Line endings inside quotes.
    private(set) var innerLines = 0

    init(delimiter: UInt8) {
        self.delimiter = delimiter
    }

    /// The bytes that the row still takes, with its line ending; nil where it takes all of them and
    /// may go on.
    mutating func end(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            switch state {
            case .returned:
                return byte == CSVByte.lineFeed ? offset : offset - 1
            case .quoted:
                if byte == CSVByte.quote {
                    state = .closed
                } else if byte == CSVByte.carriageReturn
                    || (byte == CSVByte.lineFeed && !lastWasReturn)
                {
                    innerLines += 1
                }
                lastWasReturn = byte == CSVByte.carriageReturn
                continue
            case .cellBegins, .closed:
                if byte == CSVByte.quote {
                    state = .quoted
                    lastWasReturn = false
                    continue
                }
            case .bare: break
            }
            switch byte {
            case CSVByte.lineFeed: return offset
            case CSVByte.carriageReturn: state = .returned
            case delimiter: state = .cellBegins
            default: state = .bare
            }
        }
        return nil
    }
}
