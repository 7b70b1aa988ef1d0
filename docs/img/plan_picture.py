#!/usr/bin/env python3
"""Draws two plans of one folder of tables side by side, meetings by commune and day, as an SVG:

    hiepthuong sample district T
    hiepthuong plan solve T --out before.csv --steps 1
    hiepthuong plan solve T --out after.csv --steps 20000000
    docs/img/plan_picture.py hiepthuong T before.csv after.csv > docs/img/plan.svg
"""
import collections
import csv
import json
import subprocess
import sys
from xml.sax.saxutils import escape

PROGRAM, FOLDER, BEFORE, AFTER = sys.argv[1:]
CELL_X, CELL_Y, NAMES_PX, TOP_PX, GAP_PX, DOT_PX = 19, 19, 130, 92, 26, 5
COLOURS = {"na": "#b3261e", "province": "#b3261e", "district": "#e08a00", "commune": "#2f6db5"}
FONT = "DejaVu Sans, Verdana, sans-serif"


def table(name):
    with open(f"{FOLDER}/{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judged(path):
    run = subprocess.run([PROGRAM, "--json", "plan", "judge", FOLDER, path], capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def text(x, y, words, size=11, weight="normal", anchor="start", fill="#222"):
    print(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" '
          f'fill="{fill}">{escape(words)}</text>')


def vietnamese(day):
    return "/".join(reversed(day["date"].split("-")))


days = table("days")
communes = table("communes")
level = {unit["unit_id"]: unit["level"] for unit in table("units")}
commune_of = {venue["venue_id"]: venue["commune_id"] for venue in table("venues")}
grid_px, height = len(days) * CELL_X, TOP_PX + len(communes) * CELL_Y + 76


def panel(left, title, path):
    plan, verdict = rows_of(path), judged(path)
    same_day = collections.Counter((row["unit_id"], row["start"][:10]) for row in plan)
    cells = collections.defaultdict(list)
    for row in sorted(plan, key=lambda row: (row["start"], row["meeting_id"])):
        cells[commune_of[row["venue_id"]], row["start"][:10]].append(row)
    pairs = sum(count > 1 for count in same_day.values())
    text(left, 22, title, 15, "bold")
    ratio = 100 * verdict["bound"]["excess_ppm"] / 1e6
    text(left, 42, f'Đường đi của người ứng cử: {verdict["terms"]["T"] / 1000:,.0f} km'.replace(",", "."), 12)
    text(left, 59, f"Cao hơn kế hoạch tốt nhất có thể có: nhiều nhất {ratio:.2f}%; ngày đi hai nơi: {pairs}".replace(".", ","), 12)
    for x, day in enumerate(days):
        if day["holiday"] == "1":
            print(f'<rect x="{left + x * CELL_X}" y="{TOP_PX}" width="{CELL_X}" height="{len(communes) * CELL_Y}" fill="#eee"/>')
        text(left + (x + 0.5) * CELL_X, TOP_PX - 6, str(int(day["date"][8:])), 9, anchor="middle", fill="#555")
    for y, commune in enumerate(communes):
        print(f'<line x1="{left}" x2="{left + grid_px}" y1="{TOP_PX + y * CELL_Y}" y2="{TOP_PX + y * CELL_Y}" stroke="#ddd"/>')
        for x, day in enumerate(days):
            for number, row in enumerate(cells[commune["commune_id"], day["date"]]):
                dot_x = left + x * CELL_X + 3 + number % 2 * (DOT_PX + 3)
                dot_y = TOP_PX + y * CELL_Y + 3 + number // 2 * (DOT_PX + 3)
                ring = ' stroke="#000"' if same_day[row["unit_id"], row["start"][:10]] > 1 else ""
                print(f'<rect x="{dot_x}" y="{dot_y}" width="{DOT_PX}" height="{DOT_PX}" fill="{COLOURS[level[row["unit_id"]]]}"{ring}/>')


width = NAMES_PX + 2 * grid_px + GAP_PX + 14
print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" font-family="{FONT}">')
print('<rect width="100%" height="100%" fill="#fff"/>')
for y, commune in enumerate(communes):
    text(NAMES_PX - 8, TOP_PX + y * CELL_Y + 13, commune["name"], 10, anchor="end")
panel(NAMES_PX, "Trước: mỗi hội nghị ở chỗ gần nhất còn trống", BEFORE)
panel(NAMES_PX + grid_px + GAP_PX, "Sau khi cải thiện", AFTER)
legend_y = height - 44
for x, (words, fill, ring) in enumerate((("hội nghị cấp xã", "commune", ""), ("cấp huyện", "district", ""), ("cấp tỉnh", "province", ""),
                                         ("viền đen: đơn vị đi hai nơi trong một ngày", "district", ' stroke="#000"'))):
    left = NAMES_PX + x * 150
    print(f'<rect x="{left}" y="{legend_y}" width="9" height="9" fill="{COLOURS[fill]}"{ring}/>')
    text(left + 15, legend_y + 9, words)
text(NAMES_PX, height - 14, f"Mỗi hàng một xã, mỗi cột một ngày từ {vietnamese(days[0])} đến {vietnamese(days[-1])}; nền xám: ngày nghỉ lễ. Địa danh giả định.", fill="#555")
print("</svg>")
