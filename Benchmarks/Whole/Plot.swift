import Canvas
import Foundation
import Paper
import Typesetting

/// The results as a picture, set and drawn by the layers that set statements.
extension Results {
    func plot() throws -> [UInt8] {
        var canvas = PlotCanvas(width: 640)
        canvas.heading("Statements a second, one processor where nothing is said")
        bars(on: &canvas)
        if points.count > 1 {
            canvas.heading("Seconds of a whole run by its statements; the line is equal pace")
            scale(on: &canvas)
        }
        return try canvas.png()
    }

    private func bars(on canvas: inout PlotCanvas) {
        var rows = [
            (name: "Engross, export to posted files, two processors", rate: rateOnTwo),
            (name: "Engross, export to posted files", rate: rateOnOne),
        ]
        for contender in contest.contenders {
            let name =
                contender.name == Contest.Name.plain ? "Engross, pages alone" : contender.name
            if let rate = contender.rate { rows.append((name, rate)) }
        }
        let most = rows.map(\.rate).max() ?? 1
        for row in rows.sorted(by: { $0.rate > $1.rate }) {
            let isOurs = row.name.hasPrefix("Engross")
            let length = 340 * row.rate / most
            canvas.text(row.name, x: 0, y: canvas.end, width: 210, .trailing)
            canvas.box(
                x: 218, y: canvas.end + 1, width: length, height: 11,
                isOurs ? PlotCanvas.dark : PlotCanvas.light)
            canvas.text(number(row.rate), x: 222 + length, y: canvas.end, width: 60)
            canvas.end += 16
        }
    }

    /// Both axes by powers of ten, which are as long on the one as on the other.
    private func scale(on canvas: inout PlotCanvas) {
        let across = powers(around: points.map { Double($0.statements) })
        let up = powers(around: points.map(\.run.seconds))
        let (decades, decadesUp) = (
            across.upperBound - across.lowerBound, up.upperBound - up.lowerBound
        )
        let decade = min(480 / decades, 320 / decadesUp)
        let (left, top) = (60.0, canvas.end)
        let (width, height) = (decades * decade, decadesUp * decade)
        func place(_ statements: Double, _ seconds: Double) -> Picture.Point {
            Picture.Point(
                left + (log10(statements) - across.lowerBound) * decade,
                top + (up.upperBound - log10(seconds)) * decade)
        }
        for power in stride(from: across.lowerBound, through: across.upperBound, by: 1) {
            let x = place(pow(10, power), 1).x
            canvas.line([Picture.Point(x, top), Picture.Point(x, top + height)], PlotCanvas.hair)
            canvas.text(
                grouped(Int(pow(10, power))), x: x - 40, y: top + height + 4, width: 80, .centre)
        }
        for power in stride(from: up.lowerBound, through: up.upperBound, by: 1) {
            let y = place(1000, pow(10, power)).y
            canvas.line([Picture.Point(left, y), Picture.Point(left + width, y)], PlotCanvas.hair)
            canvas.text(
                number(pow(10, power), power < 0 ? 1 : 0), x: 0, y: y - 7, width: left - 8,
                .trailing)
        }
        let (first, last) = (points[0], points[points.count - 1])
        let pace = first.run.seconds / Double(first.statements)
        canvas.line(
            [
                place(Double(first.statements), first.run.seconds),
                place(Double(last.statements), pace * Double(last.statements)),
            ], Rule(weight: 0.8, colour: PlotCanvas.light))
        for point in points {
            let corner = place(Double(point.statements), point.run.seconds)
            canvas.dot(at: corner)
            canvas.text(
                number(point.run.seconds, 1) + " s", x: corner.x + 8, y: corner.y - 3, width: 60)
        }
        canvas.end = top + height + 24
    }

    private func powers(around values: [Double]) -> ClosedRange<Double> {
        let logs = values.map(log10)
        let (low, high) = ((logs.min() ?? 0).rounded(.down), (logs.max() ?? 1).rounded(.up))
        return low...max(high, low + 1)
    }
}

/// Shapes and texts from the top downward.
private struct PlotCanvas {
    static let dark = Colour(red: 31, green: 58, blue: 95)
    static let light = Colour(red: 168, green: 178, blue: 192)
    static let hair = Rule(weight: 0.4, colour: Colour(red: 222, green: 226, blue: 232))
    private static let margin = 20.0

    /// Where the next thing stands.
    var end = 0.0
    private let width: Double
    private var shapes: [Picture.Shape] = []
    private var texts: [Picture.Text] = []
    private var styles = StyleSheet()
    private let plain: StyleID
    private let bold: StyleID

    init(width: Double) {
        self.width = width
        plain = styles.add("plain", TextStyle(families: ["Lato"], size: 9, leading: 13))
        bold = styles.add(
            "bold", TextStyle(families: ["Lato"], size: 10.5, leading: 15, isBold: true))
    }

    mutating func heading(_ text: String) {
        end += end > 0 ? 16 : 0
        add(text, bold, x: 0, y: end, width: width - 2 * PlotCanvas.margin, .leading)
        end += 24
    }

    mutating func text(
        _ text: String, x: Double, y: Double, width: Double, _ alignment: Alignment = .leading
    ) {
        add(text, plain, x: x, y: y, width: width, alignment)
    }

    private mutating func add(
        _ text: String, _ style: StyleID, x: Double, y: Double, width: Double,
        _ alignment: Alignment
    ) {
        let paragraph = Paragraph(text, style: style, alignment: alignment)
        texts.append(
            Picture.Text(at: Picture.Point(x, y), width: width, [.paragraph(paragraph)]))
    }

    mutating func box(x: Double, y: Double, width: Double, height: Double, _ colour: Colour) {
        shapes.append(.rectangle(Picture.Point(x, y), width: width, height: height, fill: colour))
    }

    mutating func line(_ points: [Picture.Point], _ rule: Rule) {
        shapes.append(.line(points, rule))
    }

    mutating func dot(at point: Picture.Point) {
        shapes.append(.circle(point, radius: 3.5, fill: PlotCanvas.dark))
    }

    /// Two pixels to the point.
    func png() throws -> [UInt8] {
        let margin = PlotCanvas.margin
        let page = PageFormat(
            width: width, height: end + 2 * margin, top: margin, right: margin, bottom: margin,
            left: margin)
        let picture = Picture(
            width: page.textWidth, height: end, shapes: shapes, texts: texts,
            alternative: "Statements a second")
        let document = Document(
            title: "Statements a second", author: "", subject: "", date: "", page: page,
            styles: styles, footer: Footer(left: "", right: "", style: plain),
            blocks: [.picture(picture)])
        let typesetter = try Typesetter(styles: styles)
        return try typesetter.image(of: 1, in: typesetter.typeset(document), scale: 2)
    }
}
