"""The samples of config/ as they stand, with systemd, and the README's commands when the machine is lost. One machine plays both."""
import os, re, shutil, time
from machine import CONFIG, Machine
from writers import Wrong

README = os.path.join(CONFIG, "..", "README.md")
# The lines of installation, and what only the two machines know of each other.
SET_UP = r"""
cd /srv
sudo() { shift 2; runuser -u servicedesk -- "$@"; }
eval "$(sed -n 's/^#   //p' config/litestream.yml config/standby.service | grep -v daemon-reload)"
(echo -n 'restrict,command="internal-sftp" '; cat /etc/litestream/key.pub) > /var/lib/servicedesk/.ssh/authorized_keys
chown -R servicedesk: /var/lib/servicedesk/.ssh
echo "127.0.0.1 standby.example" >> /etc/hosts
systemctl start ssh
for try in $(seq 50); do key=$(ssh-keyscan -t ecdsa standby.example 2>/dev/null | cut -d' ' -f2-); [ "$key" ] && break; sleep 0.1; done
sed -i "s|host-key: .*|host-key: $key|" /etc/litestream.yml
sed -i '1s|{|{ "replica_socket": "/run/litestream/litestream.sock", "replica_wait_ms": 1000,|' /etc/servicedesk/servicedesk.json
systemctl stop servicedesk; systemctl daemon-reload; systemctl start litestream servicedesk standby@desk standby@desk-files
"""
ASK = "for try in $(seq 400); do curl -fs http://127.0.0.1:8080/healthz && break; sleep 0.02; done"
AS_DESK = "cd /; echo four horses are waiting | runuser -u servicedesk -- env SERVICEDESK_DATABASE=/var/lib/servicedesk/desk.db servicedesk"
# The old machine is lost with all that is on it.
LOSE = "systemctl kill -s KILL litestream servicedesk; systemctl stop litestream servicedesk; rm -rf /var/lib/servicedesk/desk* /var/lib/servicedesk/.desk*"


def run(binary, folder, program, report):
    if os.getuid() != 0:
        print("ok   the samples under systemd are left out: it needs root")
        return
    report("the samples under systemd, and the README's commands when the machine is lost", lambda: take_over(binary, os.path.join(folder, "takeover"), program))


def commands():
    """The README's five."""
    return re.search(r"## When the machine is lost.*?\n```\n(.*?)\n```\n", open(README).read(), re.S).group(1).splitlines()


def take_over(binary, place, program):
    with Machine(binary, place, "openssh-server") as machine:
        shutil.copy(program, os.path.join(machine.root(), "srv/litestream"))
        machine.run("bash", "-ec", SET_UP)
        machine.run("bash", "-c", ASK)
        for number in range(5):
            machine.run("bash", "-ec", f"{AS_DESK} user add anna-{number} --role advisor --config /etc/servicedesk/servicedesk.json")
        compare, *others = commands()
        until_equal(machine, compare, 30)
        machine.run("bash", "-ec", LOSE)
        began = time.monotonic()
        until_equal(machine, compare, 10)
        for command in others:
            machine.run("bash", "-ec", command)
        if "ok" not in machine.run("bash", "-c", ASK):
            raise Wrong(machine.run("journalctl", "-o", "cat", "--no-pager", "-n", "40", "-u", "litestream", "-u", "servicedesk"))
        took = time.monotonic() - began
        # A password is set for a user who is there, and for no other.
        for number in range(5):
            machine.run("bash", "-ec", f"{AS_DESK} user reset anna-{number} --config /etc/servicedesk/servicedesk.json")
        machine.run("bash", "-ec", f"{AS_DESK} check --config /etc/servicedesk/servicedesk.json")
        machine.run("bash", "-ec", "for try in $(seq 100); do [ -d /srv/replica/desk-2/desk/ltx ] && exit; sleep 0.1; done; journalctl -u litestream -o cat -n 20 >&2; exit 1")
        modes = machine.run("sh", "-c", "stat -c '%a %U' /var/lib/servicedesk/desk.db /var/lib/servicedesk/desk-files.db").split("\n")[:2]
        if modes != ["600 servicedesk"] * 2:
            raise Wrong(f"the files are {modes}")
    return f"the five commands take {took:.1f} s to the first answer"


def until_equal(machine, compare, seconds):
    """Runs the first command until what has come and what the copy has are equal, for both files."""
    end = time.monotonic() + seconds
    while True:
        try:
            said = machine.run("bash", "-ec", compare).splitlines()
        except Wrong as wrong:
            said = [str(wrong)]
        if len(said) == 4 and all(said[n].split()[2] == said[n + 1] for n in (0, 2)):
            return
        if time.monotonic() > end:
            raise Wrong(f"{said}; " + machine.run("journalctl", "-o", "cat", "--no-pager", "-n", "40", "-u", "litestream", "-u", "ssh", "-u", "servicedesk"))
        time.sleep(0.1)
