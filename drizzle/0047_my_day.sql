-- What somebody answers for today. The wall's own rows are asked case by case, which is too slow for two hundred of them, so
-- these look from behind it, as my_cases() does: only the person's own and covered cases, and none they are excluded from.
CREATE FUNCTION my_led(todays_date date)
RETURNS TABLE (case_file_id uuid, reference text, child text, last_name text, stage text, waits_for text, team_id uuid, board_on date, covers uuid, writes boolean)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 200 SET search_path = public, pg_temp AS $$
  SELECT c.case_file_id, c.reference, c.child_first_name, c.child_last_name, c.stage, c.waits_for, c.team_id, c.board_on,
    CASE WHEN s."grant" = 'cover' THEN (
      SELECT v.away_id FROM cover v
        JOIN standing o ON o.council_id = v.council_id AND o.case_file_id = s.case_file_id AND o.person_id = v.away_id AND o.ended_at IS NULL
       WHERE v.council_id = s.council_id AND v.covered_by = s.person_id AND v.ended_at IS NULL AND todays_date BETWEEN v.from_on AND v.to_on
       ORDER BY v.to_on LIMIT 1) END,
    -- Who writes to the family: its officer, whoever covers, and where nobody is its officer whoever else leads it.
    s.role = 'case_officer' OR s."grant" = 'cover' OR NOT EXISTS (
      SELECT 1 FROM standing o WHERE o.council_id = s.council_id AND o.case_file_id = s.case_file_id AND o.role = 'case_officer'
         AND o.ended_at IS NULL AND (o.ends_at IS NULL OR o.ends_at > now()))
  FROM standing s
  -- OFFSET 0 keeps this a look-up by key: left to itself the planner reads a whole council's case files for 200 of them.
  CROSS JOIN LATERAL (SELECT * FROM case_file f WHERE f.council_id = s.council_id AND f.case_file_id = s.case_file_id OFFSET 0) c
  WHERE s.council_id = app_council() AND s.person_id = app_person() AND s.ended_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > now())
    AND s.role IN ('case_officer', 'senior_manager') AND s."grant" IN ('specific', 'cover')
    AND c.closed_at IS NULL AND c.forgotten_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM exclusion e WHERE e.council_id = s.council_id AND e.case_file_id = s.case_file_id AND e.person_id = s.person_id)
    AND asked_by_staff()
