#!/usr/bin/env bash
# A charging station hands over the car's VIN and a work order, and gets back its own data under other names.
# Guess: a library for OCPP renames the fields of the protocol itself (vendorId to vendor_id) and leaves the free data of a DataTransfer as the
#        maker sent it, since only the two ends know what it means.
# So:    ocpp renames every key at every depth: "VIN" comes as "vin", "DTCs" as "dt_cs", "kWhTotal" as "k_wh_total"; and what is sent back is renamed
#        the other way by other rules, so an echo has "vin", "dtCs" and "workOrder" for what was "work_order". "SoC" survives, being in its table. A
#        station that looks for its own keys in the answer finds none.
# Seen:  ocpp 2.1.0, OCPP 2.0.1. Source: ocpp/charge_point.py (camel_to_snake_case, snake_to_camel_case: they go into every dict); OCPP 2.0.1, part 2,
#        DataTransfer ("data" has no specified length or format).
# Desk:  no charging station speaks to the desk. A bridge takes such data as a text of JSON, and parses it itself.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check ocpp==2.1.0
"$d/v/bin/python" -W ignore - <<'E'
import asyncio, json
from ocpp.routing import on
from ocpp.v201 import ChargePoint, call_result
data = {"VIN": "XWAZZZ16KCY000001", "SoC": 80, "kWhTotal": 12.5, "work_order": "10", "DTCs": ["P0A00"]}
seen, sent = [], []
class Connection:
    async def send(self, message): sent.append(json.loads(message))
class Station(ChargePoint):
    @on("DataTransfer")
    async def handed_over(self, vendor_id, data, **_):
        seen.append(data)
        return call_result.DataTransfer(status="Accepted", data=data)
asyncio.run(Station("station", Connection()).route_message(json.dumps([2, "1", "DataTransfer", {"vendorId": "ru.example", "data": data}])))
echo = sent[0][2]["data"]
print("sent", data, "\nseen", seen[0], "\nback", echo)
assert list(seen[0]) == ["vin", "soc", "k_wh_total", "work_order", "dt_cs"] and list(echo) == ["vin", "SoC", "kWhTotal", "workOrder", "dtCs"]
E
