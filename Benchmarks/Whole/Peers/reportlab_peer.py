"""Statements by ReportLab's page layout: tables with paragraphs in them. It takes no font with PostScript's
outlines, so it sets them in another one."""
from xml.sax.saxutils import escape

from peer import (
    BOTTOM, ENTRIES, ENTRY_WIDTHS, HEIGHT, KEEPER_WIDTHS, LEFT, RIGHT, SLIP, SUM_WIDTHS, TOP, WIDTH,
    font_file, rows, sum_rows, time_all, total_row)
from reportlab import rl_config
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak, HRFlowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table)

FAMILY = "Liberation Serif"
# Smaller files in less time than with its default.
rl_config.useA85 = 0
pdfmetrics.registerFont(TTFont("text", font_file(FAMILY, "Regular")))
pdfmetrics.registerFont(TTFont("bold", font_file(FAMILY, "Bold")))
BODY = ParagraphStyle("body", fontName="text", fontSize=9.5, leading=12)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=8, leading=10)
FIRM = ParagraphStyle("firm", parent=BODY, fontSize=18, leading=22)
MATTER = ParagraphStyle("matter", parent=BODY, fontName="bold", fontSize=13, leading=16)
HEADING = ParagraphStyle(
    "heading", parent=BODY, fontName="bold", fontSize=11, leading=14, spaceBefore=12, spaceAfter=4)
PLAIN = [
    ("FONT", (0, 0), (-1, -1), "text", 9.5, 12), ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]
FIGURES = PLAIN + [
    (name + "PADDING", (0, 0), (-1, -1), 3) for name in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
BOLD_END = [("FONT", (0, -1), (-1, -1), "bold", 9.5, 12)]


class NumberedCanvas(Canvas):
    """How many pages there are stands in a form, which is drawn at last."""

    def save(self):
        count = str(self.getPageNumber() - 1)
        self.beginForm("count", 0, -4, 20, 12)
        self.setFont("text", 8)
        self.drawString(0, 0, count)
        self.endForm()
        super().save()


def lines(texts, style=BODY):
    return [Paragraph(escape(text), style) for text in texts]


def beside(left, right, widths):
    return Table([[left, right]], colWidths=widths, style=PLAIN)


def pairs(values, widths):
    return Table(rows(values, 2), colWidths=widths, style=PLAIN)


def heading(text):
    return [CondPageBreak(60), Paragraph(text, HEADING)]


def entries(statement):
    data = [list(ENTRIES)]
    data += [
        [*line[:2], Paragraph(escape(line[2]), BODY), *line[3:]] for line in statement["lines"]]
    data.append(total_row(statement))
    return Table(
        data, colWidths=ENTRY_WIDTHS, repeatRows=1, style=FIGURES + BOLD_END + [
            ("FONT", (0, 0), (-1, 0), "text", 8, 10), ("ALIGN", (3, 0), (-1, -1), "RIGHT"),
            ("LINEBELOW", (0, 0), (-1, 0), 0.5, "black"),
            ("LINEABOVE", (0, -1), (-1, -1), 0.5, "black")])


def render(statement, path):
    width = WIDTH - LEFT - RIGHT

    def footer(canvas, document):
        canvas.setFont("text", 8)
        canvas.drawString(
            LEFT, BOTTOM / 2, f"Invoice {statement['number']} · {statement['client'][0]}")
        canvas.drawRightString(WIDTH - RIGHT - 12, BOTTOM / 2, f"Page {document.page} of")
        canvas.saveState()
        canvas.translate(WIDTH - RIGHT - 10, BOTTOM / 2)
        canvas.doForm("count")
        canvas.restoreState()

    particulars = [text for pair in statement["particulars"] for text in pair]
    slip = ["Invoice", statement["number"], "Amount due", statement["due"]]
    story = [
        beside(
            Paragraph(escape(statement["firm"]), FIRM), lines(statement["letterhead"], SMALL),
            (width - 160, 160)),
        HRFlowable("100%", 0.5, color="black", spaceBefore=6, spaceAfter=24),
        beside(lines(statement["client"]), pairs(particulars, (80, 160)), (width - 240, 240)),
        Spacer(0, 20), Paragraph(escape(statement["matter"]), MATTER),
        *heading("Professional services"), entries(statement), *heading("Timekeepers"),
        Table(
            rows(statement["timekeepers"], 5), colWidths=KEEPER_WIDTHS,
            style=FIGURES + [("ALIGN", (2, 0), (-1, -1), "RIGHT")]),
        *heading("Account"),
        Table(
            sum_rows(statement), colWidths=SUM_WIDTHS,
            style=FIGURES + BOLD_END + [("ALIGN", (1, 0), (1, -1), "RIGHT")]),
        KeepTogether([
            HRFlowable("100%", 0.5, color="black", dash=(3, 3), spaceBefore=24, spaceAfter=8),
            Paragraph(SLIP, BODY), Spacer(0, 6),
            beside(lines(statement["letterhead"]), pairs(slip, (90, 110)), (width - 200, 200))])]
    SimpleDocTemplate(
        path, pagesize=(WIDTH, HEIGHT), leftMargin=LEFT - 6, rightMargin=RIGHT - 6,
        topMargin=TOP - 6, bottomMargin=BOTTOM - 6, title=f"Invoice {statement['number']}",
        author=statement["firm"],
    ).build(story, onFirstPage=footer, onLaterPages=footer, canvasmaker=NumberedCanvas)


time_all("reportlab", FAMILY, render)
