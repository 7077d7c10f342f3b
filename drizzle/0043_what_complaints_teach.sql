-- A random sample of casework for those who answer for the service: which cases stays inside, and what is said of them names nobody.
CREATE FUNCTION may_sample() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT has_duty('portfolio_holder') OR has_duty('director')
$$;--> statement-breakpoint
CREATE FUNCTION draw_cases(how_many integer) RETURNS TABLE (case_file_id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.case_file_id FROM case_file c
   WHERE c.council_id = app_council() AND may_sample() AND c.restricted_at IS NULL AND c.forgotten_at IS NULL
     AND c.case_file_id <> ALL (my_exclusions())
   ORDER BY random() LIMIT least(how_many, 50)
$$;--> statement-breakpoint
CREATE FUNCTION sampled_cases(which uuid)
RETURNS TABLE (stage text, months_open integer, open boolean, messages_in integer, messages_out integer, calls integer, meetings integer,
               chases integer, kept integer, late integer, officers integer, silence integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.stage, ((coalesce(c.closed_at, now())::date - c.request_received_on) / 30.44)::int, c.closed_at IS NULL,
    e.messages_in, e.messages_out, e.calls, e.meetings, e.chases, p.kept, p.late, o.officers, q.silence
  FROM casework_sample s CROSS JOIN LATERAL unnest(s.case_file_ids) AS drawn(case_file_id)
  JOIN case_file c ON c.council_id = s.council_id AND c.case_file_id = drawn.case_file_id AND c.forgotten_at IS NULL AND c.restricted_at IS NULL
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE direction = 'in' AND kind IN ('message', 'email'))::int AS messages_in,
      count(*) FILTER (WHERE direction = 'out' AND NOT automatic AND kind IN ('message', 'email', 'sms', 'letter', 'update'))::int AS messages_out,
      count(*) FILTER (WHERE kind = 'call')::int AS calls, count(*) FILTER (WHERE kind = 'meeting')::int AS meetings,
      count(*) FILTER (WHERE chases)::int AS chases
    FROM contact_entry x WHERE x.council_id = c.council_id AND x.case_file_id = c.case_file_id) e
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE kept_on <= due_on)::int AS kept,
      count(*) FILTER (WHERE coalesce(kept_on, (now() AT TIME ZONE 'Europe/London')::date) > due_on)::int AS late
    FROM promise x WHERE x.council_id = c.council_id AND x.case_file_id = c.case_file_id AND x.replaced_at IS NULL) p
  CROSS JOIN LATERAL (
    SELECT count(DISTINCT person_id)::int AS officers FROM standing x
     WHERE x.council_id = c.council_id AND x.case_file_id = c.case_file_id AND x.role = 'case_officer' AND x."grant" = 'specific') o
  CROSS JOIN LATERAL (
    SELECT max(gap)::int AS silence FROM (
      SELECT coalesce(lead(x.happened_at) OVER (ORDER BY x.happened_at), c.closed_at, now())::date - x.happened_at::date AS gap
        FROM contact_entry x WHERE x.council_id = c.council_id AND x.case_file_id = c.case_file_id AND x.direction = 'out' AND NOT x.automatic) g) q
  WHERE s.council_id = app_council() AND s.casework_sample_id = which AND may_sample() AND c.case_file_id <> ALL (my_exclusions())
  ORDER BY c.stage, 2, 4, 5
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION may_sample, draw_cases, sampled_cases FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION may_sample, draw_cases, sampled_cases TO common_ground_app;
