/// How far a pro forma has come. Only the last version of a number has a state.
package enum ProformaState: String, Sendable, Codable, CaseIterable {
    /// With the attorney, who owes it back.
    case issued
    /// Back, with or without marks.
    case returned
    /// Something of it was changed since, and no version that shows it was issued.
    case edited
    case approved
    /// An invoice over the same matters was posted after it.
    case billed
    case withdrawn

    /// Whether a pro forma made now would be its next version.
    package var isOpen: Bool { self != .billed && self != .withdrawn }
}
