import BenchmarkSupport
import Foundation

// How many statements a second: the whole run, its stages, pages beside what others make and what Cairo takes at
// the least, runs of other sizes, and one statement alone. Writes RESULTS.md and results.png.
//
//     make bench [STATEMENTS=1000] [SCALE=10000] [DATE=2026-11-28]

guard CommandLine.arguments.count == 6, let count = Int(CommandLine.arguments[1]),
    let scale = Int(CommandLine.arguments[2])
else {
    print("Benchmark STATEMENTS SCALE DATE FOLDER-OF-PEERS FOLDER-OF-RESULTS")
    exit(2)
}
let (day, packages, target) =
    (CommandLine.arguments[3], CommandLine.arguments[4], CommandLine.arguments[5])
// What a run that failed left there can be gigabytes.
let folder = FileManager.default.temporaryDirectory.path + "/engross-whole"
try? FileManager.default.removeItem(atPath: folder)
defer { try? FileManager.default.removeItem(atPath: folder) }
func tell(_ step: String) { FileHandle.standardError.write(Data("\(step) ...\n".utf8)) }

// 1. A firm and its work.
let corpus = try Corpus(statements: count, in: folder)

// 2. The whole run, on two processors and on one in turn.
tell("The whole run")
var twoProcessors: [WholeRun] = []
var oneProcessor: [WholeRun] = []
for _ in 0..<runs {
    twoProcessors.append(try WholeRun(corpus, processors: 2))
    oneProcessor.append(try WholeRun(corpus, processors: 1))
}

// 3. Its stages, one after the other on one processor.
tell("Stages")
let template = try standardTemplate()
let rounds = try on(processors: 1) {
    try (0..<runs).map { _ in try timeStages(of: corpus, in: template) }
}

// 4. Pages alone: ours, those of others, and what Cairo takes at the least.
tell("Pages, in turn with others")
var contest = try Contest(
    rounds[0].statements, in: template, packages: packages, folder: folder)
try on(processors: 1) { contest.takeTurns() }

// 5. Runs of other sizes, and one statement in a large ledger.
tell("Scale")
let points = try ScalePoint.points(upTo: scale, in: folder)
let cold = try ColdProforma(matters: min(scale / 10, 1_000), in: folder)

// 6. What came of it.
let results = Results(
    corpus: corpus, day: day, twoProcessors: twoProcessors, oneProcessor: oneProcessor,
    stages: rounds.map(\.times), contest: contest, points: points, cold: cold)
print("\n" + results.markdown)
try makeFolder(target)
try Data(results.markdown.utf8).write(to: URL(fileURLWithPath: target + "/RESULTS.md"))
try Data(try results.plot()).write(to: URL(fileURLWithPath: target + "/results.png"))
