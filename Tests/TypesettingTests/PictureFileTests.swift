import Canvas
import Foundation
import PDFArchive
import Paper
import TestSupport
import Testing

@testable import Typesetting

/// Logos and printed letter paper. The page is 400 × 300 points, its margins 40.
@Suite struct PictureFileTests {
    /// One red pixel and a blue one to its right.
    private static let png = [UInt8](
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR42mP4zwAE/wEHAAH/PX2M"
                + "SQAAAABJRU5ErkJggg==") ?? Data())

    private static func svg(_ content: String, size: String = "viewBox='0 0 40 30'") -> [UInt8] {
        Array(
            ("<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
                + size + ">" + content + "</svg>").utf8)
    }

    private static let green = svg("<rect width='40' height='30' fill='#00ff00'/>")

    private func raster(
        of pdf: [UInt8], page: Int = 1, in folder: TemporaryFolder
    ) throws -> PageRaster {
        let path = folder.path + "/page.pdf"
        try Data(pdf).write(to: URL(fileURLWithPath: path))
        return try PageRaster(of: path, page: page, in: folder)
    }

    private func render(
        _ blocks: [Block], pictures: [PictureFile], underlay: Underlay? = nil
    ) throws -> [UInt8] {
        let page = try TestPage()
        var document = page.document(blocks)
        document.underlay = underlay
        let typesetter = try Typesetter(styles: page.styles, pictures: pictures)
        return try typesetter.render(typesetter.typeset(document), as: PDFFacts(document))
    }

    @Test func aLogoIsAsWideAsAsked() throws {
        let folder = try TemporaryFolder()
        let logo = ShownPicture(
            name: "logo.png", width: 100, alignment: .trailing, alternative: "Roe & Partners")
        let pdf = try render(
            [.shown(logo)], pictures: [PictureFile(name: "logo.png", bytes: Self.png)])
        let dot = try raster(of: pdf, in: folder)
        // 320 points of text: it stands from 260 to 360, and is half as high as wide.
        #expect(dot(270, 60) == [255, 0, 0])
        #expect(dot(350, 60) == [0, 0, 255])
        #expect(dot(270, 95) == [255, 255, 255])
        #expect(dot(250, 60) == [255, 255, 255])
        // The same bytes each time.
        #expect(
            try render(
                [.shown(logo)], pictures: [PictureFile(name: "logo.png", bytes: Self.png)]) == pdf)
    }

    @Test func letterPaperStandsBeneathTheFirstPageOrTheLaterOnes() throws {
        let folder = try TemporaryFolder()
        let page = try TestPage()
        let text = Block.paragraph(Paragraph(page.lines(50, "a"), style: page.body))
        let files = [PictureFile(name: "paper.svg", bytes: Self.green)]
        for (underlay, isFirst) in [
            (Underlay(first: "paper.svg"), true), (Underlay(later: "paper.svg"), false),
        ] {
            let pdf = try render([text], pictures: files, underlay: underlay)
            let green: [UInt8] = [0, 255, 0]
            for (number, isThere) in [(1, isFirst), (2, !isFirst), (3, !isFirst)] {
                let dot = try raster(of: pdf, page: number, in: folder)
                #expect((dot(2, 2) == green) == isThere)
                #expect((dot(397, 297) == green) == isThere)
            }
        }
    }

    @Test(arguments: [
        ("cut.png", Array(png.dropLast(30)), "cut short"),
        ("words.png", Array("no picture".utf8), "neither a PNG nor a sound SVG"),
        ("broken.svg", Array("<svg xmlns='http://www.w3.org/2000/svg'><rect".utf8), "sound SVG"),
        ("empty.svg", [], "sound SVG"),
        ("sizeless.svg", svg("<rect width='4' height='3'/>", size: ""), "neither its size"),
    ])
    func whatIsNoPictureIsNamed(_ name: String, _ bytes: [UInt8], _ cause: String) {
        let error = #expect(throws: CanvasError.self) {
            _ = try render([], pictures: [PictureFile(name: name, bytes: bytes)])
        }
        #expect(error?.description.contains("\"\(name)\"") == true)
        #expect(error?.description.contains(cause) == true)
    }

    @Test func aDrawingLoadsNoOtherFile() throws {
        let folder = try TemporaryFolder()
        try Data(Self.png).write(to: URL(fileURLWithPath: folder.path + "/red.png"))
        for reference in ["file://\(folder.path)/red.png", "\(folder.path)/red.png", "red.png"] {
            let svg = Self.svg(
                "<image xlink:href='\(reference)' width='40' height='30' "
                    + "preserveAspectRatio='none'/>")
            let pdf = try render(
                [], pictures: [PictureFile(name: "paper.svg", bytes: svg)],
                underlay: Underlay(first: "paper.svg"))
            #expect(try raster(of: pdf, in: folder)(20, 20) == [255, 255, 255])
        }
    }
}
