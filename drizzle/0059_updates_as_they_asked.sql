-- Who of the families this person writes to asked for a letter or a call first, whether somebody spoke to them, and the address
-- that stands with what was checked of them.
CREATE FUNCTION my_families_asked(todays_date date, spoken_since timestamptz)
RETURNS TABLE (case_file_id uuid, person_id uuid, first_by text, spoken_to boolean, address text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l.case_file_id, n.person_id, n.first_by,
    EXISTS (SELECT 1 FROM contact_entry e WHERE e.council_id = app_council() AND e.case_file_id = l.case_file_id
       AND e.happened_at >= spoken_since AND e.with_person_id = n.person_id AND (e.came = 'spoke' OR e.kind = 'meeting')),
    coalesce((SELECT b.address FROM adult b WHERE b.council_id = app_council() AND b.case_file_id = l.case_file_id
       AND b.person_id = n.person_id ORDER BY b.ended_at IS NOT NULL LIMIT 1), '')
  FROM my_led(todays_date) l
  CROSS JOIN LATERAL (
    SELECT y.person_id, y.first_by FROM communication_plan y
     WHERE y.council_id = app_council() AND y.case_file_id = l.case_file_id AND y.first_by <> 'message' OFFSET 0) n
  WHERE l.writes
$$;--> statement-breakpoint
-- One act for many families: each case's entry, its promise of the next, what it keeps, its history and "there is an update",
-- all or nothing. Whoever sends must hold the case as its officer or cover, held still until the end; a person hears at most
-- once a day that nothing has changed, so that a second press does nothing. Who asked for letters gets one as well, and where
-- something does not go as it was asked, why stands beside it. Returns who was told, and how.
DROP FUNCTION send_updates;--> statement-breakpoint
CREATE FUNCTION send_updates(items jsonb, next_day date, why text, mail jsonb, todays_date date, moment timestamptz)
RETURNS TABLE (told_case uuid, told_person uuid, by_channel text, by_letter boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  one record; file record; reader record; kept record; last uuid; may boolean;
BEGIN
  FOR one IN
    SELECT (i->>'caseFileId')::uuid AS case_id, (i->>'personId')::uuid AS who, (i->>'entryId')::uuid AS entry_id,
           (i->>'promiseId')::uuid AS promise_id, (i->>'outboxId')::uuid AS outbox_id, (i->>'letterId')::uuid AS letter_id, i->>'lines' AS lines, i->'facts' AS facts,
           coalesce(i->>'whyNotAsAsked', '') AS why_not, i->>'words' AS words, i->>'addressWord' AS word
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
                               next_on, waits_for, why_not_as_asked, team_id, at)
      VALUES (app_council(), last, one.entry_id, 'update', 'out', one.who, app_person(), one.words, moment, next_day, why, one.why_not, file.team_id, moment);
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
    by_letter := one.letter_id IS NOT NULL AND coalesce(one.lines, '') <> '';
    IF by_letter THEN
      INSERT INTO outbox (council_id, outbox_id, channel, "to", subject, body)
        VALUES (app_council(), one.letter_id, 'letter', one.lines, mail->>'letter', one.words);
      INSERT INTO contact_sending (council_id, case_file_id, contact_entry_id, outbox_id, to_person_id)
        VALUES (app_council(), last, one.entry_id, one.letter_id, one.who);
      PERFORM history_append(app_council(), last, app_person(), 'contact.letter_made', one.entry_id::text, NULL,
        jsonb_build_object('toPersonId', one.who, 'facts', one.facts));
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION my_families_asked, send_updates FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION my_families_asked, send_updates TO common_ground_app;
