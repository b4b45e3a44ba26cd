#!/usr/bin/env bash
# A client generated from a document with webhooks loses the calls that share their tag.
# Guess: a tag groups operations; a webhook under it comes beside the calls, or is left out.
# So:    openapi-generator's Python client makes one file a tag for the paths and one for the webhooks, under the same name: the second
#        overwrites the first. A warning among hundreds of lines, exit code 0, and the class has the webhook alone.
# Seen:  openapi-generator-cli 7.26.0 (its log: FILEPATH_COLLISION). Source: DefaultGenerator.java (generateApis, generateWebhooks).
# Desk:  the webhook of /openapi.json has a tag of its own, "Hooks"; a test holds it apart from the rooms.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
command -v java >/dev/null || { apt-get update -q >/dev/null; apt-get install -y -q --no-install-recommends default-jre-headless >/dev/null; }
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check openapi-generator-cli==7.26.0
cd "$d"; cat > api.json <<'E'
{"openapi": "3.1.0", "info": {"title": "Events", "version": "1"},
 "paths": {"/events": {"get": {"operationId": "listEvents", "tags": ["Events"], "responses": {"204": {"description": "none"}}}}},
 "webhooks": {"event": {"post": {"operationId": "eventSent", "tags": ["TAG"], "responses": {"204": {"description": "taken"}}}}}}
E
calls() {
  sed "s/TAG/$1/" api.json > "$1.json"
  "$d/v/bin/openapi-generator-cli" generate -g python -i "$1.json" -o "$1" > "$1.log" 2>&1
  grep -ho 'def \(list_events\|event_sent\)(' "$1"/openapi_client/api/*.py | sort -u | sed 's/def //; s/(//' | xargs
}
one=$(calls Events); two=$(calls Hooks)
echo "one tag: $one; two tags: $two"
[ "$one" = "event_sent" ] && [ "$two" = "event_sent list_events" ]
