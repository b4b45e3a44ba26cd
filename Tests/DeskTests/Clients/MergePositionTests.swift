import SQLite
import Testing

/// Tests that merges made before the migration know the former position of each moved phone.
@Suite struct MergePositionTests {
  @Test func aMergeOfBeforeKnowsWhereThePhonesStood() throws {
    let aged = try AgedDatabase(before: 32)
    try aged.db.script(
      """
      INSERT INTO users (id, login, name, role, created_at) VALUES (1, 'a', 'А', 'manager', 0);
      INSERT INTO clients (id, kind, name, search_text, created_at) VALUES (1, 'person', 'Анна', '', 0), (2, 'person', 'Анна', '', 0);
      INSERT INTO client_phones (id, client_id, phone, position) VALUES (1, 1, '+71', 0), (2, 1, '+72', 1);
      INSERT INTO client_emails (id, client_id, email, position) VALUES (1, 1, 'a', 2);
      INSERT INTO client_merges (id, survivor_id, merged_id, reason, at, user_id) VALUES (1, 1, 2, 'x', 0, 1);
      INSERT INTO client_merge_moves (merge_id, place, row_id) VALUES (1, 'client_phones.client_id', 2), (1, 'client_emails.client_id', 1),
        (1, 'client_phones.client_id', 9), (1, 'vehicles.client_id', 2);
      """)
    try aged.bring()
    #expect(
      try aged.db.lines("SELECT place || row_id || position FROM client_merge_moves ORDER BY 1") == [
        "client_emails.client_id12", "client_phones.client_id21", "client_phones.client_id90", "vehicles.client_id20",
      ])
  }
}
