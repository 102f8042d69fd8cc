/// An entry that only one of two exports has, or of which they say different things.
package struct EntryDifference: Sendable, Encodable {
    /// What one of the exports says. Its narrative is privileged and left out.
    package struct Side: Sendable, Encodable {
        package var place: Place
        /// `time`, `cost`, `payment` or `balance`.
        package var kind: String
        package var id: String?
        package var matter: MatterID
        package var timekeeper: TimekeeperID?
        package var date: CivilDate
        /// Of time only.
        package var seconds: Int?
        /// Of everything else, in the matter's currency.
        package var minorUnits: Int?
        package var currency: Currency

        package init(
            place: Place, kind: String, id: String?, matter: MatterID, timekeeper: TimekeeperID?,
            date: CivilDate, seconds: Int?, minorUnits: Int?, currency: Currency
        ) {
            self.place = place
            self.kind = kind
            self.id = id
            self.matter = matter
            self.timekeeper = timekeeper
            self.date = date
            self.seconds = seconds
            self.minorUnits = minorUnits
            self.currency = currency
        }
    }

    /// Nil where the entry was added.
    package var old: Side?
    /// Nil where it was removed.
    package var new: Side?
    /// What differs, where both exports have the entry; never empty then.
    package var fields: [FieldChange]

    package init(old: Side?, new: Side?, fields: [FieldChange]) {
        self.old = old
        self.new = new
        self.fields = fields
    }

    /// The newer of its sides.
    package var shown: Side? { new ?? old }
}
