ALTER TABLE "communication_plan" ADD COLUMN "ring_on" text[] DEFAULT '{"any","any","any","any","any"}' NOT NULL;--> statement-breakpoint
ALTER TABLE "communication_plan" ADD COLUMN "language" text DEFAULT '' NOT NULL;--> statement-breakpoint
-- The reply that is sent at this stage: the latest that was not taken back, of somebody who still works here. A family's
-- own transaction asks for it, and may not read the table.
CREATE FUNCTION holding_reply_for(team uuid, at_stage text) RETURNS TABLE (words text, written_by uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.words, r.written_by FROM (
    SELECT h.words, h.written_by FROM holding_reply h
     WHERE h.council_id = app_council() AND h.team_id = team AND h.stage = at_stage
     ORDER BY h.at DESC, h.holding_reply_id DESC LIMIT 1) r
    JOIN person p ON p.council_id = app_council() AND p.person_id = r.written_by AND p.disabled_at IS NULL
   WHERE r.words <> ''
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION holding_reply_for FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION holding_reply_for TO common_ground_app;
