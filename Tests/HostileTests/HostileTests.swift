import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// Each file is loaded as a firm would, twice, and held against what the manifest says of it.
@Suite struct HostileTests {
    static let files = (try? HostileFile.readManifest()) ?? []

    @Test func everyFileIsInTheManifestOnce() throws {
        let names = try HostileFile.readManifest().map(\.file)
        #expect(names.count >= 80)
        #expect(Set(names).count == names.count)
        #expect(Set(names) == Set(try HostileFile.kept()).union(generatedFiles.keys))
    }

    @Test(arguments: files)
    func aFileBecomesWhatTheManifestSays(_ file: HostileFile) throws {
        let firm = try HostileFirm(setting: file.firm, profile: file.profile)
        if let before = file.after { _ = try firm.load(before) }
        let before = try firm.sums()
        let (counts, diagnostics) = try firm.load(file.file, encoding: file.encoding)
        let sums = try firm.sums()
        if let fault = file.knownFault {
            withKnownIssue("\(fault)") {
                try expectWhatTheManifestSays(file, counts, diagnostics, sums, in: firm)
            }
        } else {
            try expectWhatTheManifestSays(file, counts, diagnostics, sums, in: firm)
        }
        // What holds of every file, whatever else is wrong with it.
        #expect(counts.rows == counts.loaded + counts.known + counts.changed + counts.refused)
        #expect(sums.entries == before.entries + counts.loaded)
        if counts.refusedFile == nil {
            let isWhole = counts.loaded + counts.known == 0
            let isOther = diagnostics.contains {
                $0.code == .dateAmbiguous || $0.code == .alreadyBilled
            }
            #expect(counts.refused == 0 || isWhole || isOther)
        }
        try expectThatLoadingAgainAddsNothing(file, counts, sums, in: firm)
        // The file of refused rows has all of them, and the columns that they are read by.
        if let refused = counts.refusedFile {
            let rest = try firm.load(refused: refused).counts
            #expect(rest.rows == counts.refused)
            #expect(rest.profile == counts.profile)
        }
    }

    private func expectWhatTheManifestSays(
        _ file: HostileFile, _ counts: RunReport.LoadedFile, _ diagnostics: [Diagnostic],
        _ sums: (entries: Int, seconds: Int), in firm: HostileFirm
    ) throws {
        #expect(counts.rows == file.rows)
        #expect(counts.loaded == file.loaded)
        #expect(counts.known == file.known)
        #expect(counts.changed == file.changed)
        #expect(counts.refused == file.refused)
        #expect(diagnostics.map(report).sorted() == file.found)
        #expect(sums.seconds == file.seconds)
        if file.after == nil { #expect(counts.seconds == file.seconds) }
        for diagnostic in diagnostics {
            let text = diagnostic.shownFact + (diagnostic.shownRemedy ?? "")
            #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control })
        }
        if let seconds = file.each { #expect(try firm.entries().map(\.seconds) == seconds) }
        if let dates = file.dates { #expect(try firm.entries().map(\.date) == dates) }
        if let amounts = file.amounts { #expect(try firm.entries().map(\.amount) == amounts) }
        // By scalars: é of one and é of two characters are not the same here.
        if let texts = file.texts {
            let found = try firm.entries().map { Array($0.text.unicodeScalars) }
            #expect(found == texts.map { Array($0.unicodeScalars) })
        }
    }

    private func expectThatLoadingAgainAddsNothing(
        _ file: HostileFile, _ first: RunReport.LoadedFile, _ sums: (entries: Int, seconds: Int),
        in firm: HostileFirm
    ) throws {
        let again = try firm.load(file.file, encoding: file.encoding)
        #expect(try firm.sums() == sums)
        #expect(again.counts.rows == first.rows)
        #expect(again.counts.refused == first.refused)
        #expect(again.counts.loaded == 0 && again.counts.changed == 0)
        #expect(again.counts.known == first.loaded + first.known + first.changed)
    }

    /// As the manifest writes it.
    private func report(_ diagnostic: Diagnostic) -> String {
        let severity = diagnostic.severity == .error ? "" : "\(diagnostic.severity.rawValue) "
        return severity + "\(diagnostic.code.rawValue) \(diagnostic.place?.line ?? 0)"
    }
}
