/// Who pays or is paid, as payment slips want it: the address in its parts.
package struct PaymentParty: Sendable, Equatable, Codable {
    package var name: String
    /// Empty where there is none.
    package var street: String
    package var house: String
    package var postcode: String
    package var town: String
    /// Two letters, by ISO 3166.
    package var country: String

    package init(
        name: String, street: String = "", house: String = "", postcode: String, town: String,
        country: String
    ) {
        self.name = name
        self.street = street
        self.house = house
        self.postcode = postcode
        self.town = town
        self.country = country
    }

    /// How many characters a Swiss payment slip has room for, part by part.
    package static let room:
        [(part: String, path: KeyPath<PaymentParty, String> & Sendable, most: Int)] =
            [
                ("name", \.name, 70), ("street", \.street, 70), ("house", \.house, 16),
                ("postcode", \.postcode, 16), ("town", \.town, 35), ("country", \.country, 2),
            ]

    /// Whether a Swiss payment slip can say it: no part too long, and no other characters.
    package var fitsSwissSlip: Bool {
        PaymentParty.room.allSatisfy { room in
            let text = self[keyPath: room.path]
            return text.count <= room.most && text.isSwissPaymentText
        } && !name.isEmpty && !postcode.isEmpty && !town.isEmpty
    }

    /// As the slip prints it, under one another: name, street, and where that is.
    package var lines: [String] {
        let road = [street, house].filter { !$0.isEmpty }.joined(separator: " ")
        let place = postcode + " " + town
        return [name] + (road.isEmpty ? [] : [road])
            + [["CH", "LI"].contains(country) ? place : country + "-" + place]
    }
}

extension PaymentParty {
    /// Of an address in lines, the last of which is the country or is in `country`. Nil where no line
    /// reads like `8001 Zürich`: an address that is taken apart wrongly is worse than none.
    package init?(name: String, lines: [String], country: String) {
        var lines = lines.map { $0.split(separator: " ").joined(separator: " ") }.filter {
            !$0.isEmpty
        }
        var country = country
        if let last = lines.last, let named = Self.country(named: last) {
            country = named
            lines.removeLast()
        }
        guard var place = lines.popLast()?[...] else { return nil }
        let parts = place.split(separator: "-", maxSplits: 1)
        if parts.count == 2, let named = Self.country(named: String(parts[0])) {
            country = named
            place = parts[1]
        }
        let words = place.split(separator: " ", maxSplits: 1)
        guard words.count == 2, (4...6).contains(words[0].count),
            words[0].utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        var (street, house) = (lines.last ?? "", "")
        if let blank = street.lastIndex(of: " "),
            street[street.index(after: blank)...].first.map({ "0"..."9" ~= $0 }) == true
        {
            house = String(street[street.index(after: blank)...])
            street = String(street[..<blank])
        }
        self.init(
            name: name, street: street, house: house, postcode: String(words[0]),
            town: String(words[1]), country: country)
        if !fitsSwissSlip { return nil }
    }

    /// The countries whose addresses have the postcode before the town, as letters name them.
    private static func country(named text: String) -> String? {
        let names: [String: [String]] = [
            "CH": ["ch", "switzerland", "schweiz", "suisse", "svizzera"],
            "LI": ["li", "fl", "liechtenstein"],
            "DE": ["de", "d", "germany", "deutschland", "allemagne", "germania"],
            "AT": ["at", "a", "austria", "österreich", "autriche"],
            "FR": ["fr", "f", "france", "frankreich", "francia"],
            "IT": ["it", "i", "italy", "italia", "italien", "italie"],
            "ES": ["es", "spain", "españa", "spanien", "espagne", "spagna"],
            "BE": ["be", "belgium", "belgique", "belgien", "belgië", "belgio"],
        ]
        return names.first { $0.value.contains(text.lowercased()) }?.key
    }
}

extension String {
    /// Only characters that the Swiss payment standards admit: Latin letters with the marks of
    /// Europe's languages, figures, signs.
    package var isSwissPaymentText: Bool {
        unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x20...0x7E, 0xA0...0x17F, 0x218...0x21B, 0x20AC: true
            default: false
            }
        }
    }
}
