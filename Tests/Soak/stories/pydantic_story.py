"""The README's story, told with a client that openapi-generator made for Python (package `pydantic_client`)."""
import datetime, os, uuid
import pydantic_client as d


def api(role):
    """The calls of a role in all rooms."""
    client = d.ApiClient(d.Configuration(host=os.environ["URL"], access_token=os.environ[role] if role else None))
    rooms = [getattr(d, name)(client) for name in dir(d) if name.endswith("Api")]
    return type("Desk", (), {"__getattr__": lambda self, name: next(getattr(room, name) for room in rooms if hasattr(room, name))})()


advisor, mechanic, other, storekeeper, manager = map(api, ("ADVISOR", "MECHANIC", "MECHANIC2", "STOREKEEPER", "MANAGER"))

order = advisor.post_work_orders(d.WorkOrderBody(
    client=d.ClientBody(name="Анна Крылова", phones=["8 903 123-45-67"]),
    vehicle=d.OrderVehicleBody(make="LADA", model="Веста", plate="А123ВС77"), odometer_km=120000,
    complaints=["Стучит спереди справа на кочках"])).id
advisor.post_work_orders_id_estimate(order)
operation = advisor.get_operations(q="0010", limit=1).items[0]
labour = advisor.post_work_orders_id_lines(order, d.OrderLineBody(kind="labour", operation_id=operation.id)).id
part = advisor.get_parts(in_stock=True, limit=1).items[0]
fitted = advisor.post_work_orders_id_lines(order, d.OrderLineBody(kind="part", part_id=part.id, quantity=1)).id

assert advisor.get_work_orders_id_promise(order).earliest_at
advisor.post_work_orders_id_promise(order, d.PromiseBody(promised_at=datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(weeks=3), reason="as agreed"))
estimate = advisor.post_work_orders_id_estimates(order, d.EstimateBody(title="Подвеска")).id
advisor.post_work_orders_id_offer(order, d.OfferBody(estimate_ids=[estimate]))
link = advisor.post_estimates_id_link(estimate)
assert len(api(None).get_approval_links_token(link.url.rsplit("/", 1)[1]).items) == 2
advisor.post_estimates_id_approve(estimate, d.ApprovalBody(
    how="phone", items=[d.ItemBody(line_id=line, decision="approved") for line in (labour, fitted)]))
moves = {move.name: move for move in advisor.get_work_orders_id_moves(order).moves}
assert moves["start"].allowed and "labour_not_done" in [reason.code for reason in moves["deliver"].reasons]

advisor.post_work_orders_id_start(order)
mechanic.post_work_orders_id_clock_on(order, clock_on_body=d.ClockOnBody(line_id=labour))
storekeeper.post_work_orders_id_lines_line_id_issue(order, fitted, d.IssueBody(quantity=1))
mechanic.post_me_clock_off()
mechanic.post_work_orders_id_lines_line_id_done(order, labour)
other.post_work_orders_id_quality_checks(order, d.QualityCheckBody(passed=True))
advisor.post_work_orders_id_ready(order)

advisor.post_work_orders_id_invoices(order)
seen = advisor.get_work_orders_id(order, fields="total_minor,client.id")
assert seen.number is None and seen.client.name is None
key = str(uuid.uuid4())
money = d.PaymentBody(client_id=seen.client.id, work_order_id=order, method="card", amount_minor=seen.total_minor)
first = advisor.post_payments(key, money)
again = advisor.post_payments_with_http_info(key, money)
assert again.data.id == first.id and again.headers["Idempotency-Replayed"] == "true"
tag = advisor.get_work_orders_id_with_http_info(order).headers["ETag"]
try:
    advisor.get_work_orders_id(order, if_none_match=tag)
    raise AssertionError("not 304")
except d.ApiException as answer:
    assert answer.status == 304, answer
try:
    advisor.post_work_orders_id_deliver(order, if_match='"1"', collection_body=d.CollectionBody(collected_by="Анна Крылова"))
    raise AssertionError("not stale")
except d.ApiException as refused:
    assert refused.status == 412 and refused.data.code == "stale", refused
done = advisor.post_work_orders_id_deliver(order, collection_body=d.CollectionBody(collected_by="Анна Крылова"))
assert done.status == "delivered"

assert len(advisor.get_work_orders_id_timeline(order, limit=5).items) == 5
assert advisor.get_work_orders_id_stage_times(order).stages
table = "Код;Наименование;Телефон\r\nК-2;Вера Ильина;+7 916 555-11-33\r\n".encode()
assert manager.post_imports_kind("clients", table).created == 1
found = manager.get_clients(q="Вера Ильина").items[0]
assert manager.patch_clients_id(found.id, "*", client_patch=d.ClientPatch(comment=None, discount_bp=500)).discount_bp == 500
print(done.number)
