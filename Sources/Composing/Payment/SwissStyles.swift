internal import Paper

extension Template {
    /// The type of a Swiss payment part, which the standard prescribes.
    enum SwissRole: String, CaseIterable {
        case title, heading, value
        case receiptHeading = "receipt-heading"
        case receiptValue = "receipt-value"

        fileprivate var name: String { "swiss-" + rawValue }

        fileprivate var style: TextStyle {
            let (size, leading, isBold) =
                switch self {
                case .title: (11.0, 13.0, true)
                case .heading: (8, 11, true)
                case .value: (10, 11, false)
                case .receiptHeading: (6, 9, true)
                case .receiptValue: (8, 9, false)
                }
            // One of the four families that the standard admits.
            return TextStyle(
                families: ["Liberation Sans"], size: size, leading: leading, isBold: isBold)
        }
    }

    /// Not a template's own to change, so they are in none.
    mutating func addSwissStyles() {
        for role in SwissRole.allCases {
            styles.add(role.name, role.style)
            proformaStyles.add(role.name, role.style)
        }
    }

    func style(_ role: SwissRole) -> StyleID {
        guard let id = styles.id(role.name) else { preconditionFailure("style \(role)") }
        return id
    }
}
