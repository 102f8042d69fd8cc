import Billing

/// The commented text of a drafted profile.
struct ProfileDraftText {
    let file: String
    let form: FileForm
    let roles: ColumnRoles
    let columns: [ColumnFacts]
    let hasHeadings: Bool
    let dateOrder: DateOrder?

    var text: String {
        ([
            "# How \(file) is read. Look it through and replace \(fillInMark); a line that begins with"
                + " # says nothing.",
            "# Documentation/profiles.md tells all settings.",
        ] + recognition + columnLines + naming + words + spellings).joined(separator: "\n") + "\n"
    }

    // MARK: Recognising a file

    private var recognition: [String] {
        var lines: [String] = [""]
        if form.headerLine == nil {
            lines += [
                "# The file has no line of column names: columns are told by where they stand, and",
                "# the profile is used for files with so many cells a row that look like this one.",
                "header: none", "column-count: \(columns.count)",
            ]
        } else {
            lines += [
                "# A file that has all these columns is read by this profile.",
                "known-by: \(list(known.map(reference)))",
            ]
        }
        if form.hasPreamble {
            lines += ["# Lines above the column names are passed over.", "preamble: automatic"]
        }
        if form.encoding == .windows1252 {
            lines += ["# The letters with accents are written so.", "encoding: windows-1252"]
        }
        if let delimiter = form.delimiter {
            let words: [UInt8: String] = [
                0x2C: "comma", 0x3B: "semicolon", 0x09: "tab", 0x7C: "pipe",
            ]
            if let word = words[delimiter] { lines.append("delimiter: \(word)") }
        }
        return lines
    }

    /// The columns that make the export what it is.
    private var known: [ColumnFacts] {
        let columns =
            [roles.date, roles.client, roles.matter].compactMap { $0 } + roles.timekeeper
            + roles.hours + [roles.narrative].compactMap { $0 }
        return columns.sorted { $0.position < $1.position }
    }

    // MARK: Columns

    private var columnLines: [String] {
        var lines = ["", "# Which column holds what. Of several the first that is there is read."]
        lines.append("columns:")
        lines.append(line("date", roles.date, "the day of the work"))
        if let client = roles.client { lines.append(line("client", client, "")) }
        lines.append(line("matter", roles.matter, "the matter's number, name or alias"))
        let person = roles.timekeeper.map(reference).joined(separator: " + ")
        if !person.isEmpty {
            lines.append("  timekeeper: \(quoted(person))")
        } else if hasHeadings {
            lines.append("  # timekeeper: in rows of their own, see \"carried\"")
        } else {
            lines.append("  timekeeper: \(fillInMark)      # who did the work")
        }
        let hours = roles.hours.map(reference)
        lines.append(
            hours.isEmpty
                ? "  hours: \(fillInMark)      # the length of time" : "  hours: \(list(hours))")
        lines.append(
            roles.narrative.map { "  narrative: \(quoted(reference($0)))" }
                ?? "  # narrative:      # what was done")
        for (field, column) in roles.others {
            lines.append("  \(field.rawValue): \(quoted(reference(column)))")
        }
        let unused = columns.filter { !roles.usedPositions.contains($0.position) }
        if !unused.isEmpty {
            lines.append("  # Not read:")
            lines += unused.map { column in
                let holds = roles.contents[column.position]?.rawValue ?? "text"
                return "  #   \(reference(column)) (\(holds))"
            }
        }
        if hasHeadings, person.isEmpty {
            lines += [
                "",
                "# Rows with one cell say it for the rows beneath: timekeeper, client or matter.",
                "carried: timekeeper",
            ]
        }
        return lines
    }

    private func line(_ key: String, _ column: ColumnFacts?, _ remark: String) -> String {
        guard let column else { return "  \(key): \(fillInMark)      # \(remark)" }
        return "  \(key): \(quoted(reference(column)))"
    }

    private var naming: [String] {
        guard let matter = roles.matter, roles.client == nil, matter.filled > 0,
            matter.pairs * 10 >= matter.filled * 8
        else { return [] }
        return [
            "", "# \"Customer:Job\" names the client and, behind the colon, the matter.",
            "client-before: \":\"",
        ]
    }

    // MARK: Spellings

