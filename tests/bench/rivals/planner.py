"""The planning problem of a folder of tables as an integer program, for CBC: planner.py FOLDER PLAN SECONDS.

One binary variable a unit, venue and start; all rules of a plan without online meetings are rows, the time of a committee
at each start at which it may begin to be busy. Each meeting is charged the ways there and back: tours of two meetings
would square the model, so F comes from the judge, and may be less than what the solver believes. Exit 3: no plan in time.
"""

import collections
import csv
import math
import subprocess
import sys

folder, plan_path, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3])


def table(name):
    with open(f"{folder}/{name}.csv", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:5])


def clock(minute):
    return f"{minute // 60:02}:{minute % 60:02}"


params = {row["key"]: row["value"] for row in table("params")}
gap, most_a_day = int(params["changeover_min"]), int(params["candidate_max_per_day"])
days = {row["date"]: row["holiday"] == "1" for row in table("days")}
sessions = [(row["session"][0].upper(), minutes(row["start"]), minutes(row["end"])) for row in table("sessions")]
blocks = {(row["kind"], row["id"], row["date"], letter) for row in table("blocks") for letter in row["sessions"]}
homes = {row["candidate_id"]: (int(row["home_x"]), int(row["home_y"])) for row in table("candidates")}
district_of = {row["commune_id"]: row["district_id"] for row in table("communes")}
target = {row["district_id"]: int(row["daily_target"]) for row in table("districts")}
units = {row["unit_id"]: row for row in table("units")}
members, communes, halls = (collections.defaultdict(list) for _ in range(3))
for row in table("candidacies"):
    members[row["unit_id"]].append(row["candidate_id"])
for row in table("unit_communes"):
    communes[row["unit_id"]].append(row["commune_id"])
for row in table("venues"):
    halls[row["commune_id"]].append(row)
seats = collections.Counter(candidate for unit in members.values() for candidate in unit)

rows = collections.defaultdict(list)  # (what, ...): variables
meetings = []  # by variable: unit, venue, date, start, end
costs = []


def way(a, b):
    return math.ceil(math.dist(a, b))


def fits_window(date, start, end):
    return params["campaign_start"] <= f"{date}T{clock(start)}" and f"{date}T{clock(end)}" <= params["campaign_end"]


def add(unit, hall, date, letter, start, end):
    number, commune = len(meetings), hall["commune_id"]
    district, there = district_of[commune], (int(hall["x"]), int(hall["y"]))
    meetings.append((unit, hall["venue_id"], date, start, end))
    costs.append(2 * int(params["w_travel_per_m"]) * sum(way(homes[candidate], there) for candidate in members[unit])
                 + (int(params["w_holiday_m"]) if days[date] else 0))
    rows["count", unit].append(number)
    rows["spread", unit, commune].append(number)
    rows["same", unit, commune, date].append(number)
    rows["quota", unit, district].append(number)
    rows["load", district, date].append(number)
    for name in [unit] + [candidate for candidate in members[unit] if seats[candidate] > 1]:
        rows["day", name, date].append(number)
        rows["session", name, date, letter].append(number)
    rows["busy", commune, date].append(number)


for unit, row in units.items():
    length = int(row["duration_min"])
    for commune in communes[unit]:
        for hall in halls[commune]:
            for date in days if int(hall["capacity"]) >= int(row["attendance"]) else ():
                for letter, opens, closes in sessions:
                    asked = [("venue", hall["venue_id"]), ("commune", commune)] + [("candidate", k) for k in members[unit]]
                    if any((kind, name, date, letter) in blocks for kind, name in asked):
                        continue
                    for start in range(opens, closes - length + 1, length + gap):
                        if fits_window(date, start, start + length):
                            add(unit, hall, date, letter, start, start + length)


def limits():
    """Name, variables, sense and right side of each row."""
    for key, numbers in rows.items():
        if key[0] == "count":
            yield numbers, "=", int(units[key[1]]["needed"])
        elif key[0] == "spread":
            yield numbers, "<=", math.ceil(int(units[key[1]]["needed"]) / len(communes[key[1]]))
        elif key[0] in ("same", "session"):
            yield numbers, "<=", 1
        elif key[0] == "day":
            yield numbers, "<=", most_a_day
        elif key[0] == "quota":
            districts = {district_of[commune] for commune in communes[key[1]]}
            if len(districts) > 1:
                yield numbers, ">=", int(units[key[1]]["needed"]) // len(districts)
        elif key[0] == "busy":  # chairs one meeting at a time, so that a venue never holds two
            for moment in {meetings[number][3] for number in numbers}:
                yield [k for k in numbers if meetings[k][3] <= moment < meetings[k][4] + gap], "<=", 1


program = [f"{cost} x{number}" for number, cost in enumerate(costs)]
above = {key: f"b{number}" for number, key in enumerate(key for key in rows if key[0] == "load")}
program += [f"{params['w_imbalance_m']} {name}" for name in above.values()]
with open(plan_path + ".lp", "w", encoding="ascii") as file:
    file.write("Minimize\n" + "\n+ ".join(program) + "\nSubject To\n")
    for numbers, sense, right in limits():
        file.write("\n+ ".join(f"x{number}" for number in numbers) + f" {sense} {right}\n")
    for key, name in above.items():
        file.write("\n+ ".join(f"x{number}" for number in rows[key]) + f"\n- {name} <= {target[key[1]]}\n")
    file.write("Binary\n" + "\n".join(f"x{number}" for number in range(len(meetings))) + "\nEnd\n")
subprocess.run(["cbc", plan_path + ".lp", "sec", str(seconds), "timem", "elapsed", "solve", "solution", plan_path + ".txt"],
               check=True, stdout=subprocess.DEVNULL)
with open(plan_path + ".txt", encoding="ascii") as file:
    head = file.readline()
    chosen = [line.replace("**", "").split() for line in file]
chosen = [int(words[1][1:]) for words in chosen if words[1][0] == "x" and float(words[2]) > 0.5]
if head.startswith("Infeasible") or len(chosen) != sum(int(row["needed"]) for row in units.values()):
    sys.exit(3)
with open(plan_path, "w", encoding="ascii") as file:
    file.write("meeting_id,unit_id,mode,venue_id,start,end\n")
    for number in chosen:
        unit, venue, date, start, end = meetings[number]
        file.write(f"m{number},{unit},direct,{venue},{date}T{clock(start)},{date}T{clock(end)}\n")
