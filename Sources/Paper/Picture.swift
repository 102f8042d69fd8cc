/// A drawing of shapes and text in points, from its top left corner. It is printed as large as it is.
package struct Picture: Sendable {
    /// One path, filled, stroked, or both.
    package struct Shape: Sendable {
        package var steps: [Step]
        package var fill: Colour?
        package var stroke: Rule?

        package init(_ steps: [Step], fill: Colour? = nil, stroke: Rule? = nil) {
            self.steps = steps
            self.fill = fill
            self.stroke = stroke
        }
    }

    package struct Point: Hashable, Sendable {
        package var x: Double
        package var y: Double

        package init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }
    }

    package enum Step: Sendable {
        case move(Point)
        case line(Point)
        case curve(Point, Point, to: Point)
        case rectangle(Point, width: Double, height: Double)
        case close
    }

    /// Blocks in a column of their own, over the shapes.
    package struct Text: Sendable {
        package var corner: Point
        package var width: Double
        package var blocks: [Block]

        package init(at corner: Point, width: Double, _ blocks: [Block]) {
            self.corner = corner
            self.width = width
            self.blocks = blocks
        }
    }

    package var width: Double
    package var height: Double
    package var shapes: [Shape]
    package var texts: [Text]
    /// What it shows, for whoever cannot see it.
    package var alternative: String

    package init(
        width: Double, height: Double, shapes: [Shape] = [], texts: [Text] = [],
        alternative: String
    ) {
        self.width = width
        self.height = height
        self.shapes = shapes
        self.texts = texts
        self.alternative = alternative
    }
}

extension Picture.Shape {
    /// A line through these points, open at its ends.
    package static func line(_ points: [Picture.Point], _ rule: Rule) -> Picture.Shape {
        Picture.Shape(
            points.enumerated().map { $0.offset == 0 ? .move($0.element) : .line($0.element) },
            stroke: rule)
    }

    package static func rectangle(
        _ corner: Picture.Point, width: Double, height: Double, fill: Colour? = nil,
        stroke: Rule? = nil
    ) -> Picture.Shape {
        Picture.Shape(
            [.rectangle(corner, width: width, height: height)], fill: fill, stroke: stroke)
    }

    package static func circle(
        _ centre: Picture.Point, radius: Double, fill: Colour? = nil, stroke: Rule? = nil
    ) -> Picture.Shape {
        // How far the handles of four curves reach, so that they make a circle.
        let reach = radius * 0.5523
        func at(_ x: Double, _ y: Double) -> Picture.Point {
            Picture.Point(centre.x + x, centre.y + y)
        }
        return Picture.Shape(
            [
                .move(at(radius, 0)),
                .curve(at(radius, reach), at(reach, radius), to: at(0, radius)),
                .curve(at(-reach, radius), at(-radius, reach), to: at(-radius, 0)),
                .curve(at(-radius, -reach), at(-reach, -radius), to: at(0, -radius)),
                .curve(at(reach, -radius), at(radius, -reach), to: at(radius, 0)), .close,
            ], fill: fill, stroke: stroke)
    }

    /// The other way round, as in a mirror: what was at 0 is at `width`.
    package func mirrored(in width: Double) -> Picture.Shape {
        func at(_ point: Picture.Point) -> Picture.Point {
            Picture.Point(width - point.x, point.y)
        }
        var mirrored = self
        mirrored.steps = steps.map { step in
            switch step {
            case .move(let point): .move(at(point))
            case .line(let point): .line(at(point))
            case .curve(let first, let second, let end): .curve(at(first), at(second), to: at(end))
            case .rectangle(let corner, let own, let height):
                .rectangle(
                    Picture.Point(width - corner.x - own, corner.y), width: own, height: height)
            case .close: .close
            }
        }
        return mirrored
    }

    package func moved(x: Double, y: Double) -> Picture.Shape {
        func at(_ point: Picture.Point) -> Picture.Point {
            Picture.Point(point.x + x, point.y + y)
        }
        var moved = self
        moved.steps = steps.map { step in
            switch step {
            case .move(let point): .move(at(point))
            case .line(let point): .line(at(point))
            case .curve(let first, let second, let end): .curve(at(first), at(second), to: at(end))
            case .rectangle(let corner, let width, let height):
                .rectangle(at(corner), width: width, height: height)
            case .close: .close
            }
        }
        return moved
    }
}
