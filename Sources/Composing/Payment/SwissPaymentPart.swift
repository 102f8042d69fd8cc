internal import Billing
internal import Paper
internal import QRCode

extension StatementParts {
    /// The receipt and the payment part of a Swiss QR-bill, 210 × 105 mm, to stand at the lower edge
    /// of the last page.
    var swissPaymentPart: Picture? {
        guard case .swiss(let payment)? = statement.paymentCode,
            let code = QRCode(paymentCodeText(.swiss(payment)), largest: 25)
        else { return nil }
        return SwissPaymentPart(
            payment: payment, number: statement.number, amount: statement.amountDue, code: code,
            style: template.style
        ).picture
    }
}

/// Laid out as the style guide of the Swiss QR-bill says: measures in millimetres from the upper left
/// corner, type in points.
private struct SwissPaymentPart {
    let payment: SwissPayment
    let number: String
    let amount: Money
    let code: QRCode
    let style: (Template.SwissRole) -> StyleID

    private var words: SwissWords { payment.words }

    private static let width = 210.0
    private static let height = 105.0
    private static let receiptWidth = 62.0
    private static let margin = 5.0

    var picture: Picture {
        Picture(
            width: Self.width * millimetre, height: Self.height * millimetre,
            shapes: separatingLines + codeShapes, texts: receipt + paymentPart,
            alternative: words.paymentPart)
    }

    // MARK: Text

    private func text(
        _ x: Double, _ y: Double, width: Double, _ blocks: [Block]
    ) -> Picture.Text {
        Picture.Text(
            at: Picture.Point(x * millimetre, y * millimetre), width: width * millimetre, blocks)
    }

    private func line(
        _ text: String, _ role: Template.SwissRole, _ alignment: Alignment = .left
    ) -> Block {
        .paragraph(Paragraph(text, style: style(role), alignment: alignment))
    }

    private struct Entry {
        var heading: String
        var value: [Block]
    }

    /// Each with its heading, and a blank line between one and the next.
    private func column(
        _ entries: [Entry], _ heading: Template.SwissRole, gap: Double
    ) -> [Block] {
        var blocks: [Block] = []
        for entry in entries where !entry.value.isEmpty {
            if !blocks.isEmpty { blocks.append(.space(gap)) }
            blocks += [line(entry.heading, heading)] + entry.value
        }
        return blocks
    }

    private func account(_ role: Template.SwissRole) -> Entry {
        let lines = [payment.iban.grouped] + payment.creditor.lines
        return Entry(heading: words.account, value: lines.map { line($0, role) })
    }

    private func reference(_ role: Template.SwissRole) -> Entry {
        let grouped = PaymentReference(payment.reference, of: number).grouped
        return Entry(heading: words.reference, value: grouped.isEmpty ? [] : [line(grouped, role)])
    }

    private func debtor(
        _ role: Template.SwissRole, blankWidth: Double, height: Double
    ) -> Entry {
        guard let debtor = payment.debtor else {
            return Entry(
                heading: words.payableByBlank,
                value: [.space(2), blankField(width: blankWidth, height: height)])
        }
        return Entry(heading: words.payableBy, value: debtor.lines.map { line($0, role) })
    }

    /// `1 949.75`
    private var printedAmount: String {
        FigureFormat(decimal: ".", grouping: " ").amount(amount).text
    }

    private var receipt: [Picture.Text] {
        let (left, width) = (Self.margin, 52.0)
        return [
            text(left, 5, width: width, [line(words.receipt, .title)]),
            text(
                left, 12, width: width,
                column(
                    [
                        account(.receiptValue), reference(.receiptValue),
                        debtor(.receiptValue, blankWidth: 52, height: 20),
                    ], .receiptHeading, gap: 9)),
            text(left, 68, width: 12, [line(words.currency, .receiptHeading)]),
            text(left, 68 + 3.2, width: 12, [line(amount.currency.code, .receiptValue)]),
            text(left + 13, 68, width: width - 13, [line(words.amount, .receiptHeading)]),
            text(left + 13, 68 + 3.2, width: width - 13, [line(printedAmount, .receiptValue)]),
            text(
                left, 82, width: width, [line(words.acceptancePoint, .receiptHeading, .trailing)]),
        ]
    }

