-- Whom nobody has spoken to yet was taken for somebody who heard today: `greatest` leaves a null out.
CREATE OR REPLACE FUNCTION month_now(todays_date date)
RETURNS TABLE (team_id uuid, wrote boolean, four_weeks integer, review text, in_tray boolean, has_officer boolean, n integer, longest_days integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.team_id, c.wrote, CASE WHEN c.heard_on IS NOT NULL THEN least(greatest(todays_date - c.heard_on, 0) / 28, 3) END,
         CASE WHEN c.review_on < todays_date THEN 'late' WHEN c.review_on < todays_date + 91 THEN 'soon' END,
         c.in_tray_on IS NOT NULL, c.has_officer, count(*)::integer, max(todays_date - c.heard_on)
    FROM open_cases(todays_date, NULL) c GROUP BY 1, 2, 3, 4, 5, 6
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION month_cases(figure text, team uuid, first_day date, last_day date, from_moment timestamptz, to_moment timestamptz,
                            todays_date date, days date[], limits date[])
RETURNS TABLE (case_file_id uuid, times integer, on_day date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  mine uuid[] := cases_i_list();
  what text := split_part(figure, ':', 1);
  which text := split_part(figure, ':', 2);
BEGIN
  IF what IN ('acknowledge', 'reply', 'call_back', 'update') THEN
    RETURN QUERY SELECT p.case_file_id, count(*)::integer, min(p.due_on) FROM promise p
      WHERE p.council_id = app_council() AND p.case_file_id = ANY (mine) AND p.kind = what AND p.replaced_at IS NULL
        AND p.team_id IS NOT NULL AND (team IS NULL OR p.team_id = team) AND p.due_on BETWEEN first_day AND last_day
        AND CASE which WHEN 'kept' THEN coalesce(p.kept_on <= p.due_on, false) WHEN 'missed' THEN NOT coalesce(p.kept_on <= p.due_on, false)
                       WHEN 'given' THEN p.kept_on IS NOT NULL ELSE true END
      GROUP BY 1;
  ELSIF what IN ('clause', 'order') THEN
    RETURN QUERY SELECT p.case_file_id, count(*)::integer, min(p.due_on)
      FROM promise p JOIN case_file c ON c.council_id = p.council_id AND c.case_file_id = p.case_file_id
      WHERE p.council_id = app_council() AND p.case_file_id = ANY (mine) AND p.kind = what AND p.replaced_at IS NULL
        AND p.kept_on IS NULL AND p.due_on < todays_date AND (team IS NULL OR coalesce(p.team_id, c.team_id) = team)
      GROUP BY 1;
  ELSIF what IN ('came', 'chase') THEN
    RETURN QUERY SELECT e.case_file_id, count(*)::integer, min((e.happened_at AT TIME ZONE 'Europe/London')::date) FROM contact_entry e
      WHERE e.council_id = app_council() AND e.case_file_id = ANY (mine) AND e.direction = 'in' AND NOT e.automatic
        AND (team IS NULL OR e.team_id = team) AND e.happened_at >= from_moment AND e.happened_at < to_moment
        AND CASE WHEN what = 'chase' THEN e.chases WHEN which = '' THEN true ELSE e.kind = which END
      GROUP BY 1;
  ELSIF what = 'ring' THEN
    RETURN QUERY SELECT m.case_file_id, count(*)::integer, min(m.missed_on)
      FROM missed_calls(from_moment, to_moment) m JOIN unnest(days, limits) AS l(day, limit_on) ON l.day = m.missed_on
      WHERE m.case_file_id = ANY (mine) AND (team IS NULL OR m.team_id = team)
        AND CASE which WHEN 'soon' THEN coalesce(m.spoke_on <= l.limit_on, false)
                       WHEN 'late' THEN l.limit_on < todays_date AND NOT coalesce(m.spoke_on <= l.limit_on, false)
                       ELSE l.limit_on < todays_date OR coalesce(m.spoke_on <= l.limit_on, false) END
      GROUP BY 1;
  ELSE
    RETURN QUERY SELECT c.case_file_id, 1,
        CASE what WHEN 'review' THEN c.review_on WHEN 'tray' THEN c.in_tray_on WHEN 'alone' THEN c.received_on ELSE c.heard_on END
      FROM open_cases(todays_date, mine) c
      WHERE (team IS NULL OR c.team_id = team)
        AND CASE what
          WHEN 'heard' THEN CASE which WHEN 'never' THEN c.heard_on IS NULL
            ELSE c.heard_on IS NOT NULL AND least(greatest(todays_date - c.heard_on, 0) / 28, 3)::text = which END
          WHEN 'wrote' THEN c.wrote AND (which = '' OR c.heard_on > todays_date - 28)
          WHEN 'silent' THEN NOT c.wrote AND (which = '' OR c.heard_on > todays_date - 28)
          WHEN 'review' THEN CASE which WHEN 'late' THEN c.review_on < todays_date ELSE c.review_on BETWEEN todays_date AND todays_date + 90 END
          WHEN 'tray' THEN c.in_tray_on IS NOT NULL
          WHEN 'alone' THEN NOT c.has_officer
          WHEN 'open' THEN true
          ELSE false END;
  END IF;
END $$;
