import Billing
import Glibc

/// Bytes that can be read by a path and are nowhere on the disk under a name. Gone with the value.
final class ScratchFile {
    private let file: UnsafeMutablePointer<FILE>
    let path: String

    init(_ bytes: [UInt8]) throws(EnvironmentError) {
        guard let file = tmpfile() else { throw ScratchFile.failure() }
        self.file = file
        path = "/proc/self/fd/\(fileno(file))"
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count, fflush(file) == 0 else {
            throw ScratchFile.failure()
        }
    }

    deinit {
        fclose(file)
    }

    private static func failure() -> EnvironmentError {
        EnvironmentError(
            "write", "a temporary file", String(cString: strerror(errno)),
            remedy: "make room on the disk and run again: nothing was changed")
    }
}
