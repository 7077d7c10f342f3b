ALTER TABLE "appeal_duty" ADD COLUMN "done_as" text DEFAULT 'done' NOT NULL;--> statement-breakpoint

-- What the tribunal ordered is promised to those whose appeal it is. Another adult of the child does not read it; a round,
-- which has no person, sees to it.
CREATE FUNCTION order_place(council uuid, which uuid, who uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT appeal_place(council, o.appeal_id, who) FROM appeal_order o WHERE o.council_id = council AND o.appeal_order_id = which
$$;--> statement-breakpoint
CREATE POLICY those_in_its_appeal ON promise AS RESTRICTIVE TO common_ground_app
  USING (kind <> 'order' OR app_person() IS NULL OR order_place(council_id, subject_id, app_person()) IS NOT NULL);--> statement-breakpoint
-- A duty and the promise it became are one thing: whoever writes down that the promise was kept has said so of both.
CREATE FUNCTION duty_kept_with_its_promise() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE appeal_duty SET done_on = NEW.kept_on, done_by = NEW.kept_by
   WHERE council_id = NEW.council_id AND promise_id = NEW.promise_id AND done_on IS NULL;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER order_promise_kept AFTER UPDATE OF kept_on ON promise FOR EACH ROW
  WHEN (NEW.kind = 'order' AND NEW.kept_on IS NOT NULL) EXECUTE FUNCTION duty_kept_with_its_promise();--> statement-breakpoint
-- Duties that are late and that nobody who leads the team was told of. Ids, and whom to tell: for a round, which has no person.
CREATE FUNCTION duties_late(todays_date date) RETURNS TABLE (appeal_id uuid, appeal_duty_id uuid, case_file_id uuid, tell uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.appeal_id, d.appeal_duty_id, a.case_file_id,
    ARRAY(SELECT DISTINCT m.person_id FROM team_member m
            JOIN team t ON t.council_id = m.council_id AND t.team_id = m.team_id AND t.kind = 'tribunal'
            JOIN person p ON p.council_id = m.council_id AND p.person_id = m.person_id AND p.kind = 'staff' AND p.disabled_at IS NULL
           WHERE m.council_id = a.council_id AND m.leads
             AND NOT EXISTS (SELECT 1 FROM exclusion e WHERE e.council_id = a.council_id AND e.case_file_id = a.case_file_id AND e.person_id = m.person_id))
    FROM appeal_duty d JOIN appeal a ON a.council_id = d.council_id AND a.appeal_id = d.appeal_id
   WHERE d.council_id = app_council() AND app_person() IS NULL AND d.done_on IS NULL AND d.raised_at IS NULL AND d.due_on < todays_date
   ORDER BY d.due_on, d.appeal_duty_id LIMIT 200
$$;--> statement-breakpoint
-- Takes one of them up, once, whoever else does so at the same moment.
CREATE FUNCTION take_up_late_duty(which uuid, todays_date date) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH taken AS (UPDATE appeal_duty SET raised_at = now()
     WHERE council_id = app_council() AND app_person() IS NULL AND appeal_duty_id = which AND done_on IS NULL AND raised_at IS NULL AND due_on < todays_date
    RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM taken)
$$;--> statement-breakpoint

-- The pilot counts what was promised in signed agreements; what the tribunal ordered is none of it.
CREATE OR REPLACE FUNCTION pilot_promises(up_to date) RETURNS TABLE (due_on date, kept_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT due_on, CASE WHEN kept_on <= up_to THEN kept_on END FROM promise
   WHERE council_id = app_council() AND asked_by_staff() AND made_on <= up_to AND replaced_at IS NULL AND kind = 'clause'
   ORDER BY 1, 2
$$;--> statement-breakpoint

-- What the measures of appeals are counted from: days and codes, and nothing else, for the council's own staff alone. What
-- happened after `up_to` has not happened yet. A case somebody must never see is not counted for them (A22).
CREATE FUNCTION appeals_counted(up_to date)
RETURNS TABLE (registered_on date, hearing_on date, ended_on date, outcome text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.registered_on, a.hearing_on, CASE WHEN a.ended_on <= up_to THEN a.ended_on END,
         CASE WHEN a.ended_on <= up_to THEN a.outcome ELSE 'pending' END
    FROM appeal a
   WHERE a.council_id = app_council() AND (SELECT asked_by_staff()) AND a.registered_on <= up_to
     AND (a.case_file_id IS NULL OR a.case_file_id <> ALL ((SELECT my_exclusions())::uuid[]))
$$;--> statement-breakpoint
CREATE FUNCTION appeals_ended(up_to date)
RETURNS TABLE (ended_on date, ground text, area text, parental_request boolean, private_report boolean, outcome text, causes text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.ended_on, a.ground, a.area, a.parental_request, a.private_report, a.outcome,
         ARRAY(SELECT c.cause FROM appeal_cause c WHERE c.council_id = a.council_id AND c.appeal_id = a.appeal_id ORDER BY 1)
    FROM appeal a
   WHERE a.council_id = app_council() AND (SELECT asked_by_staff()) AND a.ended_on <= up_to
     AND (a.case_file_id IS NULL OR a.case_file_id <> ALL ((SELECT my_exclusions())::uuid[]))
$$;--> statement-breakpoint
-- The Board's last decision before each of them, by its code: not a word of it.
CREATE FUNCTION board_decisions_appealed(up_to date) RETURNS TABLE (ended_on date, ground text, outcome text, decided text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.ended_on, a.ground, a.outcome, b.outcome
    FROM appeal a CROSS JOIN LATERAL (
      SELECT d.outcome FROM decision d
       WHERE d.council_id = a.council_id AND d.case_file_id = a.case_file_id
         AND (d.decided_at AT TIME ZONE 'Europe/London')::date <= coalesce(a.decision_sent_on, a.registered_on, a.ended_on)
       ORDER BY d.decided_at DESC LIMIT 1) b
   WHERE a.council_id = app_council() AND (SELECT asked_by_staff()) AND a.ended_on <= up_to
     AND a.case_file_id <> ALL ((SELECT my_exclusions())::uuid[])
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION order_place, duties_late, take_up_late_duty, appeals_counted, appeals_ended, board_decisions_appealed FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION order_place, duties_late, take_up_late_duty, appeals_counted, appeals_ended, board_decisions_appealed TO common_ground_app;
