#!/usr/bin/env python3
"""soak.py BINARY [--rounds 20] [--faults] [--property] [--only PART]: tries to break the promises of a binary. See README.md."""
import argparse, os, shutil, sys, time, traceback

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "Bench")]
sys.dont_write_bytecode = True
import beside, chain, clients, faults, flood, hooks, kills, mail, properties, proxies, replica


class Report:
    def __init__(self):
        self.passed, self.failed = 0, []

    def __call__(self, name, body):
        began = time.monotonic()
        try:
            said = body() or ""
            self.passed += 1
            print(f"ok   {name} ({time.monotonic() - began:.1f} s) {said}", flush=True)
            return True
        except Exception as error:
            self.failed.append(name)
            print(f"FAIL {name}: {error}", flush=True)
            if not isinstance(error, (RuntimeError, kills.Wrong)):
                traceback.print_exc()
            return False


def main():
    options = argparse.ArgumentParser(prog="soak.py", description=__doc__)
    options.add_argument("binary")
    options.add_argument("--rounds", type=int, default=20, help="kill rounds")
    options.add_argument("--seed", type=int, default=None, help="repeats the random choices of an earlier run")
    options.add_argument("--only", choices=["kills", "faults", "flood", "beside", "mail", "replica", "chain", "property", "clients"], help="one part alone")
    options.add_argument("--replica-kills", type=int, default=100, help="kills of desk and Litestream over a file replica; without --only replica a tenth")
    options.add_argument("--sftp-kills", type=int, default=10, help="the same over SFTP")
    options.add_argument("--centres", type=int, default=200, help="centres of a head office; without --only chain a tenth")
    options.add_argument("--property", action="store_true", help="only the property-based tester, longer")
    options.add_argument("--examples", type=int, default=20, help="examples an operation for the property-based tester")
    options.add_argument("--folder", default=".build/soak")
    o = options.parse_args()
    only = "property" if o.property else o.only
    seed = o.seed if o.seed is not None else int(time.time())
    binary, folder = os.path.abspath(o.binary), os.path.abspath(o.folder)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    print(f"seed {seed}", flush=True)
    report = Report()
    if only in (None, "kills"):
        kills.Kills(binary, folder, o.rounds, seed).run(report)
    if only in (None, "faults"):
        faults.run(binary, folder, report)
    if only in (None, "flood"):
        flood.run(binary, folder, report)
    venv = os.path.join(folder, "..", "soak-venv")
    if only in (None, "beside"):
        tool = properties.tools(os.path.abspath(venv))
        beside.run(binary, folder, tool, report)
        hooks.run(binary, folder, tool, report)
        proxies.run(binary, folder, report)
    if only in (None, "mail"):
        mail.run(binary, folder, report)
    if only in (None, "replica"):
        tool, part = properties.tools(os.path.abspath(venv)), 1 if only else 10
        replica.run(binary, folder, tool("litestream"), report, o.replica_kills // part, o.sftp_kills // part, seed)
    if only in (None, "chain"):
        chain.run(binary, folder, report, o.centres if only else o.centres // 10)
    if only in (None, "property"):
        properties.run(binary, folder, venv, o.examples, seed, report)
    if only == "clients":
        clients.run(binary, folder, os.path.join(folder, "..", "clients-venv"), report)
    for name in report.failed:
        print(f"failed: {name}")
    print(f"{report.passed} passed, {len(report.failed)} failed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
