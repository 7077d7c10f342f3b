-- What a council's own appeals show beside the decided cases: how many ended alike, by codes. No date of one, no name, no id,
-- no word of anybody's leaves, and nothing of a mediation is read (threats E08). For the council's own staff alone; a case
-- somebody must never see is not counted for them (A22).
CREATE FUNCTION own_closed_appeals(from_day date, up_to date)
RETURNS TABLE (ground text, sections text[], asks_health boolean, asks_social_care boolean, issue_tags text[], favoured text, appeals integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.ground, a.sections, a.asks_health, a.asks_social_care, a.issue_tags, a.favoured, count(*)::integer
    FROM appeal a
   WHERE a.council_id = app_council() AND (SELECT asked_by_staff()) AND a.stage = 'closed' AND a.ended_on BETWEEN from_day AND up_to
     AND (a.case_file_id IS NULL OR a.case_file_id <> ALL ((SELECT my_exclusions())::uuid[]))
   GROUP BY 1, 2, 3, 4, 5, 6
   ORDER BY 1, 2, 3, 4, 5, 6
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION own_closed_appeals FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION own_closed_appeals TO common_ground_app;
