import Billing

@testable import Loading

/// Each parser of a value, on one text: what it makes of it, written plainly, means the same.
func fuzzValues(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    fuzzDuration(text)
    fuzzAmount(text)
    fuzzDate(text)
    fuzzClock(text)
    fuzzNames(text)
    fuzzDelimiter(bytes)
    fuzzDecoder(bytes)
}

private func fuzzDuration(_ text: String) {
    guard let seconds = try? Duration.seconds(text) else { return }
    promise((0...Hours.largestSeconds).contains(seconds), "\(text) is \(seconds) s")
    let plain = "\(seconds / 3_600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    promise((try? Duration.seconds(plain)) == seconds, "\(text) is \(seconds) s, \(plain) is not")
}

private func fuzzAmount(_ text: String) {
    for currency in [Currency.usd, Currency(code: "JPY"), Currency(code: "KWD")] {
        guard let currency, let units = try? AmountText.minorUnits(text, in: currency) else {
            continue
        }
        promise(abs(units) <= Money.largestMinorUnits, "\(text) is \(units)")
        // A point before three decimals is refused as a thousand, so that zeros follow.
        let plain =
            plainDecimal(units, decimals: currency.decimals)
            + (currency.decimals == 3 ? "0" : "")
        promise(
            (try? AmountText.minorUnits(plain, in: currency)) == units,
            "\(text) is \(units) of \(currency.code), \(plain) is not")
    }
}

private func fuzzDate(_ text: String) {
    guard let read = DateText(text) else { return }
    for order in [DateOrder.dayFirst, .monthFirst] {
        guard let date = read.date(in: order) else { continue }
        promise(DateText(date.description) == .date(date), "\(text) is \(date)")
        let (year, month, day) = date.yearMonthDay
        promise(CivilDate(year: year, month: month, day: day) == date, "\(text) is \(date)")
    }
    var column = DateColumn()
    column.add(text, line: 1, place: Place(file: "f"))
    promise(column.onlyDayFirst == nil || column.onlyMonthFirst == nil, "\(text) fits no order")
}

private func fuzzClock(_ text: String) {
    guard let seconds = ClockTime.seconds(text) else { return }
    promise((0..<ClockTime.secondsOfDay).contains(seconds), "\(text) is \(seconds) s")
    let plain = "\(seconds / 3_600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    promise(ClockTime.seconds(plain) == seconds, "\(text) is \(seconds) s, \(plain) is not")
}

private func fuzzNames(_ text: String) {
    let name = folded(text)
    promise(folded(name) == name, "\"\(text)\" folds to \"\(name)\", and that to something else")
    promise(folded(" " + text + "\t") == name, "blanks around \"\(text)\" make a difference")
    promise(HeaderName(text).folded == name, "the column \"\(text)\" is not called so")
    if let before = HeaderName(text).beforeCurrency {
        promise(before.utf8.count < name.utf8.count, "nothing stands behind \"\(before)\"")
    }
}

/// What is found in the first bytes of a file does not change as more of it comes.
private func fuzzDelimiter(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { bytes in
        let found = Delimiter.find(bytes, isWhole: true)
        promise(found != .needsMore, "a whole file needs more")
        for count in 0...min(bytes.count, 64) {
            let early = Delimiter.find(
                UnsafeBufferPointer(rebasing: bytes[..<count]), isWhole: false)
            promise(early == .needsMore || early == found, "\(count) bytes say \(early): \(found)")
        }
    }
}

/// Text decoded in two pieces is the text decoded at once.
private func fuzzDecoder(_ bytes: [UInt8]) {
    for encoding in [TextEncoding.utf16LittleEndian, .utf16BigEndian, .windows1252, .utf8] {
        let whole = decoded(bytes, encoding, cutAt: bytes.count)
        for cut in 0..<min(bytes.count, 16) {
            promise(decoded(bytes, encoding, cutAt: cut) == whole, "cut at \(cut)")
        }
        guard encoding != .utf8 else { continue }
        // FF stands for what is no text, and all else is UTF-8.
        let parts = whole.split(separator: 0xFF)
        let isText = parts.allSatisfy { String(validating: $0, as: UTF8.self) != nil }
        promise(isText, "\(encoding) gives bytes that are no UTF-8")
    }
}

private func decoded(_ bytes: [UInt8], _ encoding: TextEncoding, cutAt cut: Int) -> [UInt8] {
    var decoder = TextDecoder(encoding)
    var text: [UInt8] = []
    bytes.withUnsafeBufferPointer { bytes in
        decoder.decode(
            UnsafeBufferPointer(rebasing: bytes[..<cut]), isLast: false, into: &text)
        decoder.decode(UnsafeBufferPointer(rebasing: bytes[cut...]), isLast: true, into: &text)
    }
    return text
}

private func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
