"""Clients that generators make from the document. They must compile, and play the README's story with the desk."""
import json, os, shutil, subprocess
import properties, served

HERE = os.path.dirname(os.path.abspath(__file__))
ROLES = {"ADVISOR": "advisor", "MECHANIC": "mechanic", "MECHANIC2": "mechanic", "STOREKEEPER": "storekeeper", "MANAGER": "manager"}


def run(binary, folder, place, report):
    tool = properties.tools(os.path.abspath(place), "clients.txt")
    folder = os.path.join(folder, "clients")
    os.makedirs(folder)
    database = os.path.join(folder, "clients.db")
    served.command(binary, database, "migrate")
    for kind in ("operations", "parts"):
        served.command(binary, database, "import", kind, os.path.join(HERE, "..", "..", "config", "demo", f"{kind}.csv"))
    world = {name: served.staff(binary, database, role, login=f"story-{name.lower()}") for name, role in ROLES.items()}
    server = served.Served(binary, database)
    world["URL"] = f"http://127.0.0.1:{server.port}"
    try:
        for narrowing in ("true", "false"):
            status, _, document = server.ask("GET", f"/openapi.json?narrowing={narrowing}")
            with open(os.path.join(folder, f"narrowing-{narrowing}.json"), "w") as out:
                json.dump(document, out, ensure_ascii=False)
        document = os.path.join(folder, "narrowing-true.json")
        for narrowing in ("true", "false"):
            name = f"narrowing-{narrowing}.json"
            report(f"openapi-spec-validator takes {name}", lambda: ran([tool("openapi-spec-validator"), name], folder))
            report(f"openapi-generator takes {name}", lambda: ran([tool("openapi-generator-cli"), "validate", "-i", name], folder))
            report(f"openapi-pydantic takes {name}", lambda: ran([tool("python"), "-c", PARSE, name], folder))
        report("a client of openapi-python-client lives the story", lambda: attrs(tool, folder, document, world))
        report("a client of openapi-generator for Python lives the story", lambda: pydantic(tool, folder, document, world))
        report("a client of openapi-generator for Go compiles and lives the story", lambda: go(tool, folder, document, world))
        strict = os.path.join(folder, "narrowing-false.json")
        report("a Go client of the document without fields compiles", lambda: go_client(tool, folder, strict, "strict"))
        failed = [line for line in open(server.log, errors="replace") if '"says":"failed' in line]
        report("the log names no failure", lambda: properties.refuse(failed))
    finally:
        server.stop()
    report("the database is sound after it", lambda: served.command(binary, database, "check").stdout.strip())


PARSE = "import json, sys, openapi_pydantic; print(len(openapi_pydantic.OpenAPI.model_validate(json.load(open(sys.argv[1]))).paths), 'paths')"


def ran(line, folder, **variables):
    done = subprocess.run(line, cwd=folder, env={**os.environ, **variables}, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(line)}: {done.stdout[-2_000:]}{done.stderr[-2_000:]}")
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""


def attrs(tool, folder, document, world):
    """openapi-python-client leaves out what it does not understand with a warning and exit code 0: that is allowed only for the other media type of a file."""
    options = os.path.join(folder, "attrs.json")
    with open(options, "w") as out:
        json.dump({"project_name_override": "attrs-client", "package_name_override": "attrs_client", "post_hooks": []}, out)
    done = subprocess.run([tool("openapi-python-client"), "generate", "--path", document, "--meta", "none", "--config", options,
                           "--output-path", os.path.join(folder, "attrs_client")], capture_output=True, text=True)
    said = done.stdout + done.stderr
    if done.returncode != 0 or "will not be generated" in said:
        raise RuntimeError(said[-2_000:])
    return ran([tool("python"), os.path.join(HERE, "stories", "attrs_story.py")], folder, PYTHONPATH=folder, **world)


def generate(tool, folder, kind, document, place, *properties_):
    ran([tool("openapi-generator-cli"), "generate", "-g", kind, "-i", document, "-o", place, "--additional-properties", ",".join(properties_)], folder)


def pydantic(tool, folder, document, world):
    place = os.path.join(folder, "pydantic")
    generate(tool, folder, "python", document, place, "packageName=pydantic_client")
    return ran([tool("python"), os.path.join(HERE, "stories", "pydantic_story.py")], folder, PYTHONPATH=place, **world)


def go_client(tool, folder, document, name):
    place = os.path.join(folder, name)
    generate(tool, folder, "go", document, os.path.join(place, "client"), "packageName=desk", "withGoMod=false")
    shutil.rmtree(os.path.join(place, "client", "test"), ignore_errors=True)
    with open(os.path.join(place, "go.mod"), "w") as out:
        out.write("module desk\n\ngo 1.18\n")
    ran(["go", "vet", "./client"], place, GOPROXY="off", GOFLAGS="-mod=mod", GOCACHE=os.path.join(folder, "go-cache"))
    return place


def go(tool, folder, document, world):
    place = go_client(tool, folder, document, "go")
    shutil.copy(os.path.join(HERE, "stories", "story.go"), place)
    ran(["go", "build", "-o", "story", "."], place, GOPROXY="off", GOFLAGS="-mod=mod", GOCACHE=os.path.join(folder, "go-cache"))
    return ran([os.path.join(place, "story")], place, **world)
