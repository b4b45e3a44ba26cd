#!/usr/bin/env python3
"""bench.py BINARY [work|tickets|surveys|mails|live|growth|memory|idle|start|slow|search|overload|settling|photos|all] [options]: measures what requests cost. See README.md."""
import argparse, os, sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "Soak")]
sys.dont_write_bytecode = True
import growth, limits, live, mails, photos, searches, seed, settling, surveys, tickets, work


def main():
    options = argparse.ArgumentParser(prog="bench.py", description=__doc__)
    options.add_argument("binary")
    options.add_argument("what", nargs="?", default="work", choices=["work", "tickets", "surveys", "mails", "live", "growth", "memory", "idle", "start", "slow", "search", "overload", "settling", "photos", "all"])
    options.add_argument("--work", default="W1,W2,W3,W4,W6,W5", help="kinds of work, comma separated")
    options.add_argument("--fields", action="store_true", help="also W2–W4 with the fields the peers answer")
    options.add_argument("--seconds", type=float, default=2)
    options.add_argument("--rounds", type=int, default=3, help="samples of each; the median counts")
    options.add_argument("--scale", type=float, default=1, help="size of the database; 1 is 300,000 orders, 1,000,000 tickets and 1,000,000 answers")
    options.add_argument("--compare", metavar="CEILING,DATABASE", help="the minimal server in C and its database, measured in the same rounds")
    options.add_argument("--beside", metavar="BINARY", help="another binary, measured in the same rounds (settling, surveys)")
    options.add_argument("--folder", default=".build/bench", help="where the databases are kept")
    options.add_argument("--no-history", action="store_true", help="do not write this run down")
    o = options.parse_args()
    o.binary, o.folder = os.path.abspath(o.binary), os.path.abspath(o.folder)
    o.seeded = seed.database(o.binary, o.folder, o.scale)
    parts = {"work": work.table, "tickets": tickets.run, "surveys": surveys.run, "mails": mails.run, "live": live.run, "growth": growth.run, "memory": limits.memory, "idle": limits.idle, "start": limits.start,
             "slow": limits.slow, "search": searches.run, "overload": limits.overload, "settling": settling.run, "photos": photos.run}
    verdicts = [parts[name](o) for name in (parts if o.what == "all" else [o.what])]
    return 0 if all(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
