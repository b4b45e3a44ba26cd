"""Mails through Postfix and Exim, into and out of a desk that runs as its sample unit says and is killed every few seconds."""
import os, shutil
from machine import Machine

HERE = os.path.dirname(os.path.abspath(__file__))
SERVERS = {"Postfix": "postfix", "Exim": "exim4-daemon-light"}


def run(binary, folder, report, mails=2_000, answers=500):
    if os.getuid() != 0:
        print("ok   mail is left out: it needs root")
        return
    for name, package in SERVERS.items():
        try:
            with Machine(binary, os.path.join(folder, package), package) as machine:
                room = Room(machine, name)
                for what, *words in [
                    (f"{name} as in the sample, before a desk as in the sample unit", "set_up"),
                    (f"{name}: {mails:,} mails arrive once each in a desk that is killed again and again", "arrive", mails),
                    (f"{name}: a mail waits while `deliver` is missing or killed, and comes back only if it is too long", "wait"),
                    (f"{name}: the bytes of a mail arrive as they are", "keep"),
                    (f"{name}: {answers} answers are read by Python's email", "leave", answers),
                    (f"{name}: what nobody gets fails, and the report of it opens no ticket", "fail"),
                    (f"{name}: an answer waits while the server is down", "pause"),
                    (f"{name}: `check` finds no fault", "check"),
                ]:
                    if not report(what, lambda: room.do(*words)) and words[0] == "set_up":
                        break
        except Exception as error:
            report(f"{name} in a copy of this machine", lambda: raising(error))


def raising(error):
    raise error


class Room:
    """The other half, `mailroom.py`, runs inside the machine, where the ports and the folders of mail servers are."""

    def __init__(self, machine, server):
        self.machine, self.server = machine, server
        with open(os.path.join(HERE, "mailroom.py")) as file:
            self.program = file.read()

    def do(self, step, *words):
        return self.machine.run("python3", "-", self.server, step, *map(str, words), input=self.program, timeout=900).strip()
