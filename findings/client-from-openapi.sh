#!/usr/bin/env bash
# A client generated from an OpenAPI document lacks the calls whose body is a CSV file.
# Guess: a valid document gives a client with every operation, or generating fails.
# So:    openapi-python-client warns and leaves out each operation whose only request body is text/csv; the exit code is 0, so a build
#        goes on, and the import of a price list is missing in the client without an error.
# Seen:  openapi-python-client 0.29.1. Source: openapi_python_client/parser/bodies.py (body_from_data: the types it knows).
# Desk:  `POST /v1/imports/{kind}` takes text/csv, and application/octet-stream, of which this generator makes a call.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check openapi-python-client==0.29.1
cd "$d"; cat > api.json <<'E'
{"openapi": "3.1.0", "info": {"title": "Store", "version": "1"}, "paths": {
  "/parts": {"post": {"operationId": "addPart", "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
    "responses": {"204": {"description": "added"}}}},
  "/imports": {"post": {"operationId": "importParts", "requestBody": {"content": {"text/csv": {"schema": {"type": "string"}}}},
    "responses": {"204": {"description": "taken"}}}}}}
E
code=0; "$d/v/bin/openapi-python-client" generate --path api.json --output-path client --meta none > log 2>&1 || code=$?
calls=$(cd client/api/default && ls | grep -v __ | xargs)
echo "code $code, calls: $calls"; grep -i 'unsupported content' log
[ "$code $calls" = "0 add_part.py" ]
