CREATE TABLE "month_count" (
	"council_id" uuid NOT NULL,
	"of" text NOT NULL,
	"on" date NOT NULL,
	"team_id" uuid NOT NULL,
	"figure" text NOT NULL,
	"count" integer NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "month_count_council_id_of_on_team_id_figure_pk" PRIMARY KEY("council_id","of","on","team_id","figure")
);
--> statement-breakpoint
ALTER TABLE month_count ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT ON month_count TO common_ground_app;--> statement-breakpoint
CREATE POLICY staff_read ON month_count FOR SELECT TO common_ground_app USING (council_id = app_council() AND (SELECT on_councils_side()));--> statement-breakpoint
-- Only the round counts: nobody writes a figure of their own.
CREATE POLICY the_round_counts ON month_count FOR INSERT TO common_ground_app WITH CHECK (council_id = app_council() AND app_person() IS NULL);--> statement-breakpoint
CREATE TRIGGER month_count_never_changes BEFORE UPDATE OR DELETE ON month_count FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint

-- Each index holds all that its function reads, so that a month of a county is counted without a look at the rows.
CREATE INDEX promise_of_month ON promise (council_id, due_on) INCLUDE (kind, team_id, made_on, kept_on)
  WHERE kind IN ('acknowledge', 'reply', 'call_back', 'update') AND replaced_at IS NULL;--> statement-breakpoint
CREATE INDEX contact_entry_came_in ON contact_entry (council_id, happened_at) INCLUDE (team_id, kind, chases)
  WHERE direction = 'in' AND NOT automatic;--> statement-breakpoint
CREATE INDEX contact_entry_wrote ON contact_entry (council_id, case_file_id, happened_at) WHERE direction = 'in' AND NOT automatic;--> statement-breakpoint
CREATE INDEX contact_entry_heard ON contact_entry (council_id, case_file_id, happened_at)
  WHERE direction = 'out' AND NOT automatic AND kind NOT IN ('holding', 'handover') AND came IS DISTINCT FROM 'no_answer';--> statement-breakpoint
CREATE INDEX contact_entry_missed ON contact_entry (council_id, happened_at) INCLUDE (case_file_id, team_id, with_person_id)
  WHERE kind = 'call' AND came <> 'spoke';--> statement-breakpoint
CREATE INDEX contact_entry_spoke ON contact_entry (council_id, case_file_id, happened_at) INCLUDE (with_person_id)
  WHERE kind = 'call' AND came = 'spoke';--> statement-breakpoint

