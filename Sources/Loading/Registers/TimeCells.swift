import Billing

/// The columns by which a client or a matter differs in how time is billed.
protocol TimeColumns: RegisterColumn {
    static var increment: Self { get }
    static var rounding: Self { get }
    static var minimum: Self { get }
    static var grace: Self { get }
    static var roundedPer: Self { get }
}

extension ClientColumn: TimeColumns {}
extension MatterColumn: TimeColumns {}

extension CellReader {
    mutating func timePractice<Column: TimeColumns>(of row: RegisterRow<Column>) -> TimePractice {
        let practice = TimePractice(
            increment: increment(row.cell(.increment)),
            rounding: word(row.cell(.rounding), TimePractice.Rounding.self),
            minimumMinutes: integer(row.cell(.minimum), "minutes", in: 0...480),
            graceMinutes: integer(row.cell(.grace), "minutes", in: TimePractice.graceMinutes),
            per: word(row.cell(.roundedPer), TimePractice.Per.self))
        if practice.graceIsTooLong {
            report(
                as: .numberUnreadable, at: row.cell(.grace).place,
                "the grace is as long as the increment: nothing would be rounded up",
                remedy: "write fewer minutes, or round down")
        }
        return practice
    }
}
