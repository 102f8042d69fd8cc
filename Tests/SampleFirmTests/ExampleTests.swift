import Foundation
import SampleFirm
import Testing

/// The firm under Examples/ is the sample firm, as anyone can make it.
@Test func theExampleFirmIsWhatInitMakes() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    let example = root.appendingPathComponent("Examples/whitcombe")
    for file in SampleFirm.files() {
        let text = try String(
            contentsOf: example.appendingPathComponent(file.path), encoding: .utf8)
        #expect(text == file.text, "\(file.path)")
    }
}
