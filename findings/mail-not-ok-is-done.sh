#!/usr/bin/env bash
# Request Tracker says "not ok" to a letter, and its gateway tells the mail server that it was delivered.
# Guess: rt-mailgate ends with a code that returns the letter to its sender when RT refuses it, and with 75 when RT cannot be asked.
# So:    "not ok", which RT answers when the sender may not write or the queue is not there, is code 0 and nothing is printed: the letter is gone, unless
#        RT has written to somebody by itself. A wrong address of RT (404), a page of a login and a refused password (403) are 75: tried for
#        days, then returned. An answer that comes after the time limit is 75 too, so that a slow RT gets the letter twice.
# Seen:  rt5-clients 5.0.3 (Debian 12) with answers of RT's gateway, which begin with "ok", "not ok" or "temporary failure".
#        Source: rt-mailgate-5 (check_failure; 75 unless the page begins with "ok" or "not ok"; --timeout 180).
# Desk:  what `deliver` refuses has a code of its own, and what comes a second time is one with the first (/docs#rule-message_once).
set -euo pipefail
dpkg -s libwww-perl >/dev/null 2>&1 || { apt-get update -qq; apt-get install -y -qq --no-install-recommends libwww-perl >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
chmod 755 "$d"; cd "$d"; apt-get download -qq rt5-clients >/dev/null 2>&1 || { apt-get update -qq; apt-get download -qq rt5-clients >/dev/null 2>&1; }
dpkg -x rt5-clients_5.0.3*.deb rt
python3 - <<'P' | tee seen
import http.server, subprocess, threading, time
answers = {"ok": (200, "ok\nTicket: 17\n"), "not ok": (200, "not ok - Could not load a valid user\n"), "temporary": (200, "temporary failure - later\n"),
           "404": (404, "no page"), "403": (403, "no"), "login page": (200, "<html>Login</html>"), "slow": (200, "ok\n")}
class RT(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"])); status, page = answers[case]; taken.append(case)
        if case == "slow": time.sleep(3)
        self.send_response(status); self.send_header("Content-Type", "text/plain"); self.end_headers(); self.wfile.write(page.encode())
    def log_message(self, *words): pass
    def handle_error(self, *words): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), RT); threading.Thread(target=server.serve_forever, daemon=True).start()
for case in answers:
    taken = []
    done = subprocess.run(["perl", "rt/usr/bin/rt-mailgate-5", "--queue", "service", "--action", "correspond", "--timeout", "1", "--url", f"http://127.0.0.1:{server.server_port}"],
                          input=b"From: anna@example.org\nSubject: a knock\n\ntext\n", capture_output=True)
    print(f"{case}: code {done.returncode}, taken by RT {len(taken)}, says {'something' if done.stdout + done.stderr else 'nothing'}")
P
diff - seen <<'E'
ok: code 0, taken by RT 1, says nothing
not ok: code 0, taken by RT 1, says nothing
temporary: code 75, taken by RT 1, says something
404: code 75, taken by RT 1, says something
403: code 75, taken by RT 1, says something
login page: code 75, taken by RT 1, says something
slow: code 75, taken by RT 1, says something
E