$$;--> statement-breakpoint
-- Each parent, carer and young person on the cases this person writes to: when they last heard from somebody, how often they
-- want to, what they were promised and what was checked of them.
CREATE FUNCTION my_families(todays_date date)
RETURNS TABLE (case_file_id uuid, reference text, child text, last_name text, stage text, waits_for text, phone text, covers uuid,
               person_id uuid, name text, role text, reach text, no_news text, since timestamptz, heard_at timestamptz,
               updated_at timestamptz, last_reason text, promised_on date, owed_on date, adult jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l.case_file_id, l.reference, l.child, l.last_name, l.stage, l.waits_for, t.phone, l.covers,
    p.person_id, coalesce(p.called_name, p.full_name), s.role,
    CASE WHEN p.email IS NOT NULL THEN 'email' WHEN p.mobile IS NOT NULL THEN 'sms' ELSE 'none' END,
    n.no_news, s.started_at, h.happened_at, u.happened_at, coalesce(u.waits_for, ''), w.promised_on, w.owed_on, a.checked
  FROM my_led(todays_date) l
  JOIN team t ON t.council_id = app_council() AND t.team_id = l.team_id
  CROSS JOIN LATERAL (
    SELECT x.person_id, x.role, x.started_at FROM standing x
     WHERE x.council_id = app_council() AND x.case_file_id = l.case_file_id AND x.ended_at IS NULL AND (x.ends_at IS NULL OR x.ends_at > now())
       AND x.role IN ('parent', 'young_person')
       AND NOT EXISTS (SELECT 1 FROM exclusion e WHERE e.council_id = x.council_id AND e.case_file_id = x.case_file_id AND e.person_id = x.person_id)
     OFFSET 0) s
  CROSS JOIN LATERAL (
    SELECT q.* FROM person q WHERE q.council_id = app_council() AND q.person_id = s.person_id AND q.disabled_at IS NULL OFFSET 0) p
  LEFT JOIN LATERAL (
    SELECT y.no_news FROM communication_plan y
     WHERE y.council_id = app_council() AND y.case_file_id = l.case_file_id AND y.person_id = s.person_id OFFSET 0) n ON true
  -- The last word from a person: a call nobody answered is none, and nothing a machine sent is.
  LEFT JOIN LATERAL (
    SELECT e.happened_at FROM contact_entry e
     WHERE e.council_id = app_council() AND e.case_file_id = l.case_file_id AND (e.with_person_id IS NULL OR e.with_person_id = s.person_id)
       AND NOT e.automatic AND (e.direction = 'out' OR e.kind IN ('call', 'meeting')) AND e.came IS DISTINCT FROM 'no_answer'
       AND (e.kind <> 'call' OR e.direction = 'out' OR e.came = 'spoke')
     ORDER BY e.happened_at DESC LIMIT 1) h ON true
  LEFT JOIN LATERAL (
    SELECT e.happened_at, e.waits_for FROM contact_entry e
     WHERE e.council_id = app_council() AND e.case_file_id = l.case_file_id AND e.with_person_id = s.person_id AND e.kind = 'update'
     ORDER BY e.happened_at DESC LIMIT 1) u ON true
  CROSS JOIN LATERAL (
    SELECT min(m.due_on) FILTER (WHERE m.kind = 'update') AS promised_on,
           min(m.due_on) FILTER (WHERE m.kind IN ('reply', 'call_back')) AS owed_on
      FROM promise m WHERE m.council_id = app_council() AND m.case_file_id = l.case_file_id AND m.kept_on IS NULL AND m.replaced_at IS NULL
       AND m.kind IN ('update', 'reply', 'call_back') AND (m.for_person_id IS NULL OR m.for_person_id = s.person_id)) w
  LEFT JOIN LATERAL (
    SELECT jsonb_build_object('adultId', b.adult_id, 'personId', b.person_id, 'fullName', b.full_name, 'relation', b.relation,
             'responsibility', b.responsibility, 'checkedHow', b.checked_how, 'checkedOn', b.checked_on, 'holdsUntil', b.holds_until,
             'restriction', b.restriction, 'restrictionWords', b.restriction_words, 'endedAt', b.ended_at,
             'checkedByName', (SELECT k.full_name FROM person k WHERE k.council_id = b.council_id AND k.person_id = b.checked_by)) AS checked
      FROM adult b WHERE b.council_id = app_council() AND b.case_file_id = l.case_file_id AND b.person_id = s.person_id
     ORDER BY b.ended_at IS NOT NULL LIMIT 1) a ON true
  WHERE l.writes
$$;--> statement-breakpoint
-- What is due today or late, what waits to be rung or sorted, and who meets the Board today.
CREATE FUNCTION my_day(todays_date date)
RETURNS TABLE (what text, case_file_id uuid, reference text, child text, last_name text, covers uuid, on_date date, kind text,
               owner_name text, for_name text, words text, clause_number integer, step integer, many integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH led AS MATERIALIZED (SELECT * FROM my_led(todays_date)),
  mine AS (
    SELECT l.case_file_id, l.reference, l.child, l.last_name, l.covers, p.promise_id FROM led l CROSS JOIN LATERAL (
      SELECT m.promise_id FROM promise m WHERE m.council_id = app_council() AND m.case_file_id = l.case_file_id
         AND m.kept_on IS NULL AND m.replaced_at IS NULL AND m.due_on <= todays_date AND m.kind <> 'update' OFFSET 0) p
    UNION
    SELECT c.case_file_id, c.reference, c.child_first_name, c.child_last_name, NULL::uuid, m.promise_id FROM promise m
      CROSS JOIN LATERAL (SELECT * FROM case_file f WHERE f.council_id = m.council_id AND f.case_file_id = m.case_file_id OFFSET 0) c
     WHERE m.council_id = app_council() AND m.owner_id = app_person() AND m.kept_on IS NULL AND m.replaced_at IS NULL
       AND m.due_on <= todays_date AND m.kind <> 'update' AND c.closed_at IS NULL AND c.forgotten_at IS NULL AND asked_by_staff()
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
$$;--> statement-breakpoint
CREATE INDEX promise_owner_open ON promise (council_id, owner_id, due_on) WHERE kept_on IS NULL AND replaced_at IS NULL;--> statement-breakpoint
CREATE INDEX mail_arrival_held ON mail_arrival (council_id, case_file_id) WHERE state = 'held';--> statement-breakpoint
-- One act for many families: each case's entry, its promise of the next, what it keeps, its history and "there is an update",
-- all or nothing. Whoever sends must hold the case as its officer or cover, held still until the end; a person hears at most
-- once a day that nothing has changed, so that a second press does nothing. Returns who was told, and how.
CREATE FUNCTION send_updates(items jsonb, next_day date, why text, mail jsonb, todays_date date, moment timestamptz)
RETURNS TABLE (told_case uuid, told_person uuid, by_channel text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  one record; file record; reader record; kept record; last uuid; may boolean;
BEGIN
  FOR one IN
    SELECT (i->>'caseFileId')::uuid AS case_id, (i->>'personId')::uuid AS who, (i->>'entryId')::uuid AS entry_id,
           (i->>'promiseId')::uuid AS promise_id, (i->>'outboxId')::uuid AS outbox_id, i->>'words' AS words, i->>'addressWord' AS word
      FROM jsonb_array_elements(items) i ORDER BY 1, 2
  LOOP
    IF one.case_id IS DISTINCT FROM last THEN
      last := one.case_id;
      PERFORM 1 FROM standing s WHERE s.council_id = app_council() AND s.case_file_id = last AND s.person_id = app_person()
         AND s.role IN ('case_officer', 'senior_manager') AND s."grant" IN ('specific', 'cover')
         AND s.ended_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > now()) FOR SHARE;
      may := FOUND AND asked_by_staff() AND NOT EXISTS (
        SELECT 1 FROM exclusion e WHERE e.council_id = app_council() AND e.case_file_id = last AND e.person_id = app_person());
      CONTINUE WHEN NOT may;
      -- The lock history takes: two who send at once come one after the other.
      PERFORM pg_advisory_xact_lock(hashtextextended(last::text, 7));
      SELECT c.team_id, n.name AS body, coalesce(o.full_name, t.name) AS owner_name, o.person_id AS owner_id, d.word INTO file
        FROM case_file c JOIN council n ON n.council_id = c.council_id
        JOIN team t ON t.council_id = c.council_id AND t.team_id = c.team_id
        LEFT JOIN LATERAL (
          SELECT p.full_name, p.person_id FROM standing s JOIN person p ON p.council_id = s.council_id AND p.person_id = s.person_id
           WHERE s.council_id = c.council_id AND s.case_file_id = c.case_file_id AND s.role = 'case_officer' AND s."grant" = 'specific'
             AND s.ended_at IS NULL ORDER BY s.started_at LIMIT 1) o ON true
        LEFT JOIN case_address d ON d.council_id = c.council_id AND d.case_file_id = c.case_file_id
       WHERE c.council_id = app_council() AND c.case_file_id = last AND c.closed_at IS NULL AND c.forgotten_at IS NULL;
      may := FOUND;
      -- Every e-mail of a case has the case's own address to come back to, made when it is first needed.
      IF may AND file.word IS NULL AND mail->>'domain' <> '' THEN
        INSERT INTO case_address (council_id, case_file_id, word) VALUES (app_council(), last, one.word);
        file.word := one.word;
      END IF;
    END IF;
    CONTINUE WHEN NOT may;
    SELECT p.email, p.mobile INTO reader FROM standing s JOIN person p ON p.council_id = s.council_id AND p.person_id = s.person_id
     WHERE s.council_id = app_council() AND s.case_file_id = last AND s.person_id = one.who AND s.role IN ('parent', 'young_person')
       AND s.ended_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > now()) AND p.disabled_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM exclusion e WHERE e.council_id = s.council_id AND e.case_file_id = last AND e.person_id = one.who)
       AND NOT EXISTS (SELECT 1 FROM adult a WHERE a.council_id = s.council_id AND a.case_file_id = last AND a.person_id = one.who
                         AND a.ended_at IS NULL AND (a.restriction = 'send_nothing' OR a.responsibility = 'not_held'))
     FOR SHARE OF s;
    CONTINUE WHEN NOT FOUND OR EXISTS (
      SELECT 1 FROM contact_entry e WHERE e.council_id = app_council() AND e.case_file_id = last AND e.with_person_id = one.who
         AND e.kind = 'update' AND (e.happened_at AT TIME ZONE 'Europe/London')::date = todays_date);
    INSERT INTO contact_entry (council_id, case_file_id, contact_entry_id, kind, direction, with_person_id, author_id, words, happened_at,
                               next_on, waits_for, team_id, at)
      VALUES (app_council(), last, one.entry_id, 'update', 'out', one.who, app_person(), one.words, moment, next_day, why, file.team_id, moment);
    PERFORM history_append(app_council(), last, app_person(), 'contact.written', one.entry_id::text, NULL,
      jsonb_build_object('kind', 'update', 'direction', 'out', 'automatic', false, 'nextOn', next_day));
    FOR kept IN
      UPDATE promise p SET kept_on = todays_date, kept_by = app_person(), kept_words = 'Update in the thread', kept_entry_id = one.entry_id
       WHERE p.council_id = app_council() AND p.case_file_id = last AND p.kind = 'update' AND p.kept_on IS NULL AND p.replaced_at IS NULL
         AND (p.for_person_id IS NULL OR p.for_person_id = one.who) RETURNING p.promise_id
    LOOP
      PERFORM history_append(app_council(), last, app_person(), 'promise.answered', kept.promise_id::text, NULL, '{}');
    END LOOP;
    INSERT INTO promise (council_id, case_file_id, promise_id, kind, subject_id, clause_number, step, words, owner_body, owner_name, owner_id,
                         due_on, due_source, made_on, for_person_id, team_id)
      VALUES (app_council(), last, one.promise_id, 'update', one.entry_id, 1, 5, mail->>'promise', file.body, file.owner_name, file.owner_id,
              next_day, mail->>'source', todays_date, one.who, file.team_id);
    PERFORM history_append(app_council(), last, app_person(), 'promise.made', one.promise_id::text, NULL, jsonb_build_object('dueOn', next_day));
    told_case := last; told_person := one.who;
    by_channel := CASE WHEN reader.email IS NOT NULL THEN 'email' WHEN reader.mobile IS NOT NULL THEN 'sms' ELSE 'none' END;
    IF by_channel <> 'none' THEN
      INSERT INTO outbox (council_id, outbox_id, channel, "to", subject, body, message_id, reply_to, automatic)
        VALUES (app_council(), one.outbox_id, by_channel, coalesce(reader.email, reader.mobile),
          CASE WHEN by_channel = 'email' THEN mail->>'subject' ELSE '' END, mail->>'body',
          CASE WHEN by_channel = 'email' THEN '<' || one.outbox_id || '@' || (mail->>'host') || '>' ELSE '' END,
          CASE WHEN by_channel = 'email' THEN coalesce(file.word || '@' || nullif(mail->>'domain', ''), '') ELSE '' END, true);
      INSERT INTO contact_sending (council_id, case_file_id, contact_entry_id, outbox_id, to_person_id)
        VALUES (app_council(), last, one.entry_id, one.outbox_id, one.who);
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION my_led, my_families, my_day, send_updates FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION my_families, my_day, send_updates TO common_ground_app;
