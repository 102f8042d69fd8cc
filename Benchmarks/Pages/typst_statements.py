"""Sets statements with Typst, its compiler and its fonts kept from one to the next, and prints the seconds
that it took without the start.

    python3 typst_statements.py FOLDER-OF-TYPST STATEMENTS.json OUTPUT tagged|untagged
"""
import json
import os
import sys
import time

sys.path.insert(0, sys.argv[1])
import typst

here = os.path.dirname(os.path.abspath(__file__))
with open(sys.argv[2]) as file:
    statements = [json.dumps(statement) for statement in json.load(file)]
fonts = typst.Fonts(
    include_system_fonts=False,
    include_embedded_fonts=False,
    font_paths=["/usr/share/fonts/opentype/linux-libertine"],
)
compiler = typst.Compiler(os.path.join(here, "statement.typ"), font_paths=fonts)


def render(number, statement):
    compiler.compile(
        output=f"{sys.argv[3]}/typst-{number}.pdf",
        format="pdf",
        sys_inputs={"statement": statement},
        pdf_tags=sys.argv[4] == "tagged",
    )


render(0, statements[0])
start = time.monotonic()
for number, statement in enumerate(statements):
    render(number, statement)
print(time.monotonic() - start)
