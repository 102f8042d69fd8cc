import BenchmarkSupport
import Foundation

/// The program itself, from an export to posted files.
struct WholeRun {
    var loading: Spent
    var billing: Spent

    var seconds: Double { loading.seconds + billing.seconds }

    /// `engross load` and `engross bill`, with all else that they do: files for the printer, the register, and
    /// everything brought to the disk. Pages are made on as many threads as there are to be processors, and the
    /// processes are kept to these.
    init(_ corpus: Corpus, processors: Int, watchingMemory: Bool = false) throws {
        let firm = try corpus.freshFirm()
        (loading, billing) = try on(processors: processors) {
            (
                try spawn(
                    [engross, "load", corpus.export, "--firm", firm],
                    watchingMemory: watchingMemory),
                try spawn(
                    [
                        engross, "bill", "--firm", firm, "--output", Corpus.output(of: firm),
                        "--through", Corpus.day, "--date", Corpus.day,
                        "--threads", String(processors),
                    ], watchingMemory: watchingMemory)
            )
        }
    }
}

/// It lies beside this program.
let engross =
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/engross"
