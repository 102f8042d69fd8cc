internal import Billing
internal import Foundation

/// Where files of a run are written before they take their names: one folder below the output, on
/// the same disk. Whatever an interrupted run left there is cleared away by the next.
struct Staging {
    let folder: String
    private var count: Int32 = 0

    init(below output: String) throws(EnvironmentError) {
        folder = output + "/.unfinished"
        remove()
        do {
            try makeFolder(folder)
        } catch {
            remove()
            throw error
        }
    }

    /// One of its files.
    struct Place: Sendable {
        fileprivate var folder: String
        fileprivate var number: Int32

        fileprivate var path: String { "\(folder)/\(number)" }
    }

    mutating func next() -> Place {
        count += 1
        return Place(folder: folder, number: count)
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: folder)
    }
}

/// A file written under a temporary name and brought to the disk, waiting to take its real name. A large
/// run has a hundred thousand: what they have in common stands once.
struct PendingFile: Sendable {
    /// Nil where the name is the whole path.
    private let folder: String?
    private let name: String
    private let staged: Staging.Place?

    var path: String { folder.map { $0 + "/" + name } ?? name }
    private var temporary: String { staged?.path ?? PendingFile.temporary(for: path) }

    /// Writes and syncs the bytes, in `staging` or beside their final place.
    /// `mode` says who may read and write the file.
    init(
        _ bytes: [UInt8], to name: String, below folder: String? = nil,
        staged: Staging.Place? = nil, mode: mode_t = 0o644
    ) throws(EnvironmentError) {
        (self.folder, self.name, self.staged) = (folder, name, staged)
        try makeFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
        try PendingFile.write(bytes, to: temporary, mode)
    }

    /// A file that an interrupted run wrote whole, and could not name any more.
    init(waitingFor path: String) {
        (folder, name, staged) = (nil, path, nil)
    }

    /// Beside its final place, a file that nobody lists.
    static func temporary(for path: String) -> String {
        let url = URL(fileURLWithPath: path)
        return url.deletingLastPathComponent().path + "/." + url.lastPathComponent + ".part"
    }

    private static func write(
        _ bytes: [UInt8], to temporary: String, _ mode: mode_t
    ) throws(EnvironmentError) {
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard file >= 0 else { throw failure("write", temporary) }
        if mode != 0o644 { fchmod(file, mode) }
        do {
            try writeAll(bytes, to: file, temporary)
        } catch {
            close(file)
            unlink(temporary)
            throw error
        }
        guard fsync(file) == 0, close(file) == 0 else {
            let error = failure("write", temporary)
            unlink(temporary)
            throw error
        }
    }

    /// Gives the file its name, in place of an older one.
    func commit() throws(EnvironmentError) {
        let path = path
        guard rename(temporary, path) == 0 else { throw failure("name", path) }
    }

    /// Where it is not wanted after all.
    func discard() {
        unlink(temporary)
    }
}

/// A file that is written as it comes to be, beside its final place, and takes its name when it is whole.
/// Where it does not come to that, nothing is left of it.
final class GrowingFile {
    private let path: String
    private let temporary: String
    private var file: Int32
    /// The first thing that went wrong.
    private var failure: EnvironmentError?

    init(_ path: String) throws(EnvironmentError) {
        self.path = path
        try makeFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
        temporary = PendingFile.temporary(for: path)
        file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        if file < 0 { throw Pipeline.failure("write", temporary) }
    }

    deinit {
        guard file >= 0 else { return }
        close(file)
        unlink(temporary)
    }

    /// What goes wrong is told in the end.
    func append(_ bytes: [UInt8]) {
        guard failure == nil else { return }
        do {
            try writeAll(bytes, to: file, temporary)
        } catch {
            failure = error
        }
    }

    /// Brings it to the disk, and gives it its name in place of an older one.
    func finish() throws(EnvironmentError) {
        if let failure { throw failure }
        guard fsync(file) == 0 else { throw Pipeline.failure("write", temporary) }
        let closed = close(file)
        file = -1
        guard closed == 0, rename(temporary, path) == 0 else {
            let failure = Pipeline.failure(closed == 0 ? "name" : "write", path)
            unlink(temporary)
            throw failure
        }
    }
}

func writeAll(_ bytes: [UInt8], to file: Int32, _ path: String) throws(EnvironmentError) {
    var offset = 0
    while offset < bytes.count {
        let count = bytes[offset...].withUnsafeBytes {
            Foundation.write(file, $0.baseAddress, $0.count)
        }
        guard count > 0 else { throw failure("write", path) }
        offset += count
    }
}

/// What the system says went wrong, and what to do about it.
func failure(_ action: String, _ path: String) -> EnvironmentError {
    let code = errno
    let remedy =
        switch code {
        case ENOSPC, EDQUOT: "make room on the disk and run again: nothing was lost"
        case EIO: "see whether the disk is sound, and run again: nothing was lost"
        default: "make sure that the folder can be written to"
        }
    return EnvironmentError(action, path, String(cString: strerror(code)), remedy: remedy)
}

/// Makes a folder and those above it, and brings their names to the disk.
func makeFolder(_ folder: String) throws(EnvironmentError) {
    var missing: [String] = []
    var path = folder
    while path.count > 1, !isFolder(path) {
        missing.append(path)
        path = URL(fileURLWithPath: path).deletingLastPathComponent().path
    }
    for path in missing.reversed()
    where mkdir(path, 0o777) != 0 && !(errno == EEXIST && isFolder(path)) {
        throw failure("make the folder", path)
    }
    try syncFolders(of: missing)
}

private func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
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
func syncFolders(of paths: [String]) throws(EnvironmentError) {
    for folder in Set(paths.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path })
        .sorted()
    {
        // A folder that is not ours to read cannot be synced, and some systems sync none.
        let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { continue }
        defer { close(handle) }
        guard fsync(handle) == 0 || errno == EINVAL else { throw failure("write", folder) }
    }
}

/// Writes a file that whoever made it can make again: whole or not at all, without waiting for the disk.
func writeDraft(_ bytes: [UInt8], to path: String) throws(EnvironmentError) {
    let temporary = PendingFile.temporary(for: path)
    let made = bytes.withUnsafeBytes {
        FileManager.default.createFile(atPath: temporary, contents: Data($0))
    }
    guard made, rename(temporary, path) == 0 else {
        let error = failure("write", path)
        unlink(temporary)
        throw error
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
    do {
        try pending.commit()
    } catch {
        pending.discard()
        throw error
    }
}
