-- The cases open at the end of a month: what chases are divided by.
CREATE FUNCTION month_open(to_moment timestamptz) RETURNS TABLE (team_id uuid, n integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.team_id, count(*)::integer FROM case_file c
   WHERE c.council_id = app_council() AND (SELECT on_councils_side()) AND c.forgotten_at IS NULL
     AND c.request_received_on < to_moment AND (c.closed_at IS NULL OR c.closed_at >= to_moment)
   GROUP BY 1
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION month_open FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION month_open TO common_ground_app;--> statement-breakpoint
-- With the case in them, the list behind a figure is read from the same two indexes as the figure.
DROP INDEX promise_of_month;--> statement-breakpoint
CREATE INDEX promise_of_month ON promise (council_id, due_on) INCLUDE (kind, team_id, made_on, kept_on, case_file_id)
  WHERE kind IN ('acknowledge', 'reply', 'call_back', 'update') AND replaced_at IS NULL;--> statement-breakpoint
DROP INDEX contact_entry_came_in;--> statement-breakpoint
CREATE INDEX contact_entry_came_in ON contact_entry (council_id, happened_at) INCLUDE (team_id, kind, chases, case_file_id)
  WHERE direction = 'in' AND NOT automatic;
