-- Fewer pages for each decision whom a survey asks, as every hand-over writes one.

-- An order is handed over or called off once, and a merge finds the decisions of orders by their invitations.
DROP INDEX survey_decisions_subject;
CREATE UNIQUE INDEX survey_decisions_subject ON survey_decisions(subject_id, survey_id, round, subject) WHERE subject <> 'work_order';

-- A decision bears how many numbers the survey's series has given, so that the series itself stays as it is until it ends. Of the decisions
-- that there are, the newest of each survey bears it.
ALTER TABLE survey_decisions ADD COLUMN given INTEGER NOT NULL DEFAULT 0;
ALTER TABLE survey_series ADD COLUMN after_decision INTEGER NOT NULL DEFAULT 0;  -- the newest decision when it began
UPDATE survey_decisions SET given = ifnull(
  (SELECT last FROM survey_series e WHERE e.survey_id = survey_decisions.survey_id AND e.running = 1), 0)
WHERE id IN (SELECT max(id) FROM survey_decisions GROUP BY survey_id);
UPDATE survey_series SET last = 0 WHERE running = 1;

-- The counts of reasons are kept up to the last decision whose id 64 divides. The few after it are counted when they are read.
UPDATE survey_counts SET count = count - (
  SELECT count(*) FROM survey_decisions d
  WHERE d.survey_id = survey_counts.survey_id AND d.reason = survey_counts.name AND d.id > (SELECT max(id) FROM survey_decisions) / 64 * 64);
