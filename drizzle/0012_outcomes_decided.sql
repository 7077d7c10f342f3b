-- This council's own decisions on one question, counted. Nobody may list them all, so the wall is in here: the council is
-- that of the transaction and cannot be given, and nothing but the outcome and how often leaves. Days are days in England.
CREATE FUNCTION outcomes_decided(asked text, from_on date, to_on date)
RETURNS TABLE (outcome text, decided integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.outcome, count(*)::int FROM decision d
   WHERE d.council_id = app_council() AND d.question = asked
     AND (d.decided_at AT TIME ZONE 'Europe/London')::date BETWEEN from_on AND to_on
   GROUP BY d.outcome
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION outcomes_decided FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION outcomes_decided TO common_ground_app;
