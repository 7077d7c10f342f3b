-- A list of thousands of cases is looked through once for each row; a join looks each up. Ten times as quick for a county's team.
CREATE OR REPLACE FUNCTION open_cases(todays_date date, only_these uuid[])
RETURNS TABLE (case_file_id uuid, team_id uuid, wrote boolean, heard_on date, review_on date, in_tray_on date, has_officer boolean, received_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH day AS MATERIALIZED (
    SELECT DISTINCT ON (m.case_file_id, m.what) m.case_file_id, m.what, m."on" FROM case_milestone m
     WHERE m.council_id = app_council() AND m.what IN ('plan_made', 'review_meeting', 'moved_in')
       AND (only_these IS NULL OR m.case_file_id IN (SELECT unnest(only_these)))
     ORDER BY m.case_file_id, m.what, m.at DESC, m.case_milestone_id DESC),
  reviewed AS (
    SELECT d.case_file_id, max(d."on") FILTER (WHERE d.what <> 'moved_in' AND d."on" <= todays_date) AS last_on,
           max(d."on") FILTER (WHERE d.what = 'moved_in') AS moved_in FROM day d GROUP BY 1),
  officer AS (
    SELECT DISTINCT s.case_file_id FROM standing s WHERE s.council_id = app_council() AND s.role = 'case_officer' AND s.ended_at IS NULL
       AND (s.ends_at IS NULL OR s.ends_at > now()))
  SELECT c.case_file_id, c.team_id, w.wrote IS NOT NULL, h.heard_on,
         CASE WHEN r.moved_in >= coalesce(r.last_on, r.moved_in)
              THEN greatest(r.last_on + interval '12 months', r.moved_in + interval '3 months') ELSE r.last_on + interval '12 months' END::date,
         (c.in_tray_since AT TIME ZONE 'Europe/London')::date, o.case_file_id IS NOT NULL, c.request_received_on
    FROM case_file c
    LEFT JOIN reviewed r ON r.case_file_id = c.case_file_id
    LEFT JOIN officer o ON o.case_file_id = c.case_file_id
    LEFT JOIN LATERAL (SELECT (e.happened_at AT TIME ZONE 'Europe/London')::date AS heard_on FROM contact_entry e
       WHERE e.council_id = c.council_id AND e.case_file_id = c.case_file_id AND e.direction = 'out' AND NOT e.automatic
         AND e.kind NOT IN ('holding', 'handover') AND e.came IS DISTINCT FROM 'no_answer' ORDER BY e.happened_at DESC LIMIT 1) h ON true
    LEFT JOIN LATERAL (SELECT true AS wrote FROM contact_entry e WHERE e.council_id = c.council_id AND e.case_file_id = c.case_file_id
         AND e.direction = 'in' AND NOT e.automatic AND e.happened_at > todays_date - 365 LIMIT 1) w ON true
   WHERE c.council_id = app_council() AND (SELECT on_councils_side()) AND c.closed_at IS NULL AND c.forgotten_at IS NULL
     AND (only_these IS NULL OR c.case_file_id IN (SELECT unnest(only_these)))
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
    RETURN QUERY SELECT p.case_file_id, count(*)::integer, min(p.due_on)
      FROM promise p JOIN unnest(mine) AS i(case_file_id) ON i.case_file_id = p.case_file_id
      WHERE p.council_id = app_council() AND p.kind = what AND p.replaced_at IS NULL
        AND p.team_id IS NOT NULL AND (team IS NULL OR p.team_id = team) AND p.due_on BETWEEN first_day AND last_day
        AND CASE which WHEN 'kept' THEN coalesce(p.kept_on <= p.due_on, false) WHEN 'missed' THEN NOT coalesce(p.kept_on <= p.due_on, false)
                       WHEN 'given' THEN p.kept_on IS NOT NULL ELSE true END
      GROUP BY 1;
  ELSIF what IN ('clause', 'order') THEN
    RETURN QUERY SELECT p.case_file_id, count(*)::integer, min(p.due_on)
      FROM promise p JOIN case_file c ON c.council_id = p.council_id AND c.case_file_id = p.case_file_id
        JOIN unnest(mine) AS i(case_file_id) ON i.case_file_id = p.case_file_id
      WHERE p.council_id = app_council() AND p.kind = what AND p.replaced_at IS NULL
        AND p.kept_on IS NULL AND p.due_on < todays_date AND (team IS NULL OR coalesce(p.team_id, c.team_id) = team)
      GROUP BY 1;
  ELSIF what IN ('came', 'chase') THEN
    RETURN QUERY SELECT e.case_file_id, count(*)::integer, min((e.happened_at AT TIME ZONE 'Europe/London')::date) 
      FROM contact_entry e JOIN unnest(mine) AS i(case_file_id) ON i.case_file_id = e.case_file_id
      WHERE e.council_id = app_council() AND e.direction = 'in' AND NOT e.automatic
        AND (team IS NULL OR e.team_id = team) AND e.happened_at >= from_moment AND e.happened_at < to_moment
        AND CASE WHEN what = 'chase' THEN e.chases WHEN which = '' THEN true ELSE e.kind = which END
      GROUP BY 1;
  ELSIF what = 'ring' THEN
    RETURN QUERY SELECT m.case_file_id, count(*)::integer, min(m.missed_on)
      FROM missed_calls(from_moment, to_moment) m JOIN unnest(days, limits) AS l(day, limit_on) ON l.day = m.missed_on
        JOIN unnest(mine) AS i(case_file_id) ON i.case_file_id = m.case_file_id
      WHERE (team IS NULL OR m.team_id = team)
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