-- What the month is counted from: numbers by team, and nothing else. No word, no name and no id of a case or a person leaves.
-- The council is that of the transaction and cannot be given; its own staff are answered, and the rounds. Nobody's exclusion
-- changes a figure: two people who saw different ones could tell whose case it is.
-- Promises due in some days; of replies also when each was made and kept, to say how long it took.
CREATE FUNCTION month_promises(first_day date, last_day date)
RETURNS TABLE (team_id uuid, kind text, in_time boolean, made_on date, kept_on date, n integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.team_id, p.kind, coalesce(p.kept_on <= p.due_on, false), CASE WHEN p.kind = 'reply' THEN p.made_on END,
         CASE WHEN p.kind = 'reply' THEN p.kept_on END, count(*)::integer
    FROM promise p
   WHERE p.council_id = app_council() AND (SELECT on_councils_side()) AND p.team_id IS NOT NULL
     AND p.kind IN ('acknowledge', 'reply', 'call_back', 'update') AND p.replaced_at IS NULL AND p.due_on BETWEEN first_day AND last_day
   GROUP BY 1, 2, 3, 4, 5
$$;--> statement-breakpoint
-- What families sent or said, and how much of it while an answer was owed.
CREATE FUNCTION month_entries(from_moment timestamptz, to_moment timestamptz)
RETURNS TABLE (team_id uuid, kind text, chases boolean, n integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.team_id, e.kind, e.chases, count(*)::integer FROM contact_entry e
   WHERE e.council_id = app_council() AND (SELECT on_councils_side()) AND e.direction = 'in' AND NOT e.automatic
     AND e.happened_at >= from_moment AND e.happened_at < to_moment
   GROUP BY 1, 2, 3
$$;--> statement-breakpoint
-- Calls on which nobody spoke to the family, the day each was, and the day somebody first did after it.
CREATE FUNCTION missed_calls(from_moment timestamptz, to_moment timestamptz)
RETURNS TABLE (team_id uuid, case_file_id uuid, missed_on date, spoke_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.team_id, e.case_file_id, (e.happened_at AT TIME ZONE 'Europe/London')::date, (s.happened_at AT TIME ZONE 'Europe/London')::date
    FROM contact_entry e
    LEFT JOIN LATERAL (SELECT s.happened_at FROM contact_entry s
      WHERE s.council_id = e.council_id AND s.case_file_id = e.case_file_id AND s.kind = 'call' AND s.came = 'spoke'
        AND s.happened_at > e.happened_at AND s.with_person_id IS NOT DISTINCT FROM e.with_person_id
      ORDER BY s.happened_at LIMIT 1) s ON true
   WHERE e.council_id = app_council() AND (SELECT on_councils_side()) AND e.kind = 'call' AND e.came <> 'spoke'
     AND e.happened_at >= from_moment AND e.happened_at < to_moment
$$;--> statement-breakpoint
CREATE FUNCTION month_missed(from_moment timestamptz, to_moment timestamptz)
RETURNS TABLE (team_id uuid, missed_on date, spoke_on date, n integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.team_id, m.missed_on, m.spoke_on, count(*)::integer FROM missed_calls(from_moment, to_moment) m GROUP BY 1, 2, 3
$$;--> statement-breakpoint
-- Replies due in some days, by how the message came. It looks at each row, so a month is counted this way only once it is over.
CREATE FUNCTION month_ways(first_day date, last_day date) RETURNS TABLE (team_id uuid, kind text, in_time boolean, n integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.team_id, e.kind, coalesce(p.kept_on <= p.due_on, false), count(*)::integer
    FROM promise p JOIN contact_entry e ON e.council_id = p.council_id AND e.case_file_id = p.case_file_id AND e.contact_entry_id = p.subject_id
   WHERE p.council_id = app_council() AND (SELECT on_councils_side()) AND p.team_id IS NOT NULL
     AND p.kind = 'reply' AND p.replaced_at IS NULL AND p.due_on BETWEEN first_day AND last_day
   GROUP BY 1, 2, 3
$$;--> statement-breakpoint
-- Open cases as they stand: who heard from a person when, who wrote in the last year, whose yearly review is due (rules DAT5 and
-- DAT6), and whose it is. All of them when none are named. It gives out ids: the functions below alone may ask it.
CREATE FUNCTION open_cases(todays_date date, only_these uuid[])
RETURNS TABLE (case_file_id uuid, team_id uuid, wrote boolean, heard_on date, review_on date, in_tray_on date, has_officer boolean, received_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH day AS MATERIALIZED (
    SELECT DISTINCT ON (m.case_file_id, m.what) m.case_file_id, m.what, m."on" FROM case_milestone m
     WHERE m.council_id = app_council() AND m.what IN ('plan_made', 'review_meeting', 'moved_in')
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
     AND (only_these IS NULL OR c.case_file_id = ANY (only_these))
$$;--> statement-breakpoint
CREATE FUNCTION month_now(todays_date date)
RETURNS TABLE (team_id uuid, wrote boolean, four_weeks integer, review text, in_tray boolean, has_officer boolean, n integer, longest_days integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.team_id, c.wrote, least(greatest(todays_date - c.heard_on, 0) / 28, 3),
         CASE WHEN c.review_on < todays_date THEN 'late' WHEN c.review_on < todays_date + 91 THEN 'soon' END,
         c.in_tray_on IS NOT NULL, c.has_officer, count(*)::integer, max(todays_date - c.heard_on)
    FROM open_cases(todays_date, NULL) c GROUP BY 1, 2, 3, 4, 5, 6
$$;--> statement-breakpoint
-- Clauses and orders whose day is over.
CREATE FUNCTION month_overdue(todays_date date) RETURNS TABLE (team_id uuid, kind text, n integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(p.team_id, c.team_id), p.kind, count(*)::integer
    FROM promise p JOIN case_file c ON c.council_id = p.council_id AND c.case_file_id = p.case_file_id
   WHERE p.council_id = app_council() AND (SELECT on_councils_side()) AND p.kind IN ('clause', 'order') AND p.replaced_at IS NULL
     AND p.kept_on IS NULL AND p.due_on < todays_date GROUP BY 1, 2
$$;--> statement-breakpoint
-- The cases a member of staff may list: their own, and their team's. Never one they are excluded from, nor a restricted one.
CREATE FUNCTION cases_i_list() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(c.case_file_id), '{}') FROM case_file c
   WHERE c.council_id = app_council() AND (SELECT asked_by_staff()) AND c.restricted_at IS NULL AND c.forgotten_at IS NULL
     AND (EXISTS (SELECT 1 FROM team_member m WHERE m.council_id = c.council_id AND m.team_id = c.team_id AND m.person_id = app_person())
       OR EXISTS (SELECT 1 FROM standing s WHERE s.council_id = c.council_id AND s.case_file_id = c.case_file_id AND s.person_id = app_person()
                     AND s.ended_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > now())))
     AND c.case_file_id <> ALL ((SELECT my_exclusions())::uuid[])
$$;--> statement-breakpoint
-- The cases behind one figure, of those the asker may list: how often each is in it, and the day that makes it so. `limits`
-- gives the last day to ring back for each day of `days`.
CREATE FUNCTION month_cases(figure text, team uuid, first_day date, last_day date, from_moment timestamptz, to_moment timestamptz,
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
            ELSE least(greatest(todays_date - c.heard_on, 0) / 28, 3)::text = which END
          WHEN 'wrote' THEN c.wrote AND (which = '' OR c.heard_on > todays_date - 28)
          WHEN 'silent' THEN NOT c.wrote AND (which = '' OR c.heard_on > todays_date - 28)
          WHEN 'review' THEN CASE which WHEN 'late' THEN c.review_on < todays_date ELSE c.review_on BETWEEN todays_date AND todays_date + 90 END
          WHEN 'tray' THEN c.in_tray_on IS NOT NULL
          WHEN 'alone' THEN NOT c.has_officer
          WHEN 'open' THEN true
          ELSE false END;
  END IF;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION month_promises, month_entries, missed_calls, month_missed, month_ways, open_cases, month_now, month_overdue, cases_i_list, month_cases FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION month_promises, month_entries, month_missed, month_ways, month_now, month_overdue, month_cases TO common_ground_app;
