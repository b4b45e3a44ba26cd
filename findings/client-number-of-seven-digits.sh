#!/usr/bin/env bash
# A Go client generated from a document sends another quantity than it was given.
# Guess: "type": "number" is a double in a client, as in JSON parsers.
# So:    openapi-generator's Go client makes it float32, which holds seven digits: 123456.789 is sent as 123456.79, without a word.
#        "format": "double" makes it float64.
# Seen:  openapi-generator-cli 7.26.0, Go 1.19. Source: AbstractGoCodegen.java (typeMapping: number, float32).
# Desk:  every decimal of /openapi.json has the format double; quantities have up to ten digits.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
command -v java >/dev/null || { apt-get update -q >/dev/null; apt-get install -y -q --no-install-recommends default-jre-headless >/dev/null; }
command -v go >/dev/null || { apt-get update -q >/dev/null; apt-get install -y -q --no-install-recommends golang-go >/dev/null; }
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check openapi-generator-cli==7.26.0
cd "$d"; cat > api.json <<'E'
{"openapi": "3.1.0", "info": {"title": "Store", "version": "1"}, "paths": {"/lines": {"post": {"operationId": "addLine", "tags": ["Lines"],
  "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Line"}}}},
  "responses": {"204": {"description": "added"}}}}},
 "components": {"schemas": {"Line": {"type": "object", "properties": {
  "plain": {"type": "number"}, "double": {"type": "number", "format": "double"}}}}}}
E
"$d/v/bin/openapi-generator-cli" generate -g go -i api.json -o client --additional-properties=packageName=client,withGoMod=false > log 2>&1
rm -rf client/test
printf 'module lines\n\ngo 1.18\n' > go.mod
cat > main.go <<'E'
package main

import (
	"encoding/json"
	"fmt"

	"lines/client"
)

func main() {
	line := client.NewLine()
	line.SetPlain(123456.789)
	line.SetDouble(123456.789)
	body, _ := json.Marshal(line)
	fmt.Println(string(body))
}
E
sent=$(GOPROXY=off GOFLAGS=-mod=mod GOCACHE="$d/cache" go run .)
echo "$sent"
[ "$sent" = '{"double":123456.789,"plain":123456.79}' ]
