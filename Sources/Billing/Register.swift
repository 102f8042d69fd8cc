/// What a row of a register stands for.
package protocol Registered: Sendable, Equatable {
    var id: Identifier<Self> { get }
}

/// The rows of a register in the order of the file, each found by its id. A large firm has a hundred
/// thousand, which are at hand in every run: so they stand close together.
package struct Register<Row: Registered>: Sendable {
    @usableFromInline package private(set) var values: [Row] = []
    @usableFromInline var places: [Identifier<Row>: Int32] = [:]

    package init() {}

    /// Of several with one id, the first.
    package init(_ rows: some Sequence<Row>) {
        reserve(rows.underestimatedCount)
        for row in rows { add(row) }
    }

    package mutating func reserve(_ count: Int) {
        values.reserveCapacity(count)
        places.reserveCapacity(count)
    }

    /// False where the id is taken; the row is then left out.
    @discardableResult
    package mutating func add(_ row: Row) -> Bool {
        guard places[row.id] == nil else { return false }
        places[row.id] = Int32(values.count)
        values.append(row)
        return true
    }

    @inlinable package subscript(_ id: Identifier<Row>) -> Row? {
        places[id].map { values[Int($0)] }
    }

    package var count: Int { values.count }
}

/// What a row says beyond its columns that all have. Most say nothing, and share the blank one.
package struct Seldom<Value: Blank>: Sendable, Equatable {
    @usableFromInline var boxed: Boxed<Value>

    package init(_ value: Value) {
        boxed = value == Value.blank.value ? Value.blank : Boxed(value)
    }

    @inlinable package var value: Value {
        get { boxed.value }
        set { self = Seldom(newValue) }
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.boxed === right.boxed || left.value == right.value
    }
}

package protocol Blank: Sendable, Equatable {
    static var blank: Boxed<Self> { get }
}

package final class Boxed<Value: Sendable>: Sendable {
    @usableFromInline let value: Value

    package init(_ value: Value) {
        self.value = value
    }
}
