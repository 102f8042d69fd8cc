internal import Canvas
internal import Foundation

/// Reads, on a thread of its own, what fonts are installed and the template that most statements of a
/// firm are set in, while the rest of the firm's folder is read.
final class TemplateAhead: Sendable {
    private let work = Work()

    init(from finder: TemplateFinder) {
        let work = work
        Thread.detachNewThread {
            readInstalledFonts()
            work.run { name, language in finder.load(name, in: language) }
        }
    }

    // No program ends while the thread is at work.
    deinit { work.giveUp() }

    /// As soon as it is known which one that is.
    func want(_ name: String, in language: String) {
        work.want(name, in: language)
    }

    /// The template, if it is the one wanted and nobody has taken it before: it belongs to one thread.
    func take(_ name: String, in language: String) -> TemplateLoad? {
        work.take(name, in: language)
    }

    private final class Work: @unchecked Sendable {
        private let condition = NSCondition()
        private var wanted: (name: String, language: String)?
        private var load: TemplateLoad?
        private var isGivenUp = false
        private var isDone = false

        func run(_ read: (String, String) -> TemplateLoad) {
            condition.lock()
            while wanted == nil, !isGivenUp { condition.wait() }
            let wanted = isGivenUp ? nil : wanted
            condition.unlock()
            let load = wanted.map { read($0.name, $0.language) }
            condition.lock()
            defer { condition.unlock() }
            self.load = load
            isDone = true
            condition.broadcast()
        }

        func want(_ name: String, in language: String) {
            condition.lock()
            defer { condition.unlock() }
            wanted = (name, language)
            condition.broadcast()
        }

        func take(_ name: String, in language: String) -> TemplateLoad? {
            condition.lock()
            defer { condition.unlock() }
            guard let wanted, wanted == (name, language) else { return nil }
            while !isDone { condition.wait() }
            defer { load = nil }
            return load
        }

        func giveUp() {
            condition.lock()
            defer { condition.unlock() }
            isGivenUp = true
            condition.broadcast()
            while !isDone { condition.wait() }
        }
    }
}
