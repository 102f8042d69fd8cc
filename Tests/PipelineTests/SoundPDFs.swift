import Foundation
import TestSupport
import Testing

/// qpdf finds nothing to say about these files.
func expectSound(_ paths: [String]) throws {
    for path in paths {
        let check = try outputOfTool(["qpdf", "--check", path])
        #expect(check.contains("No syntax") && !check.lowercased().contains("warning"), "\(path)")
    }
}

/// They are PDF/A-3b, and a machine finds nothing that keeps them from PDF/UA-1 but the claim.
func expectArchival(_ paths: [String]) throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let checker = tests.deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent(".build/page-validation").path
    let (status, output) = try runTool(
        ["python3", tests.appendingPathComponent("check_pdfa.py").path, checker] + paths)
    if status == 77 || status == 127 {
        print("PDF/A was NOT compared: make pdf-checker installs page-validation from PyPI")
    } else {
        #expect(status == 0, "\(output)")
    }
}
