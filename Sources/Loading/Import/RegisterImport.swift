import Billing
import Settings

/// The registers that a list of another program can be brought into.
package enum ImportedRegister: String, Sendable, CaseIterable {
    case clients, matters, timekeepers, rates

    package var file: String { rawValue + ".csv" }
}

package struct ImportOptions: Sendable {
    /// Whether rows that are known and say something else are changed.
    package var updates = false
    /// Whether numbers in the file are another program's own, so that names tell what is meant.
    package var isByName = false
    /// From when rates hold that come without a date.
    package var effective: CivilDate?

    package init(updates: Bool = false, isByName: Bool = false, effective: CivilDate? = nil) {
        self.updates = updates
        self.isByName = isByName
        self.effective = effective
    }
}

/// What came of an import: `rows` is `added`, `known`, `changed` and `refused` together.
package struct ImportResult: Sendable {
    package var rows = 0
    package var added = 0
    package var known = 0
    /// Known rows that say something else; left as they are without `ImportOptions.updates`.
    package var changed = 0
    package var refused = 0
    /// The rows added, by id and name.
    package var addedRows: [String] = []
    package var diagnostics: [Diagnostic] = []
    /// The register as it would be; nil where nothing is to be written.
    package var bytes: [UInt8]?
    /// What the firm's folder would say with that register.
    package var records: FirmRecords?

    package var isRefused: Bool { diagnostics.hasErrors }
}

extension ImportedRegister {
    /// Brings the list at `path`, shown as `name`, into the register of the firm at `folder`.
    /// Writes nothing; the result has the register's bytes where all rows are good and the folder
    /// reads with them without new errors.
    package func importing(
        _ path: String, shownAs name: String, into folder: String,
        _ options: ImportOptions = ImportOptions()
    ) throws(EnvironmentError) -> ImportResult {
        let before = try FirmFolder.read(at: folder)
        guard let records = before.records else {
            return ImportResult(diagnostics: before.diagnostics)
        }
        let values = ImportValues(records)
        var result: ImportResult
        switch self {
        case .clients:
            result = try importing(path, name, ClientRows(values: values), folder, options)
        case .matters:
            let arrangements = Array(records.registers.arrangements.keys)
            result = try importing(
                path, name, MatterRows(values: values, arrangementNames: arrangements.sorted()),
                folder, options)
        case .timekeepers:
            result = try importing(path, name, TimekeeperRows(values: values), folder, options)
        case .rates:
            result = try importing(
                path, name, RateRows(values: values, effective: options.effective), folder,
                options)
        }
        guard !result.isRefused, let bytes = result.bytes else {
            result.bytes = nil
            return result
        }
        let after = try FirmFolder.read(at: folder, with: bytes, insteadOf: file)
        var known = before.diagnostics
        for report in after.diagnostics where report.severity == .error {
            if let index = known.firstIndex(where: { $0.saysSame(as: report) }) {
                known.remove(at: index)
            } else {
                result.diagnostics.append(report)
            }
        }
        result.records = after.records
        if result.isRefused { result.bytes = nil }
        return result
    }

    private func importing<Rows: ImportRows>(
        _ path: String, _ name: String, _ rows: Rows, _ folder: String, _ options: ImportOptions
    ) throws(EnvironmentError) -> ImportResult {
        let sheet = try RegisterSheet<Rows.Column>(file, at: "\(folder)/\(file)")
        let faults = sheet.table.diagnostics.filter { $0.severity == .error }
        guard faults.isEmpty else { return ImportResult(diagnostics: faults) }
        let read = try ImportFile<Rows.Column>(
            path, shownAs: name, given: rows.given,
            ignored: options.isByName ? rows.idColumns : [])
        var plan = ImportPlan(rows, sheet, updates: options.updates)
        return plan.take(read)
    }
}

extension Diagnostic {
    fileprivate func saysSame(as other: Diagnostic) -> Bool {
        code == other.code && fact == other.fact && place?.file == other.place?.file
    }
}
