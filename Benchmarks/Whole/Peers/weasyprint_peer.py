"""Statements by WeasyPrint, from HTML; its fonts are kept from one to the next."""
import logging
from html import escape

from peer import (
    ENTRIES, ENTRY_WIDTHS, KEEPER_WIDTHS, SLIP, SUM_WIDTHS, rows, sum_rows, time_all, total_row)
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

FAMILY = "Linux Libertine O"
STYLE = f"""
@page {{ size: 612pt 792pt; margin: 54pt 58pt 72pt 58pt;
  @bottom-left {{ content: string(foot); font: 8pt {FAMILY} }}
  @bottom-right {{ content: "Page " counter(page) " of " counter(pages); font: 8pt {FAMILY} }} }}
body {{ font: 9.5pt/12pt {FAMILY}; margin: 0 }}
h1 {{ font: 18pt/22pt {FAMILY}; margin: 0 }}
h2 {{ font: bold 13pt/16pt {FAMILY}; margin: 20pt 0 0 }}
h3 {{ font: bold 11pt/14pt {FAMILY}; margin: 12pt 0 4pt; break-after: avoid }}
.foot {{ string-set: foot content(); height: 0; overflow: hidden }}
.beside {{ display: flex; justify-content: space-between }}
.letterhead {{ font-size: 8pt; line-height: 10pt }}
.rule {{ border-top: 0.5pt solid; margin: 6pt 0 24pt }}
table {{ border-collapse: collapse; table-layout: fixed; width: 496pt }}
td, th {{ padding: 3pt; text-align: left; vertical-align: top; font-weight: normal }}
tr {{ break-inside: avoid }}
th {{ font-size: 8pt; border-bottom: 0.5pt solid }}
.entries td:nth-child(n+4), .entries th:nth-child(n+4), .keepers td:nth-child(n+3),
.sums td:last-child {{ text-align: right }}
.entries tr:last-child td, .sums tr:last-child td {{ font-weight: bold }}
.entries tr:last-child td {{ border-top: 0.5pt solid }}
.pairs {{ width: auto }} .pairs td {{ padding: 0 12pt 0 0 }}
.slip {{ break-inside: avoid; border-top: 0.5pt dashed; margin-top: 24pt; padding-top: 8pt }}
"""
logging.getLogger("weasyprint").setLevel(logging.ERROR)
fonts = FontConfiguration()
style = CSS(string=STYLE, font_config=fonts)


def table(name, values, widths=(), head=()):
    columns = "".join(f'<col style="width: {width}pt">' for width in widths)
    heads = "".join(f"<th>{escape(text)}</th>" for text in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in values)
    top = f"<thead><tr>{heads}</tr></thead>" if head else ""
    return f'<table class="{name}"><colgroup>{columns}</colgroup>{top}<tbody>{body}</tbody></table>'


def lines(name, texts):
    return f'<div class="{name}">' + "<br>".join(map(escape, texts)) + "</div>"


def html(statement):
    number = statement["number"]
    return f"""<!doctype html><html lang="en"><title>Invoice {number}</title>
<div class="foot">Invoice {number} · {escape(statement["client"][0])}</div>
<div class="beside"><h1>{escape(statement["firm"])}</h1>
{lines("letterhead", statement["letterhead"])}</div><div class="rule"></div>
<div class="beside">{lines("client", statement["client"])}
{table("pairs", statement["particulars"])}</div>
<h2>{escape(statement["matter"])}</h2><h3>Professional services</h3>
{table("entries", statement["lines"] + [total_row(statement)], ENTRY_WIDTHS, ENTRIES)}
<h3>Timekeepers</h3>{table("keepers", rows(statement["timekeepers"], 5), KEEPER_WIDTHS)}
<h3>Account</h3>{table("sums", sum_rows(statement), SUM_WIDTHS)}
<div class="slip"><div>{SLIP}</div><div class="beside">{lines("", statement["letterhead"])}
{table("pairs", [("Invoice", number), ("Amount due", statement["due"])])}</div></div></html>"""


def render(statement, path):
    HTML(string=html(statement)).write_pdf(path, stylesheets=[style], font_config=fonts)


time_all("weasyprint", FAMILY, render)
