CREATE TABLE "appeal_asked" (
	"council_id" uuid NOT NULL,
	"appeal_id" uuid NOT NULL,
	"when" text NOT NULL,
	"counted_from" date NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "appeal_asked_council_id_appeal_id_when_counted_from_pk" PRIMARY KEY("council_id","appeal_id","when","counted_from")
);
--> statement-breakpoint
ALTER TABLE "appeal_asked" ADD CONSTRAINT "appeal_asked_council_id_appeal_id_appeal_council_id_appeal_id_fk" FOREIGN KEY ("council_id","appeal_id") REFERENCES "public"."appeal"("council_id","appeal_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appeal_claimed" ON "appeal" USING btree ("council_id","claimed_by","next_due_on","appeal_id") WHERE stage <> 'closed';--> statement-breakpoint
CREATE INDEX "appeal_hearing" ON "appeal" USING btree ("council_id","hearing_on","appeal_id") WHERE stage <> 'closed';--> statement-breakpoint
ALTER TABLE appeal_asked ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT ON appeal_asked TO common_ground_app;--> statement-breakpoint
-- That an appeal was asked about would tell somebody on its case what the team thinks about: only a round, who is nobody, sees it.
CREATE POLICY a_round ON appeal_asked TO common_ground_app USING (council_id = app_council() AND app_person() IS NULL);--> statement-breakpoint
-- Whose the appeals of a list are, where their case files say it: for the tribunal team, most of whom have no place on those cases.
CREATE FUNCTION children_of_appeals(appeals uuid[]) RETURNS TABLE (appeal_id uuid, first_name text, last_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.appeal_id, c.child_first_name, c.child_last_name
    FROM appeal a JOIN case_file c ON c.council_id = a.council_id AND c.case_file_id = a.case_file_id
   WHERE a.council_id = app_council() AND a.appeal_id = ANY (appeals)
     AND (SELECT in_tribunal_team()) AND a.case_file_id <> ALL ((SELECT my_exclusions())::uuid[])
$$;--> statement-breakpoint
-- The open appeals of children whose name has these words in it, for the tribunal team.
CREATE FUNCTION open_appeals_of_child(words text) RETURNS TABLE (appeal_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.appeal_id
    FROM appeal a LEFT JOIN case_file c ON c.council_id = a.council_id AND c.case_file_id = a.case_file_id
   WHERE a.council_id = app_council() AND a.stage <> 'closed' AND (SELECT in_tribunal_team())
     AND (a.case_file_id IS NULL OR a.case_file_id <> ALL ((SELECT my_exclusions())::uuid[]))
     AND strpos(folded_name(coalesce(c.child_first_name || ' ' || c.child_last_name, a.child_name, '')), folded_name(words)) > 0
$$;--> statement-breakpoint
-- The open appeals whose questions fell due and were not told of yet: a hearing is 20, 10 or 5 days off and nobody has answered
-- since then, or the papers came on or before `papers_by` and nobody has answered at all. Ids, and whom of the team to tell.
CREATE FUNCTION appeals_to_ask(today date, papers_by date)
RETURNS TABLE (appeal_id uuid, case_file_id uuid, "when" text, counted_from date, tell uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH due AS (
    SELECT a.*, 'days_' || d.days AS "when", a.hearing_on AS counted_from, a.hearing_on - d.days AS since
      FROM appeal a CROSS JOIN LATERAL (SELECT CASE WHEN a.hearing_on - today <= 5 THEN 5 WHEN a.hearing_on - today <= 10 THEN 10 ELSE 20 END AS days) d
     WHERE a.council_id = app_council() AND a.stage NOT IN ('heard', 'closed') AND a.hearing_on BETWEEN today AND today + 20
    UNION ALL
    SELECT a.*, 'day_10', a.papers_on, a.papers_on
      FROM appeal a WHERE a.council_id = app_council() AND a.stage IN ('received', 'registered') AND a.papers_on <= papers_by)
  SELECT u.appeal_id, u.case_file_id, u."when", u.counted_from,
    ARRAY(SELECT DISTINCT m.person_id FROM team_member m
            JOIN team t ON t.council_id = m.council_id AND t.team_id = m.team_id AND t.kind = 'tribunal'
            JOIN person p ON p.council_id = m.council_id AND p.person_id = m.person_id AND p.kind = 'staff' AND p.disabled_at IS NULL
           WHERE m.council_id = u.council_id AND (m.leads OR m.person_id = u.claimed_by)
             AND NOT EXISTS (SELECT 1 FROM exclusion e WHERE e.council_id = u.council_id AND e.case_file_id = u.case_file_id AND e.person_id = m.person_id))
    FROM due u
   WHERE app_person() IS NULL
     AND NOT EXISTS (SELECT 1 FROM appeal_review r WHERE r.council_id = u.council_id AND r.appeal_id = u.appeal_id
                        AND (r.at AT TIME ZONE 'Europe/London')::date >= u.since)
     AND NOT EXISTS (SELECT 1 FROM appeal_asked k WHERE k.council_id = u.council_id AND k.appeal_id = u.appeal_id
                        AND k."when" = u."when" AND k.counted_from = u.counted_from)
   ORDER BY u.case_file_id, u.appeal_id LIMIT 200
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION children_of_appeals, open_appeals_of_child, appeals_to_ask FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION children_of_appeals, open_appeals_of_child, appeals_to_ask TO common_ground_app;
