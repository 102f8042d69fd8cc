/// Times of day as exports write them: `13:00:00`, `15:00`, `10:23:52 AM`, `10:23 pm`.
package enum ClockTime {
    package static let secondsOfDay = 86_400

    /// The same for `13:00` and `13:00:00`; nil for all else.
    static func plainSeconds(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard text.count == 5 || text.count == 8 else { return nil }
        var total = 0
        for (start, limit, unit) in [(0, 24, 3_600), (3, 60, 60), (6, 60, 1)]
        where start < text.count {
            let (tens, ones) = (text[start] &- 0x30, text[start + 1] &- 0x30)
            guard tens < 10, ones < 10, start == 0 || text[start - 1] == 0x3A else { return nil }
            let number = Int(tens) * 10 + Int(ones)
            guard number < limit else { return nil }
            total += number * unit
        }
        return total
    }

    /// Seconds since midnight; nil where the text is no time of day.
    package static func seconds(_ text: String) -> Int? {
        let words = folded(text).split(separator: " ")
        guard let clock = words.first, words.count <= 2 else { return nil }
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), (1...2).contains(parts[0].utf8.count),
            parts.dropFirst().allSatisfy({ $0.utf8.count == 2 })
        else { return nil }
        var numbers: [Int] = []
        for part in parts {
            guard part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(part)
            else {
                return nil
            }
            numbers.append(number)
        }
        guard numbers[0] < 24, numbers.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
        if words.count == 2 {
            guard words[1] == "am" || words[1] == "pm", (1...12).contains(numbers[0]) else {
                return nil
            }
            numbers[0] = numbers[0] % 12 + (words[1] == "pm" ? 12 : 0)
        }
        return numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
    }

    /// Whether this is a time of day and no more than fractions of a second, and a zone, besides:
    /// `09:00:00.000Z`, `9:00 AM EST`, `09:00:00 +0200 UTC`.
    static func isTimeWithZone(_ text: Substring) -> Bool {
        var words = text.split(whereSeparator: \.isWhitespace)[...]
        guard let first = words.popFirst() else { return false }
        let clock = first.prefix { ("0"..."9").contains($0) || $0 == ":" }
        var zone = first.dropFirst(clock.count)
        if zone.first == "." || zone.first == "," {
            let digits = zone.dropFirst().prefix { ("0"..."9").contains($0) }
            guard !digits.isEmpty else { return false }
            zone = zone.dropFirst(1 + digits.count)
        }
        guard zone.isEmpty || isZone(zone) else { return false }
        var time = String(clock)
        if let half = words.first, ["am", "pm"].contains(half.lowercased()) {
            time += " " + half
            words.removeFirst()
        }
        return seconds(time) != nil && words.count <= 2 && words.allSatisfy(isZone)
    }

    /// `Z`, `EST`, `UTC+2`, `+02:00`, `-0400`, with or without parentheses.
    private static func isZone(_ word: Substring) -> Bool {
        var rest = word
        if rest.first == "(", rest.last == ")" { rest = rest.dropFirst().dropLast() }
        let letters = rest.prefix { $0.isASCII && $0.isLetter }
        let offset = rest.dropFirst(letters.count)
        guard letters.count <= 5, !rest.isEmpty else { return false }
        guard let sign = offset.first else { return true }
        let digits = offset.dropFirst()
        return (sign == "+" || sign == "-") && (1...6).contains(digits.count)
            && digits.allSatisfy { ("0"..."9").contains($0) || $0 == ":" }
    }

    /// Whether `duration` is within a minute of the time from `start` to `end`, whatever days
    /// passed between.
    package static func agree(_ duration: Int, from start: Int, to end: Int) -> Bool {
        let apart = abs((duration - (end - start)) % secondsOfDay)
        return min(apart, secondsOfDay - apart) <= 60
    }
}
