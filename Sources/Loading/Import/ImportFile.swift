import Billing

/// A file of another program by the columns of a register, before anything in it is understood.
struct ImportFile<Column: ImportColumn> {
    /// A row with what may be said by each column, the best first.
    struct Row {
        var place: Place
        var cells: [Column: [RegisterCell]] = [:]
    }

    private(set) var rows: [Row] = []
    /// Rows that could not be read at all; each is reported.
    private(set) var unreadable = 0
    private(set) var currencies: [Column: StatedCurrency] = [:]
    private(set) var diagnostics: [Diagnostic] = []

    init(
        _ path: String, shownAs name: String, given: Set<Column>, ignored: Set<Column>
    ) throws(EnvironmentError) {
        let (encoding, assumption) = try EncodingGuess.look(at: path, shownAs: name)
        var reader = try CSVReader(path, shownAs: name, encoding: encoding)
        if let assumption { diagnostics.append(assumption) }
        if let fault = reader.headerDiagnostic {
            diagnostics.append(fault)
            return
        }
        let layout = ImportLayout<Column>(
            reader.header, in: name, given: given, ignored: ignored)
        diagnostics += layout.diagnostics
        currencies = layout.currencies
        while try reader.next() {
            if let repetition = reader.headerRepetition {
                diagnostics.append(repetition)
            } else if let fault = reader.row.diagnostic(in: name) {
                diagnostics.append(fault)
                unreadable += 1
            } else {
                rows.append(ImportFile.row(reader.row, layout, in: name))
            }
        }
    }

    private static func row(
        _ row: CSVRow, _ layout: ImportLayout<Column>, in file: String
    ) -> Row {
        var result = Row(place: Place(file: file, line: row.line))
        func cell(_ text: String, at index: Int?) -> RegisterCell {
            let place = index.map { row.place(of: $0, in: file) } ?? result.place
            return RegisterCell(
                content: isToFillIn(text) ? .toFillIn : .text(text), place: place)
        }
        func texts(_ indices: [Int?]) -> [String] {
            indices.compactMap { $0 }.map { row.trimmed($0) }.filter { !$0.isEmpty }
        }
        for (column, indices) in layout.columns {
            result.cells[column] = indices.compactMap { index in
                let text = row.trimmed(index)
                return text.isEmpty ? nil : cell(text, at: index)
            }
        }
        let vocabulary = Column.vocabulary
        let person = texts(layout.person).joined(separator: " ")
        if !person.isEmpty {
            result.cells[vocabulary.person, default: []].append(
                cell(person, at: layout.person.first))
        }
        if let column = Column.allCases.first(where: { $0.importedValue == .aliases }) {
            let other = texts(layout.otherNames)
            if !other.isEmpty {
                let own = result.cells[column]?.first?.text
                let all = ([own].compactMap { $0 } + other).joined(separator: "; ")
                result.cells[column] = [cell(all, at: layout.otherNames.first)]
            }
        }
        let lines = AddressLines(row, layout)
        for (column, line) in zip(vocabulary.address, lines.lines) where !line.text.isEmpty {
            result.cells[column] = [cell(line.text, at: line.index)]
        }
        return result
    }
}

/// The lines of an address, from the columns of street, city and so on.
private struct AddressLines {
    private(set) var lines: [(text: String, index: Int?)] = []
    private static let most = ClientColumn.address.count

    init<Column>(_ row: CSVRow, _ layout: ImportLayout<Column>) {
        // In the register's own columns the cells are the lines, some of them blank.
        for index in layout.street {
            guard !layout.hasOwnAddress else {
                lines.append((row.trimmed(index), index))
                continue
            }
            for part in row.trimmed(index).split(whereSeparator: \.isNewline) {
                let line = String(part).trimmed
                if !line.isEmpty { lines.append((line, index)) }
            }
        }
        if !layout.town.isEmpty { lines.removeAll { $0.text.isEmpty } }
        if !layout.town.isEmpty { addTown(row, layout.town) }
        while lines.count > AddressLines.most, let last = lines.popLast() {
            lines[lines.count - 1].text += ", " + last.text
        }
    }

    private mutating func addTown(_ row: CSVRow, _ town: ImportTown) {
        func text(_ index: Int?) -> String { index.map { row.trimmed($0) } ?? "" }
        let (city, state, zip) = (text(town.city), text(town.state), text(town.zip))
        let country = text(town.country)
        // "Anytown, NY 10001", and "10115 Berlin" where a country without states says so.
        var line: String
        if state.isEmpty {
            let isZipFirst =
                !country.isEmpty && !zip.isEmpty && zip.utf8.allSatisfy(isDigit)
                && !["us", "usa", "united states"].contains(folded(country))
            line = (isZipFirst ? [zip, city] : [city, zip]).filter { !$0.isEmpty }
                .joined(separator: " ")
        } else {
            let region = [state, zip].filter { !$0.isEmpty }.joined(separator: " ")
            line = [city, region].filter { !$0.isEmpty }.joined(separator: ", ")
        }
        line = line.trimmed
        if !line.isEmpty { lines.append((line, town.city ?? town.zip ?? town.state)) }
        if !country.isEmpty { lines.append((country, town.country)) }
    }

    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
