// A page that reads from the right is cut like one that reads from the left, and turned over here:
// what was at the left stands at the right. Text keeps its own direction.
internal import Paper

extension Drawing {
    func mirrored(in width: Double) -> Drawing {
        switch self {
        case .element: self
        case .text(let line, let x, let baseline):
            .text(line, x: width - x - line.width, baseline: baseline)
        case .shape(let shape, let isMirrored, let x, let y):
            .shape(shape, isMirrored: !isMirrored, x: width - x, y: y)
        case .file(let picture, let x, let y, let own, let height):
            .file(picture, x: width - x - own, y: y, width: own, height: height)
        case .rule(let rule, let x0, let x1, let y):
            .rule(rule, x0: width - x1, x1: width - x0, y: y)
        case .upright(let rule, let x, let y0, let y1):
            .upright(rule, x: width - x, y0: y0, y1: y1)
        case .ground(let colour, let x, let y, let groundWidth, let height):
            .ground(colour, x: width - x - groundWidth, y: y, width: groundWidth, height: height)
        case .box(let x, let y, let boxWidth, let height, let line, let colour):
            .box(
                x: width - x - boxWidth, y: y, width: boxWidth, height: height, line: line,
                colour: colour)
        }
    }
}

extension Picture.Shape {
    /// Turned over at the line from which its points are measured.
    var mirrored: Picture.Shape {
        func at(_ point: Picture.Point) -> Picture.Point { Picture.Point(-point.x, point.y) }
        var shape = self
        shape.steps = steps.map { step in
            switch step {
            case .move(let point): .move(at(point))
            case .line(let point): .line(at(point))
            case .curve(let first, let second, let end): .curve(at(first), at(second), to: at(end))
            case .rectangle(let corner, let across, let height):
                .rectangle(
                    Picture.Point(-corner.x - across, corner.y), width: across, height: height)
            case .close: .close
            }
        }
        return shape
    }
}

extension Strip {
    /// What stands at the edge of the paper is laid out by a standard, whoever reads it.
    func mirrored(in width: Double) -> Strip {
        if isAtPaperEdge { return self }
        var strip = self
        (strip.left, strip.right) = (width - right, width - left)
        return strip
    }
}

extension Galley {
    /// With all that was drawn of it so far.
    func mirrored(in width: Double, _ store: DrawingStore) -> Galley {
        let atEdge = strips.filter(\.isAtPaperEdge).map(\.drawings)
        store.mirror(0..<store.count, in: width, but: atEdge)
        return Galley(
            strips: strips.map { $0.mirrored(in: width) },
            headers: headers.map { $0.map { $0.mirrored(in: width) } },
            carried: carried.map { sums in
                CarriedSums(height: sums.height) { row in
                    let start = store.count
                    let (forward, brought) = sums.cut(row)
                    store.mirror(start..<store.count, in: width)
                    return (forward.mirrored(in: width), brought.mirrored(in: width))
                }
            })
    }
}
