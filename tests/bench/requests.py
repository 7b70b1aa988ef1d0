#!/usr/bin/env python3
"""requests.py HOST:PORT ADDRESSES [COUNT]: milliseconds of single requests of a service, one after the other over one kept
connection: calendars of as many candidates, spread over the file, the first time and again, and the signs of life."""
import csv
import http.client
import sys
import time
import urllib.parse


def ask(connection, path, headers=None):
    start = time.perf_counter()
    connection.request("GET", path, headers=headers or {})
    answer = connection.getresponse()
    answer.read()
    return (time.perf_counter() - start) * 1000, answer


def tell(what, times):
    times.sort()
    print("%-24s %7d  median %.2f  99 in 100 %.2f  999 in 1000 %.2f  longest %.2f ms" % (
        what, len(times), times[len(times) // 2], times[len(times) * 99 // 100], times[len(times) * 999 // 1000], times[-1]))


def main():
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 5000
    with open(sys.argv[2], encoding="utf-8-sig", newline="") as file:
        paths = [urllib.parse.urlparse(row["address"]).path for row in csv.DictReader(file)]
    paths = paths[:: max(1, len(paths) // count)][:count]
    connection = http.client.HTTPConnection(sys.argv[1])
    for what in ("calendars, first time", "calendars, again"):
        times = []
        for path in paths:
            taken, answer = ask(connection, path)
            assert answer.status == 200, answer.status
            times.append(taken)
        tell(what, times)
    for path in ("/readyz", "/healthz", "/"):
        tell(path, [ask(connection, path)[0] for _ in range(500)])


main()
