-- The list somebody comes home to, in one statement that knows its way: from their own standings (standing_person) to
-- every other table by the start of its primary key or its case index. Read through row-level security the same list asked
-- who may see what once for every row of every table: 160 ms for an officer's 200 cases. So the wall is in here instead:
-- the person and the council are those of the transaction and cannot be given, and excluded beats everything.
CREATE FUNCTION my_cases()
RETURNS TABLE (case_file_id uuid, reference text, child text, last_name text, role text, stage text, received_on text, board_on text,
               given integer, calls integer, unanswered integer, proposals integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.case_file_id, c.reference, c.child_first_name, c.child_last_name, s.role, c.stage,
    c.request_received_on::text, c.board_on::text, g.given, g.calls, r.unanswered, p.proposals
  FROM standing s
  -- OFFSET 0 keeps this a look-up by key: left to itself the planner reads a whole council's case files for 200 of them.
  CROSS JOIN LATERAL (SELECT * FROM case_file f WHERE f.council_id = s.council_id AND f.case_file_id = s.case_file_id OFFSET 0) c
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE kind <> 'call_me')::int AS given, count(*) FILTER (WHERE kind = 'call_me')::int AS calls
    FROM given w WHERE w.council_id = s.council_id AND w.case_file_id = s.case_file_id AND w.seen_at IS NULL) g
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS unanswered FROM check_row w
    WHERE w.council_id = s.council_id AND w.case_file_id = s.case_file_id AND NOT EXISTS (
      SELECT 1 FROM check_answer a WHERE a.council_id = w.council_id AND a.case_file_id = w.case_file_id
        AND a.check_row_id = w.check_row_id AND a.side = 'council')) r
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS proposals FROM point w
    WHERE w.council_id = s.council_id AND w.case_file_id = s.case_file_id AND w.state = 'proposed' AND EXISTS (
      SELECT 1 FROM proposal q WHERE q.council_id = w.council_id AND q.case_file_id = w.case_file_id
        AND q.point_id = w.point_id AND q.side = 'family' AND q.withdrawn_at IS NULL)) p
  WHERE s.council_id = app_council() AND s.person_id = app_person() AND s.ended_at IS NULL
    AND (s.ends_at IS NULL OR s.ends_at > now()) AND c.closed_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM exclusion e WHERE e.council_id = s.council_id AND e.case_file_id = s.case_file_id AND e.person_id = s.person_id)
  ORDER BY c.child_first_name, c.case_file_id
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION my_cases FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION my_cases TO common_ground_app;
