-- What is promised for the week ahead stands on the day, too: an answer that is owed is seen before it is due.
CREATE OR REPLACE FUNCTION my_day(todays_date date)
RETURNS TABLE (what text, case_file_id uuid, reference text, child text, last_name text, covers uuid, on_date date, kind text,
               owner_name text, for_name text, words text, clause_number integer, step integer, many integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH led AS MATERIALIZED (SELECT * FROM my_led(todays_date)),
  mine AS (
    SELECT l.case_file_id, l.reference, l.child, l.last_name, l.covers, p.promise_id FROM led l CROSS JOIN LATERAL (
      SELECT m.promise_id FROM promise m WHERE m.council_id = app_council() AND m.case_file_id = l.case_file_id
         AND m.kept_on IS NULL AND m.replaced_at IS NULL AND m.due_on <= todays_date + 7 AND m.kind <> 'update' OFFSET 0) p
    UNION
    SELECT c.case_file_id, c.reference, c.child_first_name, c.child_last_name, NULL::uuid, m.promise_id FROM promise m
      CROSS JOIN LATERAL (SELECT * FROM case_file f WHERE f.council_id = m.council_id AND f.case_file_id = m.case_file_id OFFSET 0) c
     WHERE m.council_id = app_council() AND m.owner_id = app_person() AND m.kept_on IS NULL AND m.replaced_at IS NULL
       AND m.due_on <= todays_date + 7 AND m.kind <> 'update' AND c.closed_at IS NULL AND c.forgotten_at IS NULL AND asked_by_staff()
       AND NOT EXISTS (SELECT 1 FROM led WHERE led.case_file_id = m.case_file_id)
       AND EXISTS (SELECT 1 FROM standing s WHERE s.council_id = m.council_id AND s.case_file_id = m.case_file_id AND s.person_id = app_person()
                     AND s.ended_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > now()))
       AND NOT EXISTS (SELECT 1 FROM exclusion e WHERE e.council_id = m.council_id AND e.case_file_id = m.case_file_id AND e.person_id = app_person())
  )
  SELECT 'promise', i.case_file_id, i.reference, i.child, i.last_name, i.covers, m.due_on, m.kind, m.owner_name, w.name, m.words, m.clause_number, m.step, 1
    FROM mine i
    CROSS JOIN LATERAL (SELECT * FROM promise q WHERE q.council_id = app_council() AND q.case_file_id = i.case_file_id AND q.promise_id = i.promise_id OFFSET 0) m
    LEFT JOIN LATERAL (SELECT coalesce(n.called_name, n.full_name) AS name FROM person n WHERE n.council_id = app_council() AND n.person_id = m.for_person_id) w ON true
  UNION ALL
  SELECT 'call', l.case_file_id, l.reference, l.child, l.last_name, l.covers, (g.at AT TIME ZONE 'Europe/London')::date, NULL, NULL, g.full_name, g.words, NULL, NULL, 1
    FROM led l CROSS JOIN LATERAL (
      SELECT v.at, v.words, n.full_name FROM given v JOIN invitation n ON n.council_id = v.council_id AND n.invitation_id = v.invitation_id
       WHERE v.council_id = app_council() AND v.case_file_id = l.case_file_id AND v.kind = 'call_me' AND v.seen_at IS NULL OFFSET 0) g
  UNION ALL
  SELECT 'handover', l.case_file_id, l.reference, l.child, l.last_name, l.covers, h.ring_by, NULL, NULL, NULL, '', NULL, NULL, 1
    FROM led l CROSS JOIN LATERAL (
      SELECT v.ring_by, v.at, v.to_person_id FROM handover v WHERE v.council_id = app_council() AND v.case_file_id = l.case_file_id
       ORDER BY v.at DESC LIMIT 1) h
   WHERE h.ring_by IS NOT NULL AND h.to_person_id IN (app_person(), l.covers) AND NOT EXISTS (
      SELECT 1 FROM contact_entry e WHERE e.council_id = app_council() AND e.case_file_id = l.case_file_id AND e.happened_at >= h.at
         AND e.kind IN ('call', 'meeting') AND (e.kind = 'meeting' OR e.came = 'spoke'))
  UNION ALL
  SELECT 'held', l.case_file_id, l.reference, l.child, l.last_name, l.covers, NULL, NULL, NULL, NULL, '', NULL, NULL, m.many
    FROM led l CROSS JOIN LATERAL (
      SELECT count(*)::int AS many FROM mail_arrival v WHERE v.council_id = app_council() AND v.case_file_id = l.case_file_id AND v.state = 'held') m
   WHERE m.many > 0
  UNION ALL
  SELECT 'board', l.case_file_id, l.reference, l.child, l.last_name, l.covers, l.board_on, NULL, NULL, NULL, '', NULL, NULL, 1
    FROM led l WHERE l.board_on = todays_date
$$;
