ALTER TABLE "council" ADD COLUMN "mediation_adviser" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "council" ADD COLUMN "advice_service" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "council" ADD COLUMN "disagreement_service" text DEFAULT '' NOT NULL;--> statement-breakpoint

-- Decisions a family member has had on their page for so long that they are served again by post, and are not yet.
CREATE FUNCTION notices_unopened(today date) RETURNS TABLE (case_file_id uuid, decision_id uuid, person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT n.case_file_id, n.decision_id, n.person_id FROM notice n
  WHERE n.council_id = app_council() AND n.channel = 'page' AND n.opened_at IS NULL AND n.serve_again_on <= today
    AND NOT EXISTS (SELECT 1 FROM notice p WHERE p.council_id = n.council_id AND p.case_file_id = n.case_file_id
      AND p.decision_id = n.decision_id AND p.person_id = n.person_id AND p.channel = 'post')
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION notices_unopened(date) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION notices_unopened(date) TO common_ground_app;
