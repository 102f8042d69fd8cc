"""Statements by Typst, its compiler and its fonts kept from one to the next."""
import json
import os

from peer import font_file, is_tagged, time_all
import typst

FAMILY = "Linux Libertine O"
fonts = typst.Fonts(
    include_system_fonts=False, include_embedded_fonts=False,
    font_paths=[os.path.dirname(font_file(FAMILY, "Regular"))])
template = os.path.join(os.path.dirname(os.path.abspath(__file__)), "statement.typ")
compiler = typst.Compiler(template, font_paths=fonts)


def render(statement, path):
    compiler.compile(
        output=path, format="pdf", sys_inputs={"statement": json.dumps(statement)},
        pdf_tags=is_tagged)


time_all("typst", FAMILY, render)
