"""Builds the preloaded library that makes the disk faulty, and controls it."""
import mmap, os, struct, subprocess

HERE = os.path.dirname(os.path.abspath(__file__))


def library(folder):
    source, built = os.path.join(HERE, "faulty.c"), os.path.join(folder, "faulty.so")
    if not os.path.exists(built) or os.path.getmtime(built) < os.path.getmtime(source):
        os.makedirs(folder, exist_ok=True)
        compiler = os.environ.get("CC", "clang")
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", built, source, "-ldl"], check=True)
    return built


class Control:
    def __init__(self, folder):
        self.path = os.path.join(folder, "faulty.control")
        os.makedirs(folder, exist_ok=True)
        with open(self.path, "wb") as f:
            f.write(bytes(4096))
        with open(self.path, "r+b") as f:
            self.page = mmap.mmap(f.fileno(), 4096)
        self.variables = {"FAULTY_CONTROL": self.path}

    def full(self):
        self.page[0] = 1

    def broken(self):
        self.page[0] = 2

    def failed_sync(self):
        self.page[1] = 1

    def delay(self, milliseconds):
        self.page[2] = milliseconds

    def clock(self, seconds):
        self.page[8:16] = struct.pack("q", seconds)

    def well(self):
        self.page[0] = self.page[1] = self.page[2] = 0