    private var spellings: [String] {
        var lines: [String] = []
        if let (form, isOrderOpen) = roles.date?.dateForm {
            if isOrderOpen, dateOrder == nil {
                lines += [
                    "", "# Every date can be read in two ways. Write day-first or month-first.",
                    "dates: \(fillInMark)",
                ]
            } else if form.order != .automatic {
                let order = isOrderOpen ? dateOrder?.rawValue : nil
                lines += ["", "dates: \(order ?? form.order.rawValue)"]
            }
            if form.allowsTwoDigitYears {
                lines += [
                    "# Years have two digits: 00 to 79 are 2000 to 2079, 80 to 99 are 1980 to 1999.",
                    "two-digit-years: yes",
                ]
            }
        }
        if let hours = roles.hours.first, hours.bareNumbers > 0 {
            let name = folded(hours.name)
            let unit =
                name.contains("min") ? "minutes" : name.contains("sec") ? "seconds" : fillInMark
            lines += [
                "", "# What a bare number counts: hours, minutes or seconds.", "durations: \(unit)",
            ]
        }
        return lines
    }

    // MARK: Words

    private var words: [String] {
        var lines: [String] = []
        for (field, column) in roles.others {
            let texts = column.texts.keys.sorted()
            switch field {
            case .billing: lines += billing(texts, column)
            case .billed: lines += billed(texts)
            case .kind: lines += kinds(texts)
            default: break
            }
        }
        return lines
    }

    private func billing(_ texts: [String], _ column: ColumnFacts) -> [String] {
        var lines = ["", "# Words of the billing column.", "billing-words:"]
        let meanings: [(String, Set<String>)] = [
            ("billable", FlagWords.billable.union(FlagWords.unbilled).union(FlagWords.billed)),
            ("no-charge", FlagWords.noCharge), ("non-billable", FlagWords.nonBillable),
        ]
        for (key, words) in meanings {
            let found = texts.filter(words.contains)
            if !found.isEmpty { lines.append("  \(key): \(list(found))") }
        }
        let hasBlanks = columns.contains { $0.filled > column.filled }
        lines.append(
            hasBlanks
                ? "  blank: \(fillInMark)      # billable, no-charge or non-billable"
                : "  # blank: non-billable      # what a blank cell means; else it is billable")
        return lines
    }

    private func billed(_ texts: [String]) -> [String] {
        let isStatus = texts.contains { FlagWords.billed.contains($0) }
        let found = texts.filter { (isStatus ? FlagWords.billed : FlagWords.billable).contains($0) }
        return [
            "", "# Words of the billed column: entries that are invoiced already are left out.",
            "billed-words:",
            found.isEmpty
                ? "  billed-elsewhere: [yes]" : "  billed-elsewhere: \(list(found))",
        ]
    }

    private func kinds(_ texts: [String]) -> [String] {
        var lines = ["", "# Words of the kind column.", "kind-words:"]
        for kind in ExportProfile.Kind.allCases {
            let found = texts.filter { KindWords.kind(of: $0) == kind }
            if !found.isEmpty { lines.append("  \(kind.rawValue): \(list(found))") }
        }
        return lines
    }

    // MARK: YAML

    /// The column's name where it is fit to be found by, else where it stands.
    private func reference(_ column: ColumnFacts) -> String {
        var name = column.name
        let isOnce = columns.count { folded($0.name) == folded(name) } == 1
        guard !name.isEmpty, isOnce, !name.contains(" + "), !name.contains(where: \.isNewline)
        else { return "column \(column.position)" }
        // The currency may be another one next time.
        if HeaderName(name).beforeCurrency != nil, let cut = name.lastIndex(of: "("),
            roles.others.contains(where: {
                $0.field.isMoney && $0.column.position == column.position
            })
        {
            name = String(name[..<cut]).trimmed
        }
        return name
    }

    private func list(_ texts: [String]) -> String {
        texts.count == 1
            ? quoted(texts[0]) : "[" + texts.map(quoted).joined(separator: ", ") + "]"
    }

    /// In quotation marks where YAML could take the text for something else.
    private func quoted(_ text: String) -> String {
        let isPlain =
            text.first.map { $0.isLetter || $0.isNumber } ?? false
            && text.allSatisfy { $0.isLetter || $0.isNumber || " _-./()?+".contains($0) }
        if isPlain { return text }
        let escaped = text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
        return "\"" + String(escaped) + "\""
    }
}
