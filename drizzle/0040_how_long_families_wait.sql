CREATE TABLE "stage_wait" (
	"council_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"families" integer NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"from_weeks" integer NOT NULL,
	"to_weeks" integer NOT NULL,
	"inside" integer NOT NULL,
	"counted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stage_wait_council_id_stage_pk" PRIMARY KEY("council_id","stage")
);
--> statement-breakpoint
-- Of each stage, the days every family waited that left it between two days, however often it was put back in between: numbers, and
-- never a case. Left is left onward; a "no" that was told ends the wait for the Board, and a plan made final that for the plan.
-- Whoever was at a stage when counting began came there on a day nobody knows, and is not counted.
CREATE FUNCTION days_waited(from_day date, to_day date) RETURNS TABLE (stage text, days int[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH steps AS (SELECT ARRAY['request', 'decide_to_assess', 'collect_advice', 'pre_board_check', 'board', 'draft_plan', 'final_plan'] AS names),
  moves AS (
    SELECT m.case_file_id, m."to" AS stage, m."on" AS came, m."from" IS NULL AND m."to" <> 'request' AS day_unknown,
      lead(m."on") OVER w AS moved_on, lead(m."to") OVER w AS moved_to
      FROM stage_move m WHERE m.council_id = app_council() AND app_person() IS NULL
      WINDOW w AS (PARTITION BY m.case_file_id ORDER BY m."on", m.at, m.stage_move_id)),
  stays AS (
    SELECT v.*, moved_to IS NULL OR array_position(names, moved_to) > array_position(names, v.stage) AS onward,
      CASE WHEN moved_on IS NOT NULL THEN moved_on
        WHEN v.stage = 'final_plan' THEN (SELECT min(k."on") FROM case_milestone k
          WHERE k.council_id = app_council() AND k.case_file_id = v.case_file_id AND k.what = 'plan_made' AND k."on" >= came)
        WHEN v.stage IN ('decide_to_assess', 'board') THEN (SELECT min(r.sent_on) FROM release r
          JOIN decision d ON d.council_id = r.council_id AND d.case_file_id = r.case_file_id AND d.decision_id = r.decision_id
           AND d.outcome IN ('no_assess', 'no_issue')
         WHERE r.council_id = app_council() AND r.case_file_id = v.case_file_id AND r.sent_on >= came) END AS left_on
      FROM moves v CROSS JOIN steps),
  waits AS (
    SELECT s.stage, sum(greatest(s.left_on - s.came, 0))::int AS days, max(s.left_on) AS left_on
      FROM stays s GROUP BY s.case_file_id, s.stage
    HAVING NOT bool_or(s.day_unknown) AND bool_and(s.left_on IS NOT NULL) AND (array_agg(s.onward ORDER BY s.came DESC, s.left_on DESC))[1])
  SELECT w.stage, array_agg(w.days) FROM waits w WHERE w.left_on BETWEEN from_day AND to_day GROUP BY w.stage
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION days_waited FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION days_waited TO common_ground_app;--> statement-breakpoint
ALTER TABLE stage_wait ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON stage_wait TO common_ground_app;--> statement-breakpoint
CREATE POLICY of_the_council ON stage_wait FOR SELECT TO common_ground_app USING (council_id = app_council());--> statement-breakpoint
-- Counted by nobody: the round.
CREATE POLICY the_round ON stage_wait TO common_ground_app USING (council_id = app_council() AND app_person() IS NULL);
