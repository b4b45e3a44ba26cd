"""Litestream beside a desk: places that it replicates to (a folder, or an openssh of its own on loopback), and copies made from them."""
import getpass, glob, http.client, json, os, re, shutil, signal, socket, subprocess, time
import served
from writers import Wrong

FILES = "desk.db", "desk-files.db"


class Folder:
    """Places in a folder of this machine."""

    name = "a file replica"

    def __init__(self, folder):
        self.folder = os.path.join(folder, "places")
        os.makedirs(self.folder)

    def replica(self, place, file):
        return f"{{ type: file, path: {self.path(place, file)}, sync-interval: 100ms }}"

    def path(self, place, file):
        return os.path.join(self.folder, place, file.removesuffix(".db"))

    def last(self, place, file):
        """The last transaction in the place."""
        names = glob.glob(os.path.join(self.path(place, file), "ltx", "*", "*.ltx"))
        return max((int(re.search(r"-([0-9a-f]{16})\.ltx$", name).group(1), 16) for name in names), default=0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


class Sftp(Folder):
    """The same over SFTP."""

    name = "SFTP"

    def __enter__(self):
        self.port, own = served.free_port(), self.folder + "-ssh"
        os.makedirs(own)
        for key in "host", "client":
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", os.path.join(own, key)], check=True)
        self.host_key = " ".join(open(os.path.join(own, "host.pub")).read().split()[:2])
        self.client = os.path.join(own, "client")
        with open(os.path.join(own, "sshd_config"), "w") as out:
            out.write(f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {own}/host\nAuthorizedKeysFile {own}/client.pub\nPidFile none\n"
                      "UsePAM no\nStrictModes no\nPasswordAuthentication no\nPermitRootLogin prohibit-password\nSubsystem sftp internal-sftp\n")
        program, libraries = sshd(own)
        if os.getuid() == 0:
            os.makedirs("/run/sshd", exist_ok=True)
        environment = {**os.environ, "LD_LIBRARY_PATH": libraries} if libraries else None
        self.process = subprocess.Popen([program, "-D", "-e", "-f", os.path.join(own, "sshd_config")], env=environment, start_new_session=True,
                                        stderr=open(os.path.join(own, "log"), "w"))
        end = time.monotonic() + 10
        while True:
            try:
                return socket.create_connection(("127.0.0.1", self.port)).close() or self
            except OSError:
                if time.monotonic() > end:
                    self.__exit__()
                    raise Wrong(f"sshd does not start: {open(os.path.join(own, 'log')).read()}")
                time.sleep(0.05)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def replica(self, place, file):
        return (f'{{ type: sftp, host: "127.0.0.1:{self.port}", user: {getpass.getuser()}, key-path: {self.client}, host-key: "{self.host_key}", '
                f"path: {self.path(place, file)}, sync-interval: 100ms }}")


def sshd(folder):
    """The machine's openssh, or else one unpacked from Debian's package, since an installed one would begin to serve."""
    if program := shutil.which("sshd", path="/usr/sbin:/sbin"):
        return program, None
    subprocess.run("apt-get download -qq openssh-server libwrap0 && for p in *.deb; do dpkg -x $p .; done", shell=True, check=True, cwd=folder)
    return os.path.join(folder, "usr/sbin/sshd"), ":".join(glob.glob(os.path.join(folder, "usr/lib/*-linux-gnu")))


class Litestream:
    """Replicates the two files of a machine's folder to a place."""

    def __init__(self, program, machine, store, place):
        self.program, self.machine, self.socket = program, machine, os.path.join(machine, "litestream.sock")
        self.config = os.path.join(machine, "litestream.yml")
        with open(self.config, "w") as out:
            out.write(f"socket: {{ enabled: true, path: {self.socket} }}\ndbs:\n")
            for file in FILES:
                out.write(f"  - {{ path: {os.path.join(machine, file)}, monitor-interval: 100ms, replica: {store.replica(place, file)} }}\n")
        with open(os.path.join(machine, "litestream.log"), "a") as log:
            self.process = subprocess.Popen([program, "replicate", "-config", self.config], stdout=log, stderr=log)

    def wait(self):
        """Waits until both files are in the place."""
        end = time.monotonic() + 60
        while any(self.sync(file) is None for file in FILES):
            if time.monotonic() > end or self.process.poll() is not None:
                raise Wrong(f"Litestream does not replicate; see {self.machine}/litestream.log")
            time.sleep(0.05)

    def sync(self, file):
        """The number of the last transaction once it is in the place, or None."""
        connection = http.client.HTTPConnection("litestream")
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.settimeout(30)
        try:
            connection.sock.connect(self.socket)
            connection.request("POST", "/sync", json.dumps({"path": os.path.join(self.machine, file), "wait": True}))
            answer = connection.getresponse()
            told = json.loads(answer.read())
            return told["txid"] if answer.status == 200 and told["replicated_txid"] >= told["txid"] else None
        except OSError:
            return None
        finally:
            connection.close()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)

    def stop(self):
        self.process.terminate()
        self.process.wait(60)


def restore(program, config, machine, copy):
    """Makes copies of both files from their place. The configuration is that of the machine that is lost."""
    os.makedirs(copy)
    for file in FILES:
        line = [program, "restore", "-config", config, "-o", os.path.join(copy, file), os.path.join(machine, file)]
        done = subprocess.run(line, capture_output=True, text=True, timeout=300)
        if done.returncode != 0:
            raise Wrong(f"restore of {file}: {done.stdout}{done.stderr}")


class Standby:
    """Keeps warm copies of both files on the machine that has the place."""

    def __init__(self, program, store, place, copy):
        os.makedirs(copy)
        self.copy, self.log = copy, os.path.join(copy, "standby.log")
        line = [program, "restore", "-f", "-follow-interval", "200ms", "-o"]
        with open(self.log, "w") as log:
            self.processes = [
                subprocess.Popen([*line, os.path.join(copy, file), "file://" + store.path(place, file)], stdout=log, stderr=log) for file in FILES]
        end = time.monotonic() + 60
        while any(self.txid(file) == 0 for file in FILES):
            if time.monotonic() > end:
                raise Wrong(f"no standby comes about; see {self.log}")
            time.sleep(0.05)

    def txid(self, file):
        """The transaction that the copy is of."""
        try:
            return int(open(os.path.join(self.copy, file + "-txid")).read(), 16)
        except (OSError, ValueError):
            return 0

    def stop(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            if process.wait(30) != 0:
                raise Wrong(f"the standby ends with {process.returncode}; see {self.log}")
