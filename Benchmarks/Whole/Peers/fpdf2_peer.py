"""Statements by fpdf2's tables."""
import logging

from peer import (
    BOTTOM, ENTRIES, ENTRY_WIDTHS, HEIGHT, KEEPER_WIDTHS, LEFT, RIGHT, SLIP, SUM_WIDTHS, TOP, WIDTH,
    font_file, rows, sum_rows, time_all, total_row)
from fpdf import FPDF, FontFace
from fpdf.enums import XPos, YPos

FAMILY = "Liberation Serif"
FILES = {"": font_file(FAMILY, "Regular"), "B": font_file(FAMILY, "Bold")}
BELOW = {"new_x": XPos.LMARGIN, "new_y": YPos.NEXT}
# What it leaves out of a font, it tells of each.
logging.getLogger("fontTools").setLevel(logging.ERROR)


class Statement(FPDF):
    def __init__(self, statement):
        super().__init__(unit="pt", format=(WIDTH, HEIGHT))
        self.foot = f"Invoice {statement['number']} · {statement['client'][0]}"
        for style, file in FILES.items():
            self.add_font("text", style, file)
        self.set_margins(LEFT, TOP, RIGHT)
        self.set_auto_page_break(True, BOTTOM)
        self.set_title(f"Invoice {statement['number']}")
        self.set_author(statement["firm"])
        self.c_margin = 0
        self.add_page()

    def footer(self):
        self.set_font("text", size=8)
        self.set_y(-BOTTOM / 2)
        self.cell(self.epw / 2, 10, self.foot)
        self.cell(self.epw / 2, 10, f"Page {self.page_no()} of {{nb}}", align="R")

    def lines(self, texts, size=9.5, leading=12, style="", x=LEFT):
        self.set_font("text", style, size)
        for text in texts:
            self.set_x(x)
            self.cell(self.epw, leading, text, **BELOW)

    def beside(self, left, right, x):
        """Lines, and pairs of texts to the right of them."""
        top = self.y
        self.lines(left)
        bottom, self.y = self.y, top
        for name, value in right:
            self.set_x(x)
            self.cell(80, 12, name)
            self.cell(120, 12, value, **BELOW)
        self.y = max(bottom, self.y)

    def heading(self, text):
        if self.will_page_break(60):
            self.add_page()
        self.ln(12)
        self.lines([text], 11, 18, "B")

    def figures(self, values, widths, left_columns, has_head=False, ends_bold=True):
        self.set_font("text", size=9.5)
        align = ["LEFT"] * left_columns + ["RIGHT"] * (len(widths) - left_columns)
        with self.table(
                col_widths=widths, width=sum(widths), text_align=align, line_height=12, padding=3,
                v_align="TOP", borders_layout="SINGLE_TOP_LINE" if has_head else "NONE",
                first_row_as_headings=has_head, headings_style=FontFace(size_pt=8)) as table:
            for number, row in enumerate(values, 1):
                is_bold = ends_bold and number == len(values)
                table.row(row, style=FontFace(emphasis="BOLD") if is_bold else None)


def render(statement, path):
    pdf = Statement(statement)
    top = pdf.y
    pdf.lines([statement["firm"]], 18, 22)
    pdf.y = top
    pdf.lines(statement["letterhead"], 8, 10, x=WIDTH - RIGHT - 160)
    pdf.y = top + 28
    pdf.line(LEFT, pdf.y, WIDTH - RIGHT, pdf.y)
    pdf.ln(24)
    pdf.beside(statement["client"], statement["particulars"], WIDTH - RIGHT - 240)
    pdf.ln(20)
    pdf.lines([statement["matter"]], 13, 16, "B")
    pdf.heading("Professional services")
    pdf.figures(
        [ENTRIES, *statement["lines"], total_row(statement)], ENTRY_WIDTHS, 3, has_head=True)
    pdf.heading("Timekeepers")
    pdf.figures(rows(statement["timekeepers"], 5), KEEPER_WIDTHS, 2, ends_bold=False)
    pdf.heading("Account")
    pdf.figures(sum_rows(statement), SUM_WIDTHS, 1)
    if pdf.will_page_break(90):
        pdf.add_page()
    pdf.ln(24)
    pdf.set_dash_pattern(3, 3)
    pdf.line(LEFT, pdf.y, WIDTH - RIGHT, pdf.y)
    pdf.set_dash_pattern()
    pdf.ln(8)
    pdf.lines([SLIP])
    pdf.ln(6)
    slip = [("Invoice", statement["number"]), ("Amount due", statement["due"])]
    pdf.beside(statement["letterhead"], slip, WIDTH - RIGHT - 200)
    pdf.output(path)


time_all("fpdf2", FAMILY, render)
