ALTER TABLE "promise" ADD COLUMN "doing" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "doing_by" uuid;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "doing_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "reminded_at" timestamp with time zone;--> statement-breakpoint

-- What a promise waits for on one day: its owner to be reminded, both to be asked, a manager to be told. Ids only: a round
-- has no person, and does each on its own case. Asked again on the day it is due, when that came after they were first asked.
-- Told as kept and said by the family not to be, it goes before a manager too.
CREATE FUNCTION promises_waiting(todays_date date, remind_up_to date) RETURNS TABLE (case_file_id uuid, promise_id uuid, what text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.case_file_id, p.promise_id, w.what FROM promise p CROSS JOIN LATERAL (
    SELECT 'remind' AS what WHERE p.kept_on IS NULL AND p.reminded_at IS NULL AND p.due_on BETWEEN todays_date AND remind_up_to
    UNION ALL
    SELECT 'ask' WHERE (p.asked_at IS NULL AND todays_date >= least(p.made_on + 14, p.due_on))
      OR (p.kept_on IS NULL AND p.due_on <= todays_date AND (p.asked_at AT TIME ZONE 'Europe/London')::date < p.due_on)
    UNION ALL
    SELECT 'raise' WHERE p.raised_at IS NULL AND p.due_on < todays_date AND (p.kept_on IS NULL OR 'not_done' = (
      SELECT r.says FROM promise_report r WHERE r.council_id = p.council_id AND r.case_file_id = p.case_file_id
         AND r.promise_id = p.promise_id AND r.side = 'family' ORDER BY r.at DESC, r.promise_report_id DESC LIMIT 1))
  ) w
   WHERE p.council_id = app_council() AND p.replaced_at IS NULL
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION promises_waiting(date, date) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION promises_waiting(date, date) TO common_ground_app;--> statement-breakpoint

-- What was shared of how a mediation ended is exactly what was shared (A12, E10): neither half of it changes afterwards.
CREATE FUNCTION refuse_change_once_shared() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM outcome_record o WHERE o.council_id = OLD.council_id AND o.mediation_id = OLD.mediation_id AND o.shared_at IS NOT NULL) THEN
    RAISE EXCEPTION 'what was shared of a mediation does not change' USING ERRCODE = '23514', CONSTRAINT = 'shared_outcome_stands';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;--> statement-breakpoint
CREATE TRIGGER outcome_record_once_shared BEFORE UPDATE OR DELETE ON outcome_record FOR EACH ROW EXECUTE FUNCTION refuse_change_once_shared();--> statement-breakpoint
CREATE TRIGGER outcome_private_once_shared BEFORE UPDATE OR DELETE ON outcome_private FOR EACH ROW EXECUTE FUNCTION refuse_change_once_shared();--> statement-breakpoint
ALTER TABLE mediation_rating ADD CONSTRAINT rating_is_one_to_five CHECK (rating BETWEEN 1 AND 5);
