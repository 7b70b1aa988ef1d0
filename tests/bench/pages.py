#!/usr/bin/env python3
"""pages.py HOST:PORT PID LOGIN PASSWORD [COUNT]: milliseconds of every page for staff of the service's first election, asked
for COUNT times one after the other over one kept connection, most expensive last. Pages with a code in their address are
found by the links of the others. Fails when a page does not answer 200, or takes more than 30 ms of processor time."""
import glob
import http.client
import re
import sys
import time
import urllib.parse

LIMIT_MS = 30


class Browser:
    def __init__(self, address):
        self.connection = http.client.HTTPConnection(address)
        self.headers = {}

    def ask(self, path):
        start = time.perf_counter()
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        taken = (time.perf_counter() - start) * 1000
        is_page = answer.getheader("Content-Type", "").startswith("text/html")
        return taken, answer.status, body.decode() if is_page else ""  # what is taken away is no page

    def log_in(self, login, password):
        form = urllib.parse.urlencode({"login": login, "password": password})
        self.connection.request("POST", "/login", form, {"Content-Type": "application/x-www-form-urlencoded"})
        answer = self.connection.getresponse()
        answer.read()
        self.headers["Cookie"] = answer.getheader("Set-Cookie").split(";")[0]


def processor_ms(pid):
    """What all threads of the service have run for so far."""
    total = 0
    for path in glob.glob("/proc/%s/task/*/schedstat" % pid):
        with open(path, encoding="ascii") as file:
            total += int(file.read().split()[0])
    return total / 1e6


def pages_of(browser):
    """One of each kind: links of the pages, two levels deep, the codes in them taken for one another."""
    election = re.search(r'href="(/e/[^/"]+)/today"', browser.ask("/e?all=1")[2]).group(1)
    kinds = {}
    waiting = [election + "/today"]
    while waiting:
        path = waiting.pop(0)
        kind = re.sub(r"=[^&]*", "=", re.sub(r"^(/e/[^/]+/\w+)/[^/?]+", r"\1/{}", path))
        if kind in kinds or kind.count("/") > 5 or kind.count("&") > 2:
            continue
        kinds[kind] = ""
        body = browser.ask(path)[2]
        if body == "":
            continue
        kinds[kind] = path
        links = re.findall(r'href="(%s/[^"#]+)"' % re.escape(election), body)
        waiting += [link.replace("&amp;", "&") for link in links]
    return sorted(path for path in kinds.values() if path)


def main():
    count = int(sys.argv[5]) if len(sys.argv) > 5 else 100
    browser = Browser(sys.argv[1])
    browser.log_in(sys.argv[3], sys.argv[4])
    rows = []
    for path in pages_of(browser):
        begun = processor_ms(sys.argv[2])
        asked = [browser.ask(path) for _ in range(count)]
        spent = (processor_ms(sys.argv[2]) - begun) / count
        assert all(status == 200 for _, status, _ in asked), "%s answered %d" % (path, asked[0][1])
        times = sorted(taken for taken, _, _ in asked)
        rows.append((spent, times[len(times) // 2], times[len(times) * 99 // 100], len(asked[0][2].encode()), path))
    print("%-50s %9s %9s %9s %9s" % ("page", "cpu ms", "p50 ms", "p99 ms", "bytes"))
    for spent, p50, p99, size, path in sorted(rows):
        print("%-50s %9.2f %9.2f %9.2f %9d%s" % (path[:50], spent, p50, p99, size, "  too slow" if spent > LIMIT_MS else ""))
    return max(rows)[0] > LIMIT_MS


sys.exit(main())
