/// Text of a CSV file under construction: comma, LF, quotes only where RFC 4180 needs them.
struct CSVText {
    private(set) var text: String
    private var atRowStart = true

    init(header: String, capacity: Int = 0) {
        text = ""
        text.reserveCapacity(header.utf8.count + 1 + capacity)
        text += header
        text += "\n"
    }

    mutating func field(_ value: String) {
        if atRowStart {
            atRowStart = false
        } else {
            text += ","
        }
        guard value.utf8.contains(where: Self.needsQuotes) else {
            text += value
            return
        }
        text += "\""
        if value.utf8.contains(UInt8(ascii: "\"")) {
            for character in value.unicodeScalars {
                if character == "\"" { text += "\"" }
                text.unicodeScalars.append(character)
            }
        } else {
            text += value
        }
        text += "\""
    }

    mutating func endRow() {
        text += "\n"
        atRowStart = true
    }

    mutating func row(_ values: [String]) {
        for value in values { field(value) }
        endRow()
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
        default: false
        }
    }
}

/// The number with zeros in front to make at least `width` digits.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

/// Hundredths as a plain decimal with two places.
func decimal(hundredths: Int) -> String {
    "\(hundredths / 100).\(padded(hundredths % 100, 2))"
}

func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
}
