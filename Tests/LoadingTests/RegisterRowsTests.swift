import Testing

@testable import Loading

/// Rows are kept by the places of their columns: each enumeration must be one of plain cases.
@Suite struct RegisterRowsTests {
    private func expectPlaces<Column: RegisterColumn>(of columns: Column.Type) {
        #expect(Column.allCases.map(\.index) == Array(0..<Column.allCases.count))
    }

    @Test func everyColumnHasItsPlace() {
        expectPlaces(of: ClientColumn.self)
        expectPlaces(of: MatterColumn.self)
        expectPlaces(of: TimekeeperColumn.self)
        expectPlaces(of: RateColumn.self)
        expectPlaces(of: EventColumn.self)
        expectPlaces(of: CodeColumn.self)
    }
}
