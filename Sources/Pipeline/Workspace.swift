package import Billing
internal import Foundation
package import Ledger
package import Loading
internal import Rating

/// A firm's folder, opened for one run: what it says about itself, and its ledger.
package struct Workspace: Sendable {
    package let folder: String
    package let records: FirmRecords
    package let ledger: Ledger
    package let templates: TemplateFinder
    /// Who works in it now.
    package let occasion: Occasion
    /// For a run that sets type.
    let templateAhead: TemplateAhead?
    private let lock: FolderLock?

    /// Reads firm.yaml, the registers and the arrangements. Nil where the folder cannot be worked
    /// with at all; the diagnostics tell why, and also whatever else is wrong.
    ///
    /// What a draft left to fill in is an error `forFinals`: no client should read "FILL IN".
    /// A run that only reads makes no ledger where there is none, but works with an empty one; so
    /// does one without the firm's ledger, which is then not even opened. For one that `setsType` the
    /// firm's own template is read meanwhile.
    package static func open(
        _ folder: String, forFinals: Bool = false, onlyReads: Bool = false,
        withLedger: Bool = true, comparesNames: Bool = true, setsType: Bool = false,
        on occasion: Occasion = .unnamed, waiting: () -> Void = {}
    ) throws(EnvironmentError) -> (workspace: Workspace?, diagnostics: [Diagnostic]) {
        let folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        guard FileManager.default.fileExists(atPath: folder) else {
            throw EnvironmentError(
                "open", folder, "there is no such folder",
                remedy: "make one with: engross init \(folder)")
        }
        let lock = try onlyReads ? nil : FolderLock(folder, waiting: waiting)
        let templates = TemplateFinder(firmFolder: folder)
        let ahead = setsType ? TemplateAhead(from: templates) : nil
        var (records, diagnostics) = try FirmFolder.read(
            at: folder, languages: templates.languages, comparesNames: comparesNames
        ) { firm in
            ahead?.want(firm.template, in: firm.language)
        }
        for index in diagnostics.indices
        where forFinals && diagnostics[index].code == .leftToFillIn {
            diagnostics[index].severity = .error
        }
        guard let records else { return (nil, diagnostics) }
        let path = folder + "/ledger.sqlite"
        let isThere = FileManager.default.fileExists(atPath: path)
        let isEmpty = !withLedger || (onlyReads && !isThere)
        let ledger = try isEmpty ? Ledger() : Ledger(path: path)
        return (
            Workspace(
                folder: folder, records: records, ledger: ledger,
                templates: templates, occasion: occasion, templateAhead: ahead, lock: lock),
            diagnostics
        )
    }

    package var firm: Firm { records.firm }
    package var registers: Registers { records.registers }

    /// What a matter is billed in; the firm's own currency where the register has no such matter.
    func currency(of matter: MatterID?) -> Currency {
        matter.flatMap { registers.matters[$0] }.map { registers.currency(of: $0, in: firm) }
            ?? firm.currency
    }

    /// Inside the firm's folder, the path from there; else the path as given.
    func shownName(of path: String) -> String {
        let prefix = folder + "/"
        return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    }
}

/// Which matters a run is about, and the dates it works with.
package struct Selection: Sendable {
    package var clients: [String]
    package var matters: [String]
    package var attorneys: [String]
    package var date: CivilDate
    package var through: CivilDate
    /// The folder under Output/ that this run writes.
    package var run: String

    package init(
        clients: [String] = [], matters: [String] = [], attorneys: [String] = [], date: CivilDate,
        through: CivilDate? = nil, run: String? = nil
    ) {
        self.clients = clients
        self.matters = matters
        self.attorneys = attorneys
        self.date = date
        self.through = through ?? date
        self.run = run ?? date.description
    }

    package var isEverything: Bool { clients.isEmpty && matters.isEmpty && attorneys.isEmpty }

    /// The matters that every filter lets through; nil for all of them. A filter that names
    /// nothing known is reported, because an empty run would look like a done one.
    func matterIDs(
        in registers: Registers, reporting diagnostics: inout [Diagnostic]
    ) -> [MatterID]? {
        report(clients, "client", in: registers.clients, &diagnostics)
        report(matters, "matter", in: registers.matters, &diagnostics)
        report(attorneys, "attorney", in: registers.timekeepers, &diagnostics)
        guard !isEverything else { return nil }
        return registers.matters.values.filter { matter in
            (clients.isEmpty || clients.contains(matter.client.text))
                && (matters.isEmpty || matters.contains(matter.id.text))
                && (attorneys.isEmpty
                    || attorneys.contains(registers.attorney(of: matter)?.text ?? ""))
        }.map(\.id).sorted()
    }

    private func report<Row>(
        _ wanted: [String], _ what: String, in register: Register<Row>,
        _ diagnostics: inout [Diagnostic]
    ) {
        for name in wanted where register[Identifier(name)] == nil {
            let first = register.values.map(\.id.text).min()
            diagnostics.append(
                Diagnostic(
                    .filterUnknown, at: nil, "there is no \(what) \"\(name)\"",
                    remedy: "use an id from the register, such as \(first ?? "–")"))
        }
    }
}

/// How far a run has come, for whoever shows it.
package struct Progress: Sendable {
    package var step: String
    package var done: Int
    package var of: Int
}

package typealias ProgressHandler = (Progress) -> Void
