import Billing
import Settings

extension SettingsReader {
    /// The list under `reminders` in firm.yaml: from the first reminder to the last.
    mutating func reminders(
        among letters: [String: Letter], in currency: Currency
    ) -> [ReminderLevel] {
        var last = -1
        return mappings("reminders") { level -> ReminderLevel? in
            let days = level.integer("after", in: 0...1000, required: true)
            let title = level.string("title", required: true)
            let letter = level.reminderLetter(among: letters)
            let fee = level.decimal("fee", places: currency.decimals) ?? 0
            if fee < 0 {
                level.refuseValue(
                    "fee", level.string("fee") ?? "", remedy: "write what the letter costs")
            }
            if let days, days <= last {
                level.refuse(
                    "after", "a reminder comes after more days than the one before",
                    remedy: "write more than \(last) days")
            }
            last = days ?? last
            guard let days, let title, let letter else { return nil }
            return ReminderLevel(afterDays: days, title: title, letter: letter, fee: fee)
        }
    }

    /// `letter: NAME`, or its text on the spot.
    private mutating func reminderLetter(among letters: [String: Letter]) -> Letter? {
        if shape(of: "letter") != nil {
            return letter("letter", for: .reminder, among: letters)
        }
        guard let text = string("text", required: true) else { return nil }
        let letter = Letter(text: text)
        let strange = letter.words.filter { Letter.Word(rawValue: $0) == nil }
        for word in Set(strange).sorted() {
            refuse(
                "text", as: .letterUnfilled, "nothing fills in \"{\(word)}\"",
                remedy: "known here: "
                    + Letter.Use.reminder.words.map { "{\($0.rawValue)}" }.joined(separator: ", "))
        }
        report(unfilled(letter, for: .reminder, called: "this text", at: place(of: "text")))
        return letter
    }

    /// The last days of the stretches of an ageing: rising, and above zero.
    mutating func ageingLimits() -> [Int]? {
        guard let texts = strings("ageing") else { return nil }
        let limits = texts.compactMap { Int($0) }
        let isRising = zip([0] + limits, limits).allSatisfy { $0 < $1 }
        guard limits.count == texts.count, (1...6).contains(limits.count), isRising else {
            refuseValue(
                "ageing", texts.joined(separator: ", "),
                remedy: "write one to six rising numbers of days, like [30, 60, 90]")
            return nil
        }
        return limits
    }
}
