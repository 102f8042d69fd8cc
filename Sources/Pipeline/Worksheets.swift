package import Billing
internal import Foundation
package import Ledger
internal import Loading

/// The worksheet of a pro forma lies beside its PDF.
func worksheetPath(beside path: String) -> String {
    (path.hasSuffix(".pdf") ? String(path.dropLast(4)) : path) + " worksheet.csv"
}

/// A worksheet that should be on disk: of one pro forma, or of all that a billing attorney has in a
/// run. It is made of stored statements, so that it always has the same bytes.
struct ProformaWorksheet {
    private let statements: [Statement]
    /// Below the output folder.
    private let path: String
    private let output: String

    /// What is to be written because it is not there.
    struct Due {
        var bytes: [UInt8]
        var path: String

        func pending(staged: Staging.Place) throws(EnvironmentError) -> PendingFile {
            try PendingFile(bytes, to: path, staged: staged)
        }
    }

    init(of statements: [Statement], beside path: String, below output: String) {
        self.statements = statements
        self.path = worksheetPath(beside: path)
        self.output = output
    }

    /// Nil where it is there as it was written, or with what somebody wrote into it, which is told.
    func due(
        in transaction: LedgerTransaction, reporting notes: inout [Diagnostic]
    ) throws(EnvironmentError) -> Due? {
        switch try state(of: path, in: transaction) {
        case .missing, .outdated: return Due(bytes: bytes, path: output + "/" + path)
        case .current: return nil
        case .writtenInto:
            notes.append(kept(path))
            return nil
        }
    }

    /// Writes an attorney's worksheet. Where somebody wrote into the one of earlier versions, this
    /// one gets a number. Returns its path below the output folder.
    func writeBesideOthers(
        in ledger: Ledger, reporting notes: inout [Diagnostic]
    ) throws(EnvironmentError) -> String {
        var name = path
        var number = 1
        while true {
            let state = try ledger.read { transaction throws(EnvironmentError) -> State in
                try self.state(of: name, in: transaction)
            }
            switch state {
            case .missing, .outdated:
                try writeFile(bytes, to: output + "/" + name)
                return name
            case .current: return name
            case .writtenInto(let proformas):
                notes.append(kept(name))
                if proformas == statements.map(\.proforma) { return name }
                number += 1
                name = String(path.dropLast(4)) + " \(number).csv"
            }
        }
    }

    private enum State {
        case missing
        case current
        /// As it was written, of other versions than are current now.
        case outdated
        case writtenInto(proformas: [ProformaVersion]?)
    }

    /// A worksheet that nobody wrote into is the one that is made of the pro formas that it names.
    private func state(
        of path: String, in transaction: LedgerTransaction
    ) throws(EnvironmentError) -> State {
        let file = output + "/" + path
        guard let found = FileManager.default.contents(atPath: file) else { return .missing }
        if found.elementsEqual(bytes) { return .current }
        let proformas = try WorksheetReader.proformas(in: file, shownAs: path)
        var named: [Statement] = []
        for version in proformas ?? [] {
            if let stored = try transaction.proforma(version) { named.append(try decode(stored)) }
        }
        let isAsWritten = found.elementsEqual(WorksheetText.text(of: named).utf8)
        return isAsWritten ? .outdated : .writtenInto(proformas: proformas)
    }

    private var bytes: [UInt8] { Array(WorksheetText.text(of: statements).utf8) }

    private func kept(_ path: String) -> Diagnostic {
        Diagnostic(
            .note, .worksheetKept, at: Place(file: path),
            "somebody wrote into this worksheet, so it is left as it is",
            remedy: "apply it with \"engross edit\", or delete it and issue the pro formas again")
    }
}

extension Statement {
    fileprivate var proforma: ProformaVersion {
        ProformaVersion(number: number, version: version)
    }
}

extension Workspace {
    /// What a worksheet that came back asks to be marked, held against the pro formas as they were
    /// issued; and everything that is wrong with it.
    package func readWorksheet(
        _ path: String, in transaction: LedgerTransaction
    ) throws(EnvironmentError) -> (requests: [MarkRequest], diagnostics: [Diagnostic]) {
        let reader = WorksheetReader(records, templates: templates.names)
        return try reader.read(path, shownAs: shownName(of: path)) {
            version throws(EnvironmentError) in
            guard let stored = try transaction.proforma(version) else { return nil }
            return try decode(stored)
        }
    }
}
