"""Programs around a desk: systemd, which starts it, and the collector that reads its metrics."""
import json, os, shutil, subprocess
import served
from machine import CONFIG, Machine
from writers import Wrong


def run(binary, folder, tool, report):
    report("the sample units are clean and tight", lambda: units(binary, os.path.join(folder, "unit")))
    report("systemd starts the sample unit", lambda: boot(binary, os.path.join(folder, "boot")))
    database = os.path.join(folder, "metrics.db")
    token = served.staff(binary, database)
    server = served.Served(binary, database)
    try:
        report("promtool finds nothing against the figures", lambda: promtool(server))
        report("the OpenMetrics parser reads the figures", lambda: openmetrics(server, tool))
    finally:
        server.stop()


def expect(holds, what):
    if not holds:
        raise Wrong(what)


# Each sample, and as what it is installed and started.
UNITS = [("servicedesk.service", "servicedesk.service", "servicedesk.service"), ("litestream.service", "litestream.service", "litestream.service"),
         ("standby.service", "standby@.service", "standby@desk.service")]


def units(binary, place):
    """Runs in a separate root, with systemd's own units."""
    for path in "usr/local/bin", "etc/systemd/system":
        os.makedirs(os.path.join(place, path))
    shutil.copytree("/lib/systemd/system", os.path.join(place, "usr/lib/systemd/system"), symlinks=True)
    for program in "servicedesk", "litestream":
        shutil.copy(binary, os.path.join(place, "usr/local/bin", program))
    os.makedirs(os.path.join(place, "bin"), exist_ok=True)
    shutil.copy("/bin/sh", os.path.join(place, "bin/sh"))
    return "; ".join(unit(place, *names) for names in UNITS)


def unit(place, sample, installed, started):
    file = shutil.copy(os.path.join(CONFIG, sample), os.path.join(place, "etc/systemd/system", installed))
    done = subprocess.run(["systemd-analyze", "verify", f"--root={place}", started], capture_output=True, text=True)
    said = [line for line in done.stderr.splitlines() if started.split(".")[0].split("@")[0] in line]
    expect(done.returncode == 0 and not said, f"verify: {done.stderr}")
    done = subprocess.run(["systemd-analyze", "security", "--offline=yes", "--threshold=29", file], capture_output=True, text=True)
    last = done.stdout.strip().splitlines()[-1] if done.stdout else done.stderr
    expect(done.returncode == 0, f"security: {last}")
    return last.strip("→ ")


ASK = r"""
for try in $(seq 1 100); do curl -fs http://127.0.0.1:8080/healthz && break; sleep 0.2; done; echo
systemctl show servicedesk -p ActiveState -p NRestarts; journalctl -u servicedesk -o cat --no-pager | tail -5; ls /var/lib/servicedesk
"""


def boot(binary, place):
    """Follows the unit's instructions of installation, then runs systemd as the first process of a container with a copy of this system."""
    if os.getuid() != 0:
        return "left out: it needs root"
    with Machine(binary, place) as machine:
        said = machine.run("bash", "-c", ASK)
    expect('{"status":"ok"}' in said and "ActiveState=active" in said and "NRestarts=0" in said, said)
    expect("desk.db" in said.splitlines(), f"its folder holds no database: {said}")


def figures(server, accept):
    status, headers, body = server.ask("GET", "/metrics", headers={"Accept": accept})
    expect(status == 200, f"/metrics: {status}")
    return headers["Content-Type"], body.decode()


def promtool(server):
    kind, text = figures(server, "text/plain;version=0.0.4")
    expect(kind == "text/plain; version=0.0.4; charset=utf-8", kind)
    done = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, text=True)
    expect(done.returncode == 0 and not done.stderr and not done.stdout, done.stdout + done.stderr)
    return f"{sum(not line.startswith('#') for line in text.splitlines())} figures"


PARSE = """
import json, sys
from prometheus_client.openmetrics.parser import text_string_to_metric_families as families
print(json.dumps({f.name: [f.type, f.unit, len(f.samples)] for f in families(sys.stdin.read())}))
"""


def openmetrics(server, tool):
    kind, text = figures(server, "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1")
    expect(kind == "application/openmetrics-text; version=1.0.0; charset=utf-8", kind)
    done = subprocess.run([tool("python"), "-c", PARSE], input=text, capture_output=True, text=True)
    expect(done.returncode == 0, done.stderr[-800:])
    found = json.loads(done.stdout)
    for name, kind in {"desk_answers": ["counter", ""], "process_cpu_seconds": ["counter", "seconds"], "desk_build": ["info", ""],
                       "desk_request_seconds": ["histogram", "seconds"], "desk_database_bytes": ["gauge", "bytes"]}.items():
        expect(found.get(name, [])[:2] == kind, f"{name}: {found.get(name)}")
    return f"{len(found)} families"
