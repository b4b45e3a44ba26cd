#!/usr/bin/env bash
# A pasted text cuts the event of a live stream in two.
# Guess: lines of a stream end in CR, LF or both; a line separator (U+2028), which comes with pasted text, is a
#        letter like others, in the stream as in JSON.
# So:    sseclient and aiosseclient split lines as Python does, by ten signs: what stands behind U+2028 is dropped with a warning in a log, so that
#        the JSON of the event ends in the middle and its reader with an error. sseclient-py and httpx-sse read it whole.
# Seen:  sseclient 0.0.27, sseclient-py 1.9.0, httpx-sse 0.4.3, aiosseclient 0.1.8.
#        Source: sseclient.py, aiosseclient.py (Event.parse: raw.splitlines()); WHATWG HTML 9.2.5 (end-of-line); RFC 8259 7.
# Desk:  an event holds ids and words of the desk, but texts too; a writer that escapes U+2028, U+2029 and U+0085 in JSON (\u2028) is read by all.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
install() { python3 -m venv "$d/$1"; "$d/$1/bin/pip" install -q --disable-pip-version-check "${@:2}"; }
install one sseclient==0.0.27 requests==2.32.5 aiosseclient==0.1.8; install two sseclient-py==1.9.0 httpx==0.28.1 httpx-sse==0.4.3
cat > "$d/read.py" <<'P'
import asyncio, json, sys, sseclient
text = "Стучит\u2028справа"
raw, escaped = (f"id: 7\ndata: {json.dumps({'text': text}, ensure_ascii=e)}\n" for e in (False, True))
def two(line):
    import httpx, httpx_sse
    yield "sseclient-py", [e.data for e in sseclient.SSEClient([(line + "\n").encode()]).events()][0]
    yield "httpx-sse", [e.data for e in httpx_sse.EventSource(httpx.Response(200, headers={"content-type": "text/event-stream"}, content=(line + "\n").encode())).iter_sse()][0]
def one(line):
    import aiosseclient
    yield "sseclient", sseclient.Event.parse(line).data
    yield "aiosseclient", aiosseclient.Event.parse(line).data
for (name, as_is), (_, plain) in zip(*(globals()[sys.argv[1]](line) for line in (raw, escaped))):
    print(name, "raw:", "whole" if as_is == json.dumps({"text": text}, ensure_ascii=False) else as_is, "| escaped:", json.loads(plain)["text"] == text)
P
for one in one two; do "$d/$one/bin/python" -W ignore "$d/read.py" $one 2>/dev/null; done | tee "$d/seen"
diff - "$d/seen" <<'E'
sseclient raw: {"text": "Стучит | escaped: True
aiosseclient raw: {"text": "Стучит | escaped: True
sseclient-py raw: whole | escaped: True
httpx-sse raw: whole | escaped: True
E
