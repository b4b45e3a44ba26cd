"""Compares the delivery of live events with nginx and nchan (Debian: libnginx-mod-nchan), both with the same listeners in the same rounds."""
import itertools, os, re, resource, select, signal, socket, subprocess, time
import served, work
from limits import say

LISTENERS, EVENTS, MANY = 1_000, 50, 10_000
BURST = 10
CONFIGURATION = """
load_module /usr/lib/nginx/modules/ngx_nchan_module.so;
daemon off; worker_processes 1; pid {folder}/nchan.pid; error_log {folder}/nchan.log;
events {{ worker_connections 20000; }}
http {{
  access_log off; client_body_temp_path {folder}/nchan.body;
  server {{
    listen 127.0.0.1:{port};
    location = /publish {{ nchan_publisher; nchan_channel_id events; }}
    location = /listen {{ nchan_subscriber eventsource; nchan_channel_id events; }}
  }}
}}
"""


def run(o):
    """Limits: 0.9 of nchan's CPU time for each event alone, 0.3 for ten at once, 96 MiB with 10,000 listeners."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(allowed)})  # the servers have the first core
    centre = Centre(o)
    nchan = Nchan(o, centre.sample_event())
    good = True
    try:
        for server in (centre, nchan):
            server.listen(LISTENERS - len(server.streams.open))
        costs = {size: {server: [] for server in (centre, nchan)} for size in (1, BURST)}
        for round in range(o.rounds + 1):
            for size, taken in costs.items():
                for server in (centre, nchan):
                    cost = server.deliver(size)
                    if round:  # the first warms up
                        taken[server].append(cost)
        for size, bar in ((1, 0.9), (BURST, 0.3)):
            ratios = sorted(own / other for own, other in zip(costs[size][centre], costs[size][nchan]))
            own, other, times = (sorted(x)[len(x) // 2] for x in (costs[size][centre], costs[size][nchan], ratios))
            good &= say(f"live, {size} event{'s at once' if size > 1 else ' at a time'} to {LISTENERS:,} listeners",
                        f"{own:.2f} µs of CPU a delivery, nchan {other:.2f}, × {times:.2f}", f"× {bar}", times <= bar)
        centre.listen(MANY - LISTENERS)
        centre.deliver(1, 1)
        resident, granted = centre.server.memory()[0], len(centre.streams.open)
        good &= say(f"live, {MANY:,} listeners", f"{granted:,} granted, {resident:.0f} MiB resident", "96 MiB", granted == MANY and resident <= 96)
    finally:
        centre.stop()
        nchan.stop()
        os.sched_setaffinity(0, allowed)
    return good


class Streams:
    """Listeners of one server, read by epoll. Events are counted by their mark."""

    def __init__(self, port, request, mark):
        self.port, self.request, self.mark = port, request, mark
        self.poll, self.open, self.got = select.epoll(), {}, 0

    def listen(self, count):
        """Opens so many streams, or as many as the server grants."""
        for _ in range(count):
            s = socket.create_connection(("127.0.0.1", self.port), timeout=30)
            s.sendall(self.request)
            head = b""
            while b"\r\n\r\n" not in head:
                head += s.recv(4_096)
            if b" 200 " not in head[:16]:
                return s.close()
            s.setblocking(False)
            self.open[s.fileno()] = [s, b""]
            self.poll.register(s.fileno(), select.EPOLLIN)

    def wait(self, wanted, most=30):
        """Reads until so many events came. Returns the last bytes."""
        end, data = time.monotonic() + most, b""
        while self.got < wanted:
            if time.monotonic() > end:
                raise RuntimeError(f"{self.got} of {wanted} events were delivered")
            for fd, _ in self.poll.poll(1):
                one = self.open[fd]
                data = one[1] + one[0].recv(65_536)
                self.got += data.count(self.mark)
                one[1] = data[-len(self.mark) + 1:]  # too short to be counted again
        return data


class Server:
    """What both servers do: publish events on connections of their own, and count the CPU time until all listeners have them."""

    def listen(self, count):
        self.streams.listen(count)
        time.sleep(0.5)

    def publishers(self, count):
        return [socket.create_connection(("127.0.0.1", self.streams.port), timeout=30) for _ in range(count)]

    def publish(self, publishers):
        """Publishes an event on each of the connections at once, and waits until every listener has read all."""
        wanted = self.streams.got + len(publishers) * len(self.streams.open)
        for s in publishers:
            s.sendall(self.event())
        for s in publishers:
            status = s.recv(65_536).split(b" ", 2)[1]
            if not status.startswith(b"2"):
                raise RuntimeError(f"an event was answered {status!r}")
        return self.streams.wait(wanted)

    def deliver(self, size, times=EVENTS):
        """CPU µs of the server for each event delivered to each listener."""
        publishers = self.publishers(size)
        before, got = self.cpu_seconds(), self.streams.got
        for _ in range(times):
            self.publish(publishers)
            time.sleep(0.005)
        for s in publishers:
            s.close()
        return (self.cpu_seconds() - before) / (self.streams.got - got) * 1e6


class Centre(Server):
    def __init__(self, o):
        self.server, self.token, requests = work.opened(o, "live.db")
        self.cpu_seconds = self.server.cpu_seconds
        orders = itertools.cycle(requests.sizes["open"])
        self.event = lambda: requests.post(f"/v1/work-orders/{next(orders)}/complaints", {"text": "Стук в передней подвеске при проезде неровностей"})
        fields = f"Host: x\r\nAuthorization: Bearer {self.token}\r\nAccept: text/event-stream\r\n"
        self.streams = Streams(self.server.port, f"GET /v1/events HTTP/1.1\r\n{fields}\r\n".encode(), b"event: complaint.added\n")

    def sample_event(self):
        """The data of one event, which the other server is given to deliver."""
        self.listen(1)
        data = self.publish(self.publishers(1))
        return re.search(rb"event: complaint.added\n(?:id: .*\n)?data: (.*)\n", data).group(1)

    def stop(self):
        self.server.stop()


class Nchan(Server):
    def __init__(self, o, event):
        port, configuration = served.free_port(), os.path.join(o.folder, "nchan.conf")
        with open(configuration, "w") as out:
            out.write(CONFIGURATION.format(folder=o.folder, port=port))
        line = ["taskset", "-c", "0", "nginx", "-c", configuration, "-g", "error_log stderr;"]
        self.process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        began = time.monotonic()
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                if self.process.poll() is not None or time.monotonic() - began > 10:
                    raise RuntimeError("nginx with nchan did not start")
                time.sleep(0.05)
        head = f"POST /publish HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(event)}\r\n\r\n"
        self.event = lambda: head.encode() + event
        self.streams = Streams(port, b"GET /listen HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n", b"\ndata: ")

    def cpu_seconds(self):
        """User and system time of nginx and its worker."""
        children = open(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read().split()
        return sum(int(open(f"/proc/{pid}/schedstat").read().split()[0]) for pid in [self.process.pid, *children]) / 1e9

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
