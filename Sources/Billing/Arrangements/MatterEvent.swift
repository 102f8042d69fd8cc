/// A row of events.csv: something that happened in a matter and that an arrangement waits for: a
/// milestone, a recovery, a verdict, a number of filings.
package struct MatterEvent: Sendable, Equatable {
    package var matter: MatterID
    /// As arrangements name it; capital and small letters are the same.
    package var name: String
    package var date: CivilDate
    package var minorUnits: Int?
    package var percent: Percent?
    /// How many; 1 unless said otherwise.
    package var quantity: Int
    /// In words, as it is printed.
    package var note: String?
    package var place: Place

    package init(
        matter: MatterID, name: String, date: CivilDate, minorUnits: Int? = nil,
        percent: Percent? = nil, quantity: Int = 1, note: String? = nil,
        place: Place = Place(file: "events.csv")
    ) {
        self.matter = matter
        self.name = name
        self.date = date
        self.minorUnits = minorUnits
        self.percent = percent
        self.quantity = quantity
        self.note = note
        self.place = place
    }
}
