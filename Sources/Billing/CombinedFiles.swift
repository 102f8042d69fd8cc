/// How the files are made that hold several documents of a run, for whoever prints them.
package struct CombinedFiles: Sendable, Equatable {
    /// With counts and totals of what follows.
    package var hasCoverSheet = true
    /// Each document begins on a sheet of its own, where both sides are printed.
    package var isDuplex = true
    /// One file of all attorneys besides.
    package var hasWholeRun = false

    package init() {}
}