    private var paymentPart: [Picture.Text] {
        let left = Self.receiptWidth + Self.margin
        return [
            text(left, 5, width: 51, [line(words.paymentPart, .title)]),
            text(left, 68, width: 14, [line(words.currency, .heading)]),
            text(left, 68 + 3.9, width: 14, [line(amount.currency.code, .value)]),
            text(left + 15, 68, width: 36, [line(words.amount, .heading)]),
            text(left + 15, 68 + 3.9, width: 36, [line(printedAmount, .value)]),
            text(
                left + 51, 5, width: 87,
                column(
                    [
                        account(.value), reference(.value),
                        Entry(
                            heading: words.information,
                            value: [line(payment.message(number: number), .value)]),
                        debtor(.value, blankWidth: 65, height: 25),
                    ], .heading, gap: 11)),
        ]
    }

    // MARK: Lines and marks

    /// Between receipt and payment part, and above both, with the scissors to cut along them.
    private var separatingLines: [Picture.Shape] {
        let rule = Rule(weight: 0.5, colour: .black, isDashed: true)
        func at(_ x: Double, _ y: Double) -> Picture.Point {
            Picture.Point(x * millimetre, y * millimetre)
        }
        return [
            .line([at(0, 0), at(Self.width, 0)], rule),
            .line([at(Self.receiptWidth, 0), at(Self.receiptWidth, Self.height)], rule),
        ] + scissors { along, across in at(8 + along, across) }
            + scissors { along, across in at(Self.receiptWidth - across, 10 + along) }
    }

    /// Two rings and two blades that cross on the line, `along` it and `across` it in millimetres.
    private func scissors(
        _ place: (_ along: Double, _ across: Double) -> Picture.Point
    ) -> [Picture.Shape] {
        let thin = Rule(weight: 0.6, colour: .black)
        return [-1.0, 1.0].flatMap { side -> [Picture.Shape] in
            [
                .circle(
                    place(-1.7, side * 0.95), radius: 0.62 * millimetre, fill: .white,
                    stroke: thin),
                Picture.Shape(
                    [
                        .move(place(-1.22, side * 0.5)), .line(place(2.3, side * -0.75)),
                        .line(place(0.2, side * 0.28)), .close,
                    ], fill: .black),
            ]
        }
    }

    /// Corners of the field in which the payer writes name and address, where they are not printed.
    private func blankField(width: Double, height: Double) -> Block {
        let rule = Rule(weight: 0.75, colour: .black)
        let arm = 3.0
        let corners: [(x: Double, y: Double, right: Double, down: Double)] = [
            (0, 0, 1, 1), (width, 0, -1, 1), (0, height, 1, -1), (width, height, -1, -1),
        ]
        func at(_ x: Double, _ y: Double) -> Picture.Point {
            Picture.Point(x * millimetre, y * millimetre)
        }
        return .picture(
            Picture(
                width: width * millimetre, height: height * millimetre,
                shapes: corners.map { corner in
                    .line(
                        [
                            at(corner.x + arm * corner.right, corner.y), at(corner.x, corner.y),
                            at(corner.x, corner.y + arm * corner.down),
                        ], rule)
                }, alternative: words.payableByBlank))
    }

    // MARK: The code

    /// 46 mm, and in its middle the Swiss cross on 7 mm, which the error correction makes good.
    private var codeShapes: [Picture.Shape] {
        let (x, y, side) = (Self.receiptWidth + Self.margin, 17.0, 46.0)
        let centre = Picture.Point((x + side / 2) * millimetre, (y + side / 2) * millimetre)
        func square(_ width: Double, _ height: Double, _ colour: Colour) -> Picture.Shape {
            .rectangle(
                Picture.Point(
                    centre.x - width * millimetre / 2, centre.y - height * millimetre / 2),
                width: width * millimetre, height: height * millimetre, fill: colour)
        }
        return [
            code.shape(at: x * millimetre, y * millimetre, side * millimetre / Double(code.side)),
            square(7, 7, .white), square(6, 6, .black),
            square(3.9, 1.17, .white), square(1.17, 3.9, .white),
        ]
    }
}
