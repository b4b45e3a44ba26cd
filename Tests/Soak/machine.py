"""A copy of this machine that lies in memory, with systemd as its first process: the desk as its sample unit installs it, and Debian packages beside it."""
import os, subprocess, time
from writers import Wrong

CONFIG = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "config"))
# The network of this machine is needed for the packages; then the copy gets one of its own, so that its ports are free. The folder `srv` has the configuration.
START = r"""
set -e
mount -t tmpfs tmpfs "$1"; cd "$1"; mkdir up work root
mount -t overlay overlay -o lowerdir=/,upperdir=up,workdir=work root; cd root
mount -t proc proc proc; mount --bind /dev dev; rm -rf etc/systemd/system/*.wants; cp -r "$2" srv/config; cp "$3" srv/servicedesk
if [ "$4" ]; then
  printf '#!/bin/sh\nexit 101\n' > usr/sbin/policy-rc.d; chmod +x usr/sbin/policy-rc.d
  chroot . sh -c "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $4"
fi
mount --bind /sys sys; mount -t tmpfs tmpfs sys/fs/cgroup; mount -t cgroup2 none sys/fs/cgroup; mount -t tmpfs tmpfs run; mount -t tmpfs tmpfs tmp
sed -n "s/^#   //p" srv/config/servicedesk.service | grep -v -e daemon-reload -e ^sudo > srv/install.sh
chroot . sh -e -c 'cd /srv; sh -e install.sh; systemctl -q enable servicedesk'
exec unshare -n sh -c 'ip link set lo up; exec chroot . env container=lxc /lib/systemd/systemd --system --unit=multi-user.target'
"""


class Machine:
    """Runs inside `with`. `packages` are names with blanks between."""

    def __init__(self, binary, place, packages=""):
        self.binary, self.place, self.packages, self.log = binary, place, packages, place + ".log"

    def __enter__(self):
        os.makedirs(self.place)
        with open(self.log, "w") as log:
            # The machine ends with this process, however that ends.
            own = ["setpriv", "--pdeathsig", "KILL", "unshare", "-m", "-p", "-C", "-i", "-u", "-f", "--kill-child"]
            line = ["bash", "-c", START, "start", self.place, CONFIG, self.binary, self.packages]
            self.process = subprocess.Popen(own + line, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        end = time.monotonic() + (900 if self.packages else 20)
        while not (pid := self.first_process()):
            if time.monotonic() > end or self.process.poll() is not None:
                self.__exit__()
                raise Wrong(f"systemd does not start; see {self.log}")
            time.sleep(0.1)
        self.pid = pid
        self.inside = ["nsenter", "-t", str(pid), "-m", "-p", "-n", "-r", "-w"]
        time.sleep(1)
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def run(self, *words, input=None, timeout=60):
        """Runs a command inside and returns what it prints."""
        done = subprocess.run([*self.inside, *words], input=input, capture_output=True, text=True, timeout=timeout)
        if done.returncode != 0:
            raise Wrong((done.stderr or done.stdout).strip()[-2_000:])
        return done.stdout

    def root(self):
        """Its root folder as this machine sees it."""
        return f"/proc/{self.pid}/root"

    def first_process(self):
        """The process id, outside of the machine, of the systemd that has replaced the script."""
        for name in filter(str.isdigit, os.listdir("/proc")):
            try:
                if int(open(f"/proc/{name}/stat").read().rsplit(")", 1)[1].split()[1]) == self.process.pid:
                    return int(name) if open(f"/proc/{name}/comm").read().strip() == "systemd" else None
            except (OSError, IndexError):
                pass
        return None
