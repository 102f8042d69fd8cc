internal import Billing

extension Statement {
    /// Puts texts that the firm wrote for all its clients into the statement's language: names and notes
    /// of taxes, titles, tasks, agreements.
    mutating func translate(_ text: (String) -> String) {
        for index in taxes.indices {
            taxes[index].tax.name = text(taxes[index].tax.name)
            taxes[index].tax.note = taxes[index].tax.note.map(text)
        }
        for index in matters.indices { matters[index].translate(text) }
    }
}

extension MatterStatement {
    fileprivate mutating func translate(_ text: (String) -> String) {
        arrangement = arrangement.map {
            $0.components(between: "; ").map(text).joined(separator: "; ")
        }
        for index in sections.indices {
            sections[index].agreement = text(sections[index].agreement)
        }
        for index in tasks.indices { tasks[index].name = tasks[index].name.map(text) }
        for index in timekeepers.indices {
            timekeepers[index].timekeeper.title = timekeepers[index].timekeeper.title.map(text)
        }
    }
}

extension String {
    fileprivate func components(between separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
