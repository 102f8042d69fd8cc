internal import Billing
internal import Paper
internal import QRCode

extension StatementParts {
    /// The code beside the rows of the remittance slip, and what it is for.
    var paymentCodePanels: [Panel] {
        guard let code = statement.paymentCode, code.kind != .swiss,
            let drawn = QRCode(paymentCodeText(code), largest: code.kind == .epc ? 13 : 40)
        else { return [] }
        let side = 30 * millimetre
        var picture = Picture(
            width: side, height: side, alternative: template.text(.payByCode))
        let module = side / Double(drawn.side + 2 * QRCode.quietZone)
        picture.shapes = [
            drawn.shape(
                at: Double(QRCode.quietZone) * module, Double(QRCode.quietZone) * module, module)
        ]
        return [
            Panel(
                width: .points(side),
                blocks: [.picture(picture), paragraph(template.text(.payByCode), .small, .centre)]),
            Panel(width: .points(18), blocks: []),
        ]
    }

    func paymentCodeText(_ code: PaymentCode) -> String {
        code.text(
            number: statement.number, amount: statement.amountDue,
            client: statement.billTo.id.text)
    }
}

/// In points.
let millimetre = 72 / 25.4

extension QRCode {
    /// All dark modules as one shape, so that no seam shows between them. A module is so many points.
    func shape(at x: Double, _ y: Double, _ module: Double) -> Picture.Shape {
        Picture.Shape(
            blocks.map { block in
                .rectangle(
                    Picture.Point(
                        x + Double(block.column) * module, y + Double(block.row) * module),
                    width: Double(block.width) * module, height: Double(block.height) * module)
            }, fill: .black)
    }
}
