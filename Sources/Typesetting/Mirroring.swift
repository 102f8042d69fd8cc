// A page that reads from the right is cut like one that reads from the left, and turned over here:
// what was at the left stands at the right. Text keeps its own direction.

extension Drawing {
    func mirrored(in width: Double) -> Drawing {
        switch self {
        case .text(let line, let style, let x, let baseline):
            .text(line, style: style, x: width - x - line.width, baseline: baseline)
        case .shape(let shape): .shape(shape.mirrored(in: width))
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

extension Strip {
    func mirrored(in width: Double) -> Strip {
        // What a standard lays out, such as a payment part, lies as it says.
        if isAtPaperEdge { return self }
        var strip = self
        strip.drawings = drawings.map { $0.mirrored(in: width) }
        (strip.left, strip.right) = (width - right, width - left)
        return strip
    }
}

extension Galley {
    func mirrored(in width: Double) -> Galley {
        Galley(
            strips: strips.map { $0.mirrored(in: width) },
            headers: headers.map { $0.map { $0.mirrored(in: width) } })
    }
}
