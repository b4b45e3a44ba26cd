#!/usr/bin/env bash
# A payment is sent again with the same Idempotency-Key: made twice, answered 409, or answered 503 for ever.
# Guess: the same key gets the first answer; the same key with another body is refused; a 503 is not kept.
# So:    django-idempotency-key answers the same request with 409, though the body is the first one's, and counts the Authorization header in: with a token
#        renewed between try and retry the payment is made a second time, as it is with another body. asgi-idempotency-header looks at
#        the key alone: another body and another path get the first answer as 201, and a 503 is the answer from then on.
# Seen:  django-idempotency-key 1.3.0 (Django 5.2.19), asgi-idempotency-header 0.2.0 (Starlette 0.50.0). Source: idempotency_key/encoders.py (BasicKeyEncoder),
#        utils.py (get_conflict_code), idempotency_header_middleware/middleware.py; draft-ietf-httpapi-idempotency-key-header-07, 2.6 and 2.7.
# Desk:  a key belongs to its holder, method, path and body: the same is answered as before, another body is refused, an answer is kept with its effect (/docs#rule-kept_answers).
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
install() { python3 -m venv "$d/$1"; "$d/$1/bin/pip" install -q --disable-pip-version-check "${@:2}"; }
install django django==5.2.19 django-idempotency-key==1.3.0; install asgi asgi-idempotency-header==0.2.0 fastapi==0.128.0 starlette==0.50.0 redis==7.1.0 httpx==0.28.1
cat > "$d/asked.py" <<'P' # name, path, token, sum; a sum of 0 fails once with 503
asked = [("first", "/payments", "k1", "old", 100), ("again", "/payments", "k1", "old", 100), ("new token", "/payments", "k1", "new", 100), ("another sum", "/payments", "k1", "old", 200),
         ("another path", "/refunds", "k1", "old", 100), ("503", "/payments", "k2", "old", 0), ("after 503", "/payments", "k2", "old", 0)]
runs = [0, 0]
def answer(total): # the number of the run, or a failure the first time that nothing is to be paid
    runs[0] += 1; runs[1] += total == 0
    return ({"run": runs[0]}, 201) if total or runs[1] > 1 else ({"error": "later"}, 503)
P
cat > "$d/asgi.py" <<'P'
import asyncio, httpx
from asked import answer, asked
from idempotency_header_middleware import IdempotencyHeaderMiddleware
from idempotency_header_middleware.backends import MemoryBackend
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
async def pay(request): return JSONResponse(*answer((await request.json())["sum"]))
app = IdempotencyHeaderMiddleware(Starlette(routes=[Route(p, pay, methods=["POST"]) for p in ("/payments", "/refunds")]), backend=MemoryBackend())
async def main():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://desk.example") as client:
        for name, path, key, token, total in asked:
            r = await client.post(path, json={"sum": total}, headers={"Idempotency-Key": key, "Authorization": token})
            print("asgi-idempotency-header |", name, "|", r.status_code, *r.json().values())
asyncio.run(main())
P
cat > "$d/django.py" <<'P'
import sys; sys.path.pop(0)
import json, django
sys.path.append(sys.argv[1])
from asked import answer, asked
from django.conf import settings
settings.configure(SECRET_KEY="none", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], MIDDLEWARE=["idempotency_key.middleware.IdempotencyKeyMiddleware"])
django.setup()
from django.http import JsonResponse
from django.test import Client
from django.urls import path as at
from idempotency_key.decorators import idempotency_key
@idempotency_key
def pay(request): body, status = answer(json.loads(request.body)["sum"]); return JsonResponse(body, status=status)
urlpatterns = [at("payments", pay), at("refunds", pay)]
client = Client()
for name, path, key, token, total in asked:
    r = client.post(path, {"sum": total}, content_type="application/json", HTTP_IDEMPOTENCY_KEY=key, HTTP_AUTHORIZATION=token)
    print("django-idempotency-key |", name, "|", r.status_code, *json.loads(r.content).values())
P
{ "$d/django/bin/python" -W ignore "$d/django.py" "$d"; "$d/asgi/bin/python" -W ignore "$d/asgi.py"; } 2>/dev/null | tee "$d/seen"
diff - "$d/seen" <<'E'
django-idempotency-key | first | 201 1
django-idempotency-key | again | 409 1
django-idempotency-key | new token | 201 2
django-idempotency-key | another sum | 201 3
django-idempotency-key | another path | 201 4
django-idempotency-key | 503 | 503 later
django-idempotency-key | after 503 | 201 6
asgi-idempotency-header | first | 201 1
asgi-idempotency-header | again | 201 1
asgi-idempotency-header | new token | 201 1
asgi-idempotency-header | another sum | 201 1
asgi-idempotency-header | another path | 201 1
asgi-idempotency-header | 503 | 503 later
asgi-idempotency-header | after 503 | 503 later
E
