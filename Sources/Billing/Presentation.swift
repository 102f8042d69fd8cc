/// How much of the work an invoice shows the client. Pro formas show all of it.
package struct Presentation: Sendable, Equatable, Codable {
    /// What lines are put together by, each group with a subtotal.
    package enum Grouping: String, Sendable, Codable {
        case timekeeper, task, phase
    }

    /// The words for it in registers and settings.
    package enum Word: String, Sendable, CaseIterable {
        case everything
        case noHours = "no-hours"
        case noRates = "no-rates"
        case byTimekeeper = "by-timekeeper"
        case byTask = "by-task"
        case byPhase = "by-phase"
        /// Sums first, and the entries behind them.
        case annex
        /// One line for all services.
        case oneLine = "one-line"
    }

    package var hidesHours = false
    package var hidesRates = false
    package var grouping: Grouping?
    package var isAnnexed = false
    package var isOneLine = false
    /// What the groups' codes are called, where the register knows.
    package var groupNames: [String: String] = [:]

    package init(_ words: [Word]) {
        for word in words {
            switch word {
            case .everything: break
            case .noHours: hidesHours = true
            case .noRates: hidesRates = true
            case .byTimekeeper: grouping = .timekeeper
            case .byTask: grouping = .task
            case .byPhase: grouping = .phase
            case .annex: isAnnexed = true
            case .oneLine: isOneLine = true
            }
        }
    }

    /// The code of the group that a line belongs to; nil for lines without one.
    package func group(of line: FeeLine) -> String? {
        switch grouping {
        case nil: nil
        case .timekeeper: line.timekeeper.id.text
        case .task: line.task
        case .phase: line.task.map(Self.phase)
        }
    }

    /// The phase of a UTBMS task: of L240 it is L200.
    package static func phase(of task: String) -> String {
        let letters = task.prefix { !$0.isNumber }
        let digits = task.dropFirst(letters.count)
        guard let first = digits.first, digits.count == 3, digits.allSatisfy(\.isNumber) else {
            return task
        }
        return letters + String(first) + "00"
    }
}
