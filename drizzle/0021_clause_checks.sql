ALTER TABLE "clause" ADD COLUMN "check_who_id" uuid;--> statement-breakpoint
ALTER TABLE "clause" ADD COLUMN "dropped_because" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "not_agreed" ADD COLUMN "settle_who" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "not_agreed" ADD COLUMN "settle_by" date;--> statement-breakpoint

-- Clauses that wait for somebody's answer past the time it was promised for. A round has no person, so nothing of a
-- mediation is shown to it: it gets ids, and takes up each with its own case in hand.
CREATE FUNCTION clause_checks_due() RETURNS TABLE (case_file_id uuid, clause_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.case_file_id, c.clause_id FROM clause c
    JOIN mediation m ON m.council_id = c.council_id AND m.case_file_id = c.case_file_id AND m.mediation_id = c.mediation_id AND m.closed_at IS NULL
   WHERE c.council_id = app_council() AND c.state = 'checking' AND c.check_by <= now() AND c.check_raised_at IS NULL
$$;--> statement-breakpoint
-- Marks one as raised, once, and answers with whom to tell: whoever leads, and the person named if they are still in the
-- mediation, or else whoever said that they would ask them.
CREATE FUNCTION raise_clause_check(which uuid) RETURNS TABLE (mediation_id uuid, asked_by uuid, person_id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH raised AS (
    UPDATE clause c SET check_raised_at = now()
     WHERE c.council_id = app_council() AND c.case_file_id = app_case_file() AND c.clause_id = which
       AND c.state = 'checking' AND c.check_by <= now() AND c.check_raised_at IS NULL
    RETURNING c.council_id, c.mediation_id, c.check_asked_by, c.check_who_id
  ), asked AS (
    SELECT r.*, CASE WHEN mediation_place(r.council_id, r.mediation_id, r.check_who_id) IS NOT NULL THEN r.check_who_id ELSE r.check_asked_by END AS person_id
      FROM raised r
  )
  SELECT a.mediation_id, a.check_asked_by, a.person_id FROM asked a
  UNION
  SELECT a.mediation_id, a.check_asked_by, p.person_id FROM asked a
    JOIN mediation_party p ON p.council_id = a.council_id AND p.mediation_id = a.mediation_id AND p.left_at IS NULL
     AND p.coming_as IN ('mediator', 'facilitator') AND p.person_id IS NOT NULL
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION clause_checks_due, raise_clause_check FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION clause_checks_due, raise_clause_check TO common_ground_app;
