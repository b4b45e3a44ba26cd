"""Tests the API against its document: the document is valid, and no request made from it gets a 500 or an undocumented response."""
import json, os, re, subprocess, sys
import served

HERE = os.path.dirname(os.path.abspath(__file__))
CHECKS = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    "response_headers_conformance", "unsupported_method", "allow_header_conformance", "ignored_auth",
]
# These take away the tester's own right, so they come last.
SELF = "^/v1/(logout|users/{id}|users/{id}/password|tokens/{id}/revoke)$"


def tools(place, list="requirements.txt"):
    """Installs the tools from PyPI in a virtual environment."""
    wanted = os.path.join(HERE, list)
    mark = os.path.join(place, "installed.txt")
    if not os.path.exists(mark) or open(mark).read() != open(wanted).read():
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        subprocess.run([os.path.join(place, "bin", "pip"), "install", "-q", "-r", wanted], check=True)
        with open(mark, "w") as out:
            out.write(open(wanted).read())
    return lambda name: os.path.join(place, "bin", name)


def run(binary, folder, place, examples, seed, report):
    tool = tools(os.path.abspath(place))
    database = os.path.join(folder, "property.db")
    token = served.staff(binary, database)
    served.command(binary, database, "demo", check=False)
    server = served.Served(binary, database)
    try:
        report("the document is valid OpenAPI 3.1", lambda: validate(server, tool, folder))
        report("no 500 and no undocumented answer", lambda: probe(server, tool, folder, token, examples, seed, ["--exclude-path-regex", SELF]))
        report("the same for what ends the tester's right", lambda: probe(server, tool, folder, token, examples, seed, ["--include-path-regex", SELF]))
        report("the desk still answers", lambda: None if server.answers() else 1 / 0)
        failed = [line for line in open(server.log, errors="replace") if '"says":"failed' in line]
        report("the log names no failure", lambda: refuse(failed))
    finally:
        server.stop()
    report("the database is sound after it", lambda: served.command(binary, database, "check").stdout.strip())


def refuse(failed):
    if failed:
        raise RuntimeError("".join(failed[:5]))


def validate(server, tool, folder):
    file = os.path.join(folder, "openapi.json")
    status, _, document = server.ask("GET", "/openapi.json")
    with open(file, "w") as out:
        json.dump(document, out, ensure_ascii=False)
    done = subprocess.run([tool("openapi-spec-validator"), file], capture_output=True, text=True)
    if status != 200 or done.returncode != 0:
        raise RuntimeError(done.stdout[-2_000:] + done.stderr[-2_000:])
    return f"{sum(len(methods) for methods in document['paths'].values())} operations"


def probe(server, tool, folder, token, examples, seed, filters):
    file = os.path.join(folder, "property.txt")
    line = [tool("schemathesis"), "run", f"http://127.0.0.1:{server.port}/openapi.json", "-H", f"Authorization: Bearer {token}",
            "--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing", "-n", str(examples), "--seed", str(seed), "--no-shrink",
            "--continue-on-failure", "--suppress-health-check", "all", "--warnings", "off", *filters]
    done = subprocess.run(line, capture_output=True, text=True, cwd=folder)
    with open(file, "a") as out:
        out.write(done.stdout + done.stderr)
    if done.returncode != 0:
        wrong = re.findall(r"^_+ (.*?) _+$", done.stdout, re.M)
        raise RuntimeError(f"{len(wrong)} operations answer otherwise than they say; see {file}: {wrong[:10]}\n{done.stdout[-1_500:]}{done.stderr[-500:]}")
    counted = re.search(r"(\d[\d,]*) generated", done.stdout) or re.search(r"Test cases:\s*\n?\s*(\d[\d,]*)", done.stdout)
    return f"{counted.group(1)} requests" if counted else ""
