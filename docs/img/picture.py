#!/usr/bin/env python3
"""Draws what a terminal shows as an SVG: LANG=C script/demo | docs/img/picture.py > docs/img/demo.svg"""
import sys
import textwrap
from xml.sax.saxutils import escape

COLUMNS, CHAR_PX, LINE_PX, MARGIN_PX = 100, 8.4, 19, 18


def colour(line):
    if line.startswith("$ "):
        return "#9ece6a"
    return "#e0af68" if line.startswith("== ") else "#c0caf5"


lines = []
for line in sys.stdin.read().strip().splitlines():
    if "giữ nguyên 0, không còn trong bảng 0" not in line:  # the counts of an import, table by table
        lines += [(part, colour(line)) for part in textwrap.wrap(line, COLUMNS, subsequent_indent="    ",
                                                                 drop_whitespace=False, break_on_hyphens=False) or [""]]
width, height = COLUMNS * CHAR_PX + 2 * MARGIN_PX, len(lines) * LINE_PX + 2 * MARGIN_PX
print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" role="img">')
print(f'<rect width="100%" height="100%" rx="8" fill="#1a1b26"/>')
print('<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" xml:space="preserve">')
for number, (line, fill) in enumerate(lines):
    print(f'<text x="{MARGIN_PX}" y="{MARGIN_PX + (number + 0.75) * LINE_PX:.1f}" fill="{fill}">{escape(line)}</text>')
print("</g>\n</svg>")
