package import Foundation

/// Who works with Cairo and Pango now: one thread of the process.
///
/// Cairo 1.16 keeps at most ten font files open for all threads, and closes one that another thread has
/// just begun to use; it opens them in one FreeType library without a lock. Words are shaped and pictures drawn
/// once; pages are written without.
package let cairoTurn = NSRecursiveLock()
