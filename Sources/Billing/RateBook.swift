/// One row of rates.csv: an hourly price, whom and what it is for, and from when to when.
///
/// A nil field means "any". Which combinations are allowed and which of several rows wins is
/// decided in Rating.
package struct Rate: Sendable, Equatable {
    package var effective: CivilDate
    /// The last day in force; nil where a later row or nothing ends it.
    package var until: CivilDate?
    package var client: ClientID?
    package var matter: MatterID?
    package var timekeeper: TimekeeperID?
    package var rateClass: String?
    package var task: String?
    package var activity: String?
    package var perHour: Money
    package var place: Place

    package init(
        effective: CivilDate, until: CivilDate? = nil, client: ClientID? = nil,
        matter: MatterID? = nil, timekeeper: TimekeeperID? = nil, rateClass: String? = nil,
        task: String? = nil, activity: String? = nil, perHour: Money,
        place: Place = Place(file: "rates.csv")
    ) {
        self.effective = effective
        self.until = until
        self.client = client
        self.matter = matter
        self.timekeeper = timekeeper
        self.rateClass = rateClass
        self.task = task
        self.activity = activity
        self.perHour = perHour
        self.place = place
    }
}
