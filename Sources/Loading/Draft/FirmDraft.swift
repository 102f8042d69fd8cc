import Billing

package enum FirmDraft {
    /// The files of a firm's folder drafted from what exports name; what a person must still fill
    /// in is marked FILL IN. No files where none of the exports can be read.
    package static func files(
        from exports: [String], profile: String? = nil, profiles own: [ExportProfile] = []
    ) throws(EnvironmentError) -> (
        files: [(path: String, text: String)], diagnostics: [Diagnostic]
    ) {
        var collector = DraftCollector(profiles: ExportProfile.all(with: own))
        for export in exports { try collector.read(export, profile: profile) }
        collector.finish()
        var diagnostics = collector.reports.all
        guard collector.exportsRead > 0 else { return ([], diagnostics) }
        let facts = collector.facts
        let guess: DateOrder = facts.currency == .usd ? .monthFirst : .dayFirst
        let order = collector.dateOrder ?? (collector.undecided == nil ? nil : guess)
        if let place = collector.undecided, collector.dateOrder == nil {
            diagnostics.append(
                Diagnostic(
                    .warning, .dateAmbiguous, at: place,
                    "every date can be read with the day first or with the month first",
                    remedy: "firm.yaml now says \"date-order: \(guess.rawValue)\"; check it"))
        }
        let files = DraftFiles(
            facts: facts, ids: DraftIDs(facts), dateOrder: order,
            earliest: facts.earliest[order ?? guess])
        return (files.all, diagnostics)
    }
}
