package import Billing
internal import Foundation

/// One engross at a time works in a firm's folder. Held as long as the value lives; the kernel
/// lets go of it if the process dies, so nothing is left to clean up.
package final class FolderLock: Sendable {
    private let descriptor: Int32

    /// Waits for another process that holds the folder, and says so once through `waiting`.
    package init(
        _ folder: String, patienceSeconds: Int = 120, waiting: () -> Void = {}
    ) throws(EnvironmentError) {
        let descriptor = Foundation.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw EnvironmentError("open", folder, String(cString: strerror(errno)))
        }
        var isFirst = true
        var tries = patienceSeconds * 10
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR, tries > 0 else {
                close(descriptor)
                throw EnvironmentError(
                    "work in", folder, "another engross has been at work there for too long",
                    remedy: "try again when it is done")
            }
            if isFirst { waiting() }
            isFirst = false
            tries -= 1
            usleep(100_000)
        }
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }
}
