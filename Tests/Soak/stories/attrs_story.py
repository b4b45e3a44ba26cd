"""The README's story, told with a client that openapi-python-client made (package `attrs_client`)."""
import io, os, uuid
from attrs_client import AuthenticatedClient, Client
from attrs_client.api.billing import get_payments, post_payments, post_work_orders_id_invoices
from attrs_client.api.clients import get_clients, patch_clients_id
from attrs_client.api.import_ import post_imports_kind
from attrs_client.api.operations import get_operations
from attrs_client.api.parts import get_parts, post_work_orders_id_lines_line_id_issue
from attrs_client.api.work_orders import (
    get_approval_links_token, get_work_orders_id, get_work_orders_id_moves, get_work_orders_id_promise, get_work_orders_id_stage_times,
    post_estimates_id_approve, post_estimates_id_link, post_me_clock_off, post_work_orders, post_work_orders_id_clock_on,
    post_work_orders_id_deliver, post_work_orders_id_estimate, post_work_orders_id_estimates, post_work_orders_id_lines,
    post_work_orders_id_lines_line_id_done, post_work_orders_id_offer, post_work_orders_id_promise, post_work_orders_id_quality_checks,
    post_work_orders_id_ready, post_work_orders_id_start)
from attrs_client.api.events import get_work_orders_id_timeline
from attrs_client import models as m
from attrs_client.types import UNSET, File
import datetime


def client(role):
    return AuthenticatedClient(base_url=os.environ["URL"], token=os.environ[role], raise_on_unexpected_status=True)


def ask(call, *ids, by, **more):
    """Returns the response. Fails if it is a problem."""
    answer = call.sync(*ids, client=by, **more)
    assert not isinstance(answer, m.Problem), answer
    return answer


advisor, mechanic, other, storekeeper, manager = map(client, ("ADVISOR", "MECHANIC", "MECHANIC2", "STOREKEEPER", "MANAGER"))

order = ask(post_work_orders, by=advisor, body=m.WorkOrderBody(
    client=m.ClientBody(name="Анна Крылова", phones=["8 903 123-45-67"]),
    vehicle=m.OrderVehicleBody(make="LADA", model="Веста", plate="А123ВС77"), odometer_km=120000,
    complaints=["Стучит спереди справа на кочках"])).id
ask(post_work_orders_id_estimate, order, by=advisor)
operation = ask(get_operations, by=advisor, q="0010", limit=1).items[0]
labour = ask(post_work_orders_id_lines, order, by=advisor, body=m.OrderLineBody(kind=m.OrderLineBodyKind.LABOUR, operation_id=operation.id)).id
part = ask(get_parts, by=advisor, in_stock=True, limit=1).items[0]
fitted = ask(post_work_orders_id_lines, order, by=advisor, body=m.OrderLineBody(kind=m.OrderLineBodyKind.PART, part_id=part.id, quantity=1)).id

assert ask(get_work_orders_id_promise, order, by=advisor).earliest_at is not UNSET
ask(post_work_orders_id_promise, order, by=advisor, body=m.PromiseBody(
    promised_at=datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(weeks=3), reason="as agreed"))
estimate = ask(post_work_orders_id_estimates, order, by=advisor, body=m.EstimateBody(title="Подвеска")).id
ask(post_work_orders_id_offer, order, by=advisor, body=m.OfferBody(estimate_ids=[estimate]))
link = ask(post_estimates_id_link, estimate, by=advisor)
offer = ask(get_approval_links_token, link.url.rsplit("/", 1)[1], by=Client(base_url=os.environ["URL"]))
assert len(offer.items) == 2
ask(post_estimates_id_approve, estimate, by=advisor, body=m.ApprovalBody(
    how=m.ApprovalBodyHow.PHONE, items=[m.ItemBody(line_id=line, decision=m.ItemBodyDecision.APPROVED) for line in (labour, fitted)]))

moves = {move.name: move for move in ask(get_work_orders_id_moves, order, by=advisor).moves}
assert moves["start"].allowed and "labour_not_done" in [reason.code for reason in moves["deliver"].reasons], moves

ask(post_work_orders_id_start, order, by=advisor)
ask(post_work_orders_id_clock_on, order, by=mechanic, body=m.ClockOnBody(line_id=labour))
ask(post_work_orders_id_lines_line_id_issue, order, fitted, by=storekeeper, body=m.IssueBody(quantity=1))
ask(post_me_clock_off, by=mechanic)
ask(post_work_orders_id_lines_line_id_done, order, labour, by=mechanic)
ask(post_work_orders_id_quality_checks, order, by=other, body=m.QualityCheckBody(passed=True))
ask(post_work_orders_id_ready, order, by=advisor)

ask(post_work_orders_id_invoices, order, by=advisor)
seen = ask(get_work_orders_id, order, by=advisor, fields="total_minor,client.id")
assert seen.number is UNSET and seen.client.name is UNSET
key = str(uuid.uuid4())
money = m.PaymentBody(client_id=seen.client.id, work_order_id=order, method=m.PaymentBodyMethod.CARD, amount_minor=seen.total_minor)
first = post_payments.sync_detailed(client=advisor, body=money, idempotency_key=key)
again = post_payments.sync_detailed(client=advisor, body=money, idempotency_key=key)
assert again.parsed.id == first.parsed.id and again.headers["Idempotency-Replayed"] == "true"
whole = get_work_orders_id.sync_detailed(order, client=advisor)
assert get_work_orders_id.sync_detailed(order, client=advisor, if_none_match=whole.headers["ETag"]).status_code == 304
stale = post_work_orders_id_deliver.sync(order, client=advisor, if_match='"1"', accept_language="ru", body=m.CollectionBody(collected_by="Анна Крылова"))
assert stale.status == 412 and stale.code == "stale", stale
done = ask(post_work_orders_id_deliver, order, by=advisor, body=m.CollectionBody(collected_by="Анна Крылова"))
assert done.status == m.WorkOrderStatus.DELIVERED and done.closed_at.tzinfo is not None

assert len(ask(get_work_orders_id_timeline, order, by=advisor, limit=5).items) == 5
assert ask(get_work_orders_id_stage_times, order, by=advisor).stages
table = "Код;Наименование;Телефон\r\nК-1;Борис Ильин;+7 916 555-11-22\r\n".encode()
report = ask(post_imports_kind, m.PostImportsKindKind.CLIENTS, by=manager, body=File(payload=io.BytesIO(table)))
assert report.created == 1, report
found = ask(get_clients, by=manager, q="Борис Ильин").items[0]
card = ask(patch_clients_id, found.id, by=manager, if_match="*", body=m.ClientPatch(comment=None, discount_bp=500))
assert card.discount_bp == 500 and card.name == "Борис Ильин"
print(done.number)
