/// The numbered SQL files in order. A file that has been released is never edited: the next change is a new file.
package enum Migrations {
  package static let all: [(number: Int, name: String, sql: [UInt8])] = [
    (1, "staff_events", PackageResources.m0001_staff_events_sql),
    (2, "clients_vehicles", PackageResources.m0002_clients_vehicles_sql),
    (3, "operations_parts", PackageResources.m0003_operations_parts_sql),
    (4, "work_orders", PackageResources.m0004_work_orders_sql),
    (5, "purchasing", PackageResources.m0005_purchasing_sql),
    (6, "billing", PackageResources.m0006_billing_sql),
    (7, "open_orders", PackageResources.m0007_open_orders_sql),
    (8, "purchase_due", PackageResources.m0008_purchase_due_sql),
    (9, "lean_writes", PackageResources.m0009_lean_writes_sql),
    (10, "supplier_names", PackageResources.m0010_supplier_names_sql),
    (11, "promise_told", PackageResources.m0011_promise_told_sql),
    (12, "folded_keys", PackageResources.m0012_folded_keys_sql),
    (13, "order_entries", PackageResources.m0013_order_entries_sql),
    (14, "car_words", PackageResources.m0014_car_words_sql),
    (15, "lean_entries", PackageResources.m0015_lean_entries_sql),
    (16, "free_payments", PackageResources.m0016_free_payments_sql),
    (17, "first_phone", PackageResources.m0017_first_phone_sql),
    (18, "order_heads", PackageResources.m0018_order_heads_sql),
    (19, "login_addresses", PackageResources.m0019_login_addresses_sql),
    (20, "centre_pays", PackageResources.m0020_centre_pays_sql),
    (21, "advance_sums", PackageResources.m0021_advance_sums_sql),
    (22, "unbilled_orders", PackageResources.m0022_unbilled_orders_sql),
    (23, "split_reasons", PackageResources.m0023_split_reasons_sql),
    (24, "runs", PackageResources.m0024_runs_sql),
  ]
}
