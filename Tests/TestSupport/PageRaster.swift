internal import Foundation

/// What each dot of a page looks like, at 72 to the inch: a dot is a point.
package struct PageRaster {
    package let width: Int
    package let height: Int
    private let bytes: [UInt8]

    package init(of pdf: String, page: Int = 1, in folder: TemporaryFolder) throws {
        let name = "raster-\(page)"
        _ = try outputOfTool([
            "pdftoppm", "-r", "72", "-f", String(page), "-singlefile", pdf,
            folder.path + "/" + name,
        ])
        let data = [UInt8](try folder.read(name + ".ppm"))
        let fields = data.prefix(20).split(maxSplits: 4) { $0 == 10 || $0 == 32 }
        width = Int(String(decoding: fields[1], as: UTF8.self)) ?? 0
        height = Int(String(decoding: fields[2], as: UTF8.self)) ?? 0
        bytes = Array(data.suffix(width * height * 3))
    }

    /// Red, green and blue.
    package func callAsFunction(_ x: Int, _ y: Int) -> [UInt8] {
        Array(bytes[((y * width + x) * 3)...].prefix(3))
    }
}
