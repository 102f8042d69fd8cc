import Billing
import Glibc

/// A file opened for reading; closed when it goes out of scope.
struct InputFile: ~Copyable {
    private let descriptor: CInt
    private let shownName: String

    /// Throws where the file is there and cannot be opened; nil where it is not there.
    static func openIfPresent(_ path: String, shownAs name: String) throws(EnvironmentError)
        -> InputFile?
    {
        // Without waiting: a named pipe would keep us, and the ledger, until somebody writes to it.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure("read", name)
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw EnvironmentError(
                "read", name, "it is not a file",
                remedy: "name a CSV file, or move what is called so out of the folder")
        }
        return InputFile(descriptor: descriptor, shownName: name)
    }

    init(_ path: String, shownAs name: String) throws(EnvironmentError) {
        guard let file = try InputFile.openIfPresent(path, shownAs: name) else {
            throw EnvironmentError(
                "read", name, "there is no such file", remedy: "look for a slip in its name")
        }
        self = file
    }

    private init(descriptor: CInt, shownName: String) {
        self.descriptor = descriptor
        self.shownName = shownName
    }

    deinit {
        close(descriptor)
    }

    /// Reads up to `count` bytes; 0 at the end of the file.
    func read(into start: UnsafeMutablePointer<UInt8>, count: Int) throws(EnvironmentError) -> Int {
        while true {
            let result = Glibc.read(descriptor, start, count)
            if result >= 0 { return result }
            if errno != EINTR { throw failure("read", shownName) }
        }
    }

    func readAll() throws(EnvironmentError) -> [UInt8] {
        var bytes: [UInt8] = []
        let chunk = UnsafeMutablePointer<UInt8>.allocate(capacity: 65_536)
        defer { chunk.deallocate() }
        while true {
            let count = try read(into: chunk, count: 65_536)
            if count == 0 { return bytes }
            bytes.append(contentsOf: UnsafeBufferPointer(start: chunk, count: count))
        }
    }
}

/// The names in a folder, sorted by their bytes; none where there is no such folder.
func namesInFolder(_ path: String, shownAs name: String) throws(EnvironmentError) -> [String] {
    guard let folder = opendir(path) else {
        if errno == ENOENT { return [] }
        throw failure("read", name)
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
        let text = withUnsafePointer(to: &entry.pointee.d_name) { start in
            start.withMemoryRebound(to: UInt8.self, capacity: 256) { String(cString: $0) }
        }
        if !text.hasPrefix(".") { names.append(text) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

private func failure(_ action: String, _ name: String) -> EnvironmentError {
    let number = errno
    let remedy = number == EACCES ? "ask for the right to read this file" : nil
    return EnvironmentError(action, name, String(cString: strerror(number)), remedy: remedy)
}
