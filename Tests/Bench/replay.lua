-- Sends ready-made requests round and round: wrk -s replay.lua URL -- FILE START RUN. FILE holds "LENGTH\n" and so many bytes, again and
-- again. Each MARK in a request is replaced by RUN and the request's number, which together are never sent twice.
local MARK = string.rep("~", 20)
local requests, at, run, sent = {}, 0, nil, 0

function init(arguments)
  local file = assert(io.open(arguments[1], "rb"))
  local text, place = file:read("*a"), 1
  file:close()
  while place <= #text do
    local _, behind, length = text:find("^(%d+)\n", place)
    requests[#requests + 1] = text:sub(behind + 1, behind + tonumber(length))
    place = behind + 1 + tonumber(length)
  end
  at = tonumber(arguments[2] or "0") % #requests
  if text:find(MARK, 1, true) then run = arguments[3] end
end

function request()
  at = at % #requests + 1
  if not run then return requests[at] end
  sent = sent + 1
  return (requests[at]:gsub(MARK, run .. string.format("%08d", sent)))
end

function done(summary, latency, _)
  local e = summary.errors
  io.write(string.format('\nJSON{"us":%d,"requests":%d,"bytes":%d,"p50":%d,"p99":%d,"max":%d,"bad":%d,"broken":%d}\n',
    summary.duration, summary.requests, summary.bytes, latency:percentile(50), latency:percentile(99), latency.max,
    e.status, e.connect + e.read + e.write + e.timeout))
end
