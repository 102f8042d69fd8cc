import Billing
import Settings

/// Where the city and what belongs to it stand in a file.
struct ImportTown {
    var city: Int?
    var state: Int?
    var zip: Int?
    var country: Int?

    var isEmpty: Bool { city == nil && state == nil && zip == nil && country == nil }
}

/// Where the columns of a register stand in a file of another program.
struct ImportLayout<Column: ImportColumn> {
    /// For each column of the register the places that may say it, the best first.
    private(set) var columns: [Column: [Int]] = [:]
    /// First, middle and last name of a person.
    private(set) var person: [Int] = []
    private(set) var otherNames: [Int] = []
    /// Street lines; the city and what belongs to it are in `town`.
    private(set) var street: [Int] = []
    /// Whether the address stands in the register's own columns, line by line.
    private(set) var hasOwnAddress = false
    private(set) var town = ImportTown()
    /// Currencies in the names of columns.
    private(set) var currencies: [Column: StatedCurrency] = [:]
    private(set) var diagnostics: [Diagnostic] = []

    private let headers: [String]
    private var used: Set<Int> = []

    /// `given` are columns that need not be in the file; `ignored` are not looked for.
    init(_ header: CSVRow, in file: String, given: Set<Column>, ignored: Set<Column>) {
        let vocabulary = Column.vocabulary
        let names = (0..<header.count).map { HeaderName(header.trimmed($0)) }
        headers = names.map { comparedHeader($0.beforeCurrency ?? $0.folded) }
        for column in Column.allCases where !vocabulary.address.contains(column) {
            if ignored.contains(column) { continue }
            columns[column] = vocabulary.names(of: column).compactMap { take($0) }
            if let first = columns[column]?.first, let currency = names[first].currency {
                currencies[column] = currency
            }
        }
        findPerson(vocabulary)
        otherNames = vocabulary.otherNames.compactMap { take($0) }
        if !vocabulary.address.isEmpty { findAddress(vocabulary) }
        report(header, in: file, given: given, vocabulary)
    }

    private mutating func take(_ name: String) -> Int? {
        let place = headers.indices.first { headers[$0] == name && !used.contains($0) }
        if let place { used.insert(place) }
        return place
    }

    private mutating func takeFirst(_ names: [String]) -> Int? {
        for name in names {
            if let place = take(name) { return place }
        }
        return nil
    }

    private mutating func findPerson(_ vocabulary: ImportVocabulary<Column>) {
        for prefix in vocabulary.personPrefixes {
            let parts = [
                ["firstname", "givenname", "first", "fname"],
                ["middlename", "middleinitial", "middle"],
                ["lastname", "familyname", "surname", "last", "lname"],
            ]
            person += parts.compactMap { names in takeFirst(names.map { prefix + $0 }) }
        }
    }

    private mutating func findAddress(_ vocabulary: ImportVocabulary<Column>) {
        let decisive = AddressVocabulary.line(1) + AddressVocabulary.city
        let prefix = AddressVocabulary.prefixes.first { prefix in
            decisive.contains { headers.contains(prefix + $0) && !(prefix + $0).isEmpty }
        }
        guard let prefix else { return }
        func with(_ names: [String]) -> [String] {
            names.map { prefix + $0 }.filter { Int($0) == nil }
        }
        hasOwnAddress = prefix.isEmpty && headers.contains("address1")
        street = vocabulary.address.indices.compactMap { index in
            takeFirst(with(AddressVocabulary.line(index + 1)))
        }
        town.city = takeFirst(with(AddressVocabulary.city))
        town.state = takeFirst(with(AddressVocabulary.state))
        town.zip = takeFirst(with(AddressVocabulary.zip))
        town.country = takeFirst(with(AddressVocabulary.country))
    }

    func has(_ column: Column) -> Bool {
        columns[column]?.isEmpty == false || (column == Column.vocabulary.person && !person.isEmpty)
    }

    private mutating func report(
        _ header: CSVRow, in file: String, given: Set<Column>,
        _ vocabulary: ImportVocabulary<Column>
    ) {
        let line = Place(file: file, line: header.line)
        for index in headers.indices.dropFirst() where !headers[index].isEmpty {
            guard !used.contains(index), headers[..<index].contains(headers[index]),
                headers.indices.contains(where: {
                    used.contains($0) && headers[$0] == headers[index]
                })
            else { continue }
            used.insert(index)
            diagnostics.append(
                Diagnostic(
                    .error, .columnRepeated, at: header.place(of: index, in: file),
                    "there is more than one column \"\(header.trimmed(index))\"",
                    remedy: "keep one of them"))
        }
        let lacking = vocabulary.needed.map { group in
            group.filter { !has($0) && !given.contains($0) }
        }
        let missing = lacking.contains([]) ? [] : lacking.last ?? []
        for column in missing {
            diagnostics.append(
                Diagnostic(
                    .error, .columnMissing, at: line,
                    "no column of the file is known to hold the \(column.rawValue)",
                    remedy: "call one of its columns \"\(column.rawValue)\" in the first line"
                        + (column == vocabulary.needed.last?.first ? vocabulary.otherRemedy : "")))
        }
        let unused = headers.indices.filter { !used.contains($0) }.map { header.trimmed($0) }
            .filter { !$0.isEmpty }
        if !unused.isEmpty {
            let list = unused.map { "\"\($0)\"" }.joined(separator: ", ")
            diagnostics.append(
                Diagnostic(
                    .note, .columnUnknown, at: line, "not taken from the file: \(list)",
                    remedy:
                        "nothing to do, unless one of them belongs into the register: then give "
                        + "it the name that the register's column has"))
        }
    }
}
