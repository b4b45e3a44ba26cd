"""Requests over a few connections that stay open, one on each at a time."""
import json, socket


def connected(server):
    return socket.create_connection(("127.0.0.1", server.port), timeout=60)


def send(lines, requests):
    """Sends requests over connections, one on each at a time. Each must succeed."""
    for begin in range(0, len(requests), len(lines)):
        part = requests[begin:begin + len(lines)]
        for line, request in zip(lines, part):
            line.sendall(request)
        for line, _ in zip(lines, part):
            receive(line)


def receive(line):
    data = b""
    while (end := data.find(b"\r\n\r\n")) < 0:
        data += line.recv(65_536) or closed()
    length = int(data[:end].lower().split(b"content-length:")[1].split(b"\r\n")[0])
    while len(data) < end + 4 + length:
        data += line.recv(65_536) or closed()
    if data[9:10] != b"2":
        raise RuntimeError(data.decode())
    return data[end + 4:]


def closed():
    raise RuntimeError("the connection was closed")


def post(path, token, body, key=None):
    data, once = json.dumps(body, ensure_ascii=False).encode(), f"Idempotency-Key: {key}\r\n" if key else ""
    return (f"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n{once}Content-Type: application/json\r\n"
            f"Content-Length: {len(data)}\r\n\r\n").encode() + data
