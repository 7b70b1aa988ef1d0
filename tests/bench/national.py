#!/usr/bin/env python3
"""national.py PROGRAM OUT_DIR [PROVINCES]: invented tables of a whole country, made of as many invented provinces (63) side
by side, each 60 km from the next, its ids behind its number."""
import csv
import os
import subprocess
import sys
import tempfile

# The columns that hold ids, by file; the other files are the same for all.
IDS = {
    "provinces.csv": ["province_id"],
    "districts.csv": ["district_id", "province_id"],
    "communes.csv": ["commune_id", "district_id"],
    "venues.csv": ["venue_id", "commune_id"],
    "units.csv": ["unit_id", "province_id"],
    "candidates.csv": ["candidate_id"],
    "unit_communes.csv": ["unit_id", "commune_id"],
    "candidacies.csv": ["unit_id", "candidate_id"],
    "blocks.csv": ["id"],
}
SAME = ["days.csv", "params.csv", "sessions.csv"]


def add_province(number, folder, outputs):
    east, north = number % 8 * 60000, number // 8 * 60000
    for name, ids in IDS.items():
        with open(os.path.join(folder, name), encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if name not in outputs[1]:
                outputs[1][name] = csv.DictWriter(outputs[0][name], rows.fieldnames, lineterminator="\n")
                outputs[1][name].writeheader()
            for row in rows:
                for column in ids:
                    row[column] = "%02d-%s" % (number, row[column])
                for column in ("x", "home_x"):
                    if row.get(column):
                        row[column] = int(row[column]) + east
                for column in ("y", "home_y"):
                    if row.get(column):
                        row[column] = int(row[column]) + north
                for column in ("phone", "chair_phone"):
                    if row.get(column):
                        row[column] = "+845%02d%s" % (number, row[column][-6:])
                outputs[1][name].writerow(row)


def main():
    program, out = sys.argv[1], sys.argv[2]
    provinces = int(sys.argv[3]) if len(sys.argv) > 3 else 63
    os.makedirs(out, exist_ok=True)
    outputs = {name: open(os.path.join(out, name), "w", encoding="utf-8", newline="") for name in IDS}, {}
    with tempfile.TemporaryDirectory() as temporary:
        for number in range(1, provinces + 1):
            folder = os.path.join(temporary, str(number))
            subprocess.run([program, "sample", "province", folder, "--seed", str(number)], check=True,
                           stdout=subprocess.DEVNULL)
            add_province(number, folder, outputs)
            if number == 1:
                for name in SAME:
                    with open(os.path.join(folder, name), "rb") as file, open(os.path.join(out, name), "wb") as copy:
                        copy.write(file.read())


main()
