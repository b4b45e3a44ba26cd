#!/usr/bin/env python3
"""pages.py BINARY [--only survey|others] [--pictures FOLDER]: the desk's pages in a browser. See README.md."""
import argparse, os, shutil, sys, tempfile, time, traceback

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "Bench")]
sys.dont_write_bytecode = True
import browser, centre, looks, others, survey


class Report:
    def __init__(self):
        self.passed, self.failed = 0, []

    def __call__(self, name, body):
        began = time.monotonic()
        try:
            body()
            self.passed += 1
            print(f"ok   {name} ({time.monotonic() - began:.1f} s)", flush=True)
        except Exception as error:
            self.failed.append(name)
            print(f"FAIL {name}: {error}", flush=True)
            if not isinstance(error, (RuntimeError, looks.Wrong)):
                traceback.print_exc()


def main():
    options = argparse.ArgumentParser(prog="pages.py", description=__doc__)
    options.add_argument("binary")
    options.add_argument("--only", choices=["survey", "others"], help="one part alone")
    options.add_argument("--pictures", help="a folder for pictures of the pages")
    o = options.parse_args()
    if o.pictures:
        os.makedirs(o.pictures, exist_ok=True)
    report = Report()
    folder = tempfile.mkdtemp(prefix="pages-")
    desk = centre.Centre(os.path.abspath(o.binary), folder)
    driver = browser.Driver(folder)
    try:
        if o.only in (None, "survey"):
            survey.run(desk, driver, o.pictures, report)
        if o.only in (None, "others"):
            others.run(desk, driver, o.pictures, report)
    finally:
        driver.stop()
        desk.stop()
        shutil.rmtree(folder, ignore_errors=True)
    for name in report.failed:
        print(f"failed: {name}")
    print(f"{report.passed} passed, {len(report.failed)} failed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
