internal import Billing
internal import Foundation

/// Where files of a run are written before they take their names: one folder below the output, on
/// the same disk. Whatever an interrupted run left there is cleared away by the next.
struct Staging {
    let folder: String
    private var count = 0

    init(below output: String) throws(EnvironmentError) {
        folder = output + "/.unfinished"
        try? FileManager.default.removeItem(atPath: folder)
        try makeFolder(folder)
    }

    mutating func next() -> String {
        count += 1
        return "\(folder)/\(count)"
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: folder)
    }
}

/// A file written under a temporary name and brought to the disk, waiting to take its real name.
struct PendingFile {
    let path: String
    private let temporary: String

    /// Writes and syncs the bytes, in `staging` or beside their final place.
    /// `mode` says who may read and write the file.
    init(
        _ bytes: [UInt8], to path: String, staged: String? = nil, mode: mode_t = 0o644
    ) throws(EnvironmentError) {
        self.path = path
        let url = URL(fileURLWithPath: path)
        let folder = url.deletingLastPathComponent().path
        temporary = staged ?? folder + "/." + url.lastPathComponent + ".part"
        try makeFolder(folder)
        try PendingFile.write(bytes, to: temporary, mode)
    }

    private static func write(
        _ bytes: [UInt8], to temporary: String, _ mode: mode_t
    ) throws(EnvironmentError) {
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard file >= 0 else { throw failure("write", temporary) }
        if mode != 0o644 { fchmod(file, mode) }
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes {
                Foundation.write(file, $0.baseAddress, $0.count)
            }
            guard count > 0 else {
                let error = failure("write", temporary)
                close(file)
                unlink(temporary)
                throw error
            }
            offset += count
        }
        guard fsync(file) == 0, close(file) == 0 else {
            let error = failure("write", temporary)
            unlink(temporary)
            throw error
        }
    }

    /// Gives the file its name, in place of an older one.
    func commit() throws(EnvironmentError) {
        guard rename(temporary, path) == 0 else { throw PendingFile.failure("name", path) }
    }

    private static func failure(_ action: String, _ path: String) -> EnvironmentError {
        let code = errno
        let remedy =
            code == ENOSPC
            ? "make room on the disk and run again: nothing was lost"
            : "make sure that the folder can be written to"
        return EnvironmentError(action, path, reason(code), remedy: remedy)
    }

    private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}

func makeFolder(_ folder: String) throws(EnvironmentError) {
    do {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
    } catch {
        throw EnvironmentError(
            "make the folder", folder, String(cString: strerror(errno)),
            remedy: "make sure that the folder it is in can be written to")
    }
}

/// Takes away folders that were made for files which did not come to be.
func removeEmptyFolders(of paths: [String], below output: String) {
    for path in paths {
        var folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        // A folder with anything in it stays.
        while folder.path.hasPrefix(output + "/"), rmdir(folder.path) == 0 {
            folder.deleteLastPathComponent()
        }
    }
}

/// Makes the names in these folders as durable as the files.
func syncFolders(of paths: [String]) {
    for folder in Set(paths.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path })
        .sorted()
    {
        let handle = open(folder, O_RDONLY | O_DIRECTORY)
        if handle >= 0 {
            fsync(handle)
            close(handle)
        }
    }
}

/// Writes a file at once: temporary name, sync, rename. With `keepingMode` a file
/// that is there already stays readable and writable for whom it was.
func writeFile(
    _ bytes: [UInt8], to path: String, keepingMode: Bool = false
) throws(EnvironmentError) {
    var status = stat()
    let mode = keepingMode && stat(path, &status) == 0 ? status.st_mode & 0o777 : 0o644
    let pending = try PendingFile(bytes, to: path, mode: mode)
    try pending.commit()
}
