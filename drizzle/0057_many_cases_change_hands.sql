-- A leaver's cases change hands all together. Both functions go through the cases as whoever asks and take one after the other
-- in hand, so that every wall of row-level security stands for each row; what is saved is the way to the database and back.

-- What a change of officer needs to know of open cases, in the order of their ids: officers, family, and who of the family's
-- side is told that there is something to read: nobody who is excluded or has left, and not whoever writes it.
CREATE FUNCTION cases_as_they_stand(files uuid[])
RETURNS TABLE (case_id uuid, reference text, team_id uuid, team_name text, phone text, council_name text, restricted boolean, in_tray boolean,
               officers jsonb, family jsonb, hears jsonb)
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
DECLARE file uuid;
BEGIN
  FOR file IN SELECT DISTINCT f FROM unnest(files) f ORDER BY 1 LOOP
    PERFORM set_config('app.case_file_id', file::text, true);
    RETURN QUERY
    WITH live AS MATERIALIZED (
      SELECT s.standing_id, s.role, s."grant", s.started_at, s.ends_at, p.person_id, p.kind, p.full_name, p.called_name, p.email, p.mobile,
             p.disabled_at IS NULL AND NOT EXISTS (
               SELECT 1 FROM exclusion e WHERE e.council_id = s.council_id AND e.case_file_id = file AND e.person_id = s.person_id) AS may
        FROM standing s JOIN person p ON p.council_id = s.council_id AND p.person_id = s.person_id
       WHERE s.council_id = app_council() AND s.case_file_id = file AND s.ended_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > now())
         AND s.role IN ('case_officer', 'parent', 'young_person', 'supporter'))
    SELECT c.case_file_id, c.reference, c.team_id, t.name, t.phone, n.name, c.restricted_at IS NOT NULL, c.in_tray_since IS NOT NULL,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('standingId', l.standing_id, 'personId', l.person_id, 'name', l.full_name)
                ORDER BY l.ends_at IS NOT NULL, l.started_at), '[]')
         FROM live l WHERE l.role = 'case_officer' AND l."grant" = 'specific'),
      (SELECT coalesce(jsonb_agg(jsonb_build_object('personId', l.person_id, 'name', coalesce(l.called_name, l.full_name))
                ORDER BY l.ends_at IS NOT NULL, l.started_at), '[]')
         FROM live l WHERE l.role IN ('parent', 'young_person') AND l."grant" = 'specific'),
      (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('personId', l.person_id, 'kind', l.kind, 'email', l.email, 'mobile', l.mobile)), '[]')
         FROM live l WHERE l.role <> 'case_officer' AND l.may AND l.person_id <> app_person())
      FROM case_file c
      JOIN team t ON t.council_id = c.council_id AND t.team_id = c.team_id
      JOIN council n ON n.council_id = c.council_id
     WHERE c.council_id = app_council() AND c.case_file_id = file AND c.closed_at IS NULL;
  END LOOP;
END $$;--> statement-breakpoint

-- Changes the officer of each of these cases as one change of officer is made (HAN1 to HAN4): the places, what was promised,
-- the note, what the family reads, who is told, and each case's history. What the rules say was asked before, in the same
-- transaction and with the cases held; words and addresses come ready.
CREATE FUNCTION change_officers(changes jsonb, said jsonb, moment timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
DECLARE one record; made record; word text; council uuid := app_council(); who uuid := app_person();
BEGIN
  FOR one IN SELECT * FROM jsonb_to_recordset(changes) AS c("caseFileId" uuid, "handoverId" uuid, "standingId" uuid, "entryId" uuid,
      "fromId" uuid, "toId" uuid, "heirName" text, "teamId" uuid, "ownerBody" text, note text, "ringBy" date, "endsAt" timestamptz, words text,
      "addressWord" text, calls jsonb, messages jsonb) ORDER BY 1
  LOOP
    PERFORM set_config('app.case_file_id', one."caseFileId"::text, true);
    INSERT INTO handover (council_id, case_file_id, handover_id, from_person_id, to_person_id, note, ring_by, by, at)
      VALUES (council, one."caseFileId", one."handoverId", one."fromId", one."toId", one.note, one."ringBy", who, moment);
    IF one."toId" IS NOT NULL THEN
      -- A place by cover or with a reason gives way to one of their own; one of their own stays as it is.
      UPDATE standing SET ended_at = now(), epoch = epoch + 1
       WHERE council_id = council AND case_file_id = one."caseFileId" AND person_id = one."toId" AND ended_at IS NULL
         AND ("grant" <> 'specific' OR ends_at IS NOT NULL);
      INSERT INTO standing (council_id, standing_id, case_file_id, person_id, role, granted_by)
        VALUES (council, one."standingId", one."caseFileId", one."toId", 'case_officer', who) ON CONFLICT DO NOTHING;
    END IF;
    UPDATE case_file SET in_tray_since = CASE WHEN one."toId" IS NULL THEN moment END
     WHERE council_id = council AND case_file_id = one."caseFileId";
    IF one."fromId" IS NOT NULL THEN
      -- Ends their place, or lets it end by itself on a day; what they had sent and whoever covered for them goes with it.
      UPDATE standing SET ends_at = coalesce(one."endsAt", ends_at), ended_at = CASE WHEN one."endsAt" IS NULL THEN now() END,
             epoch = CASE WHEN one."endsAt" IS NULL THEN epoch + 1 ELSE epoch END,
             reason = CASE WHEN one."endsAt" IS NULL THEN 'Gave the case to another officer' ELSE reason END
       WHERE council_id = council AND case_file_id = one."caseFileId" AND person_id = one."fromId" AND ended_at IS NULL
         AND role = 'case_officer' AND "grant" = 'specific';
      UPDATE standing s SET ended_at = now(), epoch = s.epoch + 1 FROM cover v
       WHERE s.council_id = council AND s.case_file_id = one."caseFileId" AND s."grant" = 'cover' AND s.ended_at IS NULL
         AND v.council_id = s.council_id AND v.cover_id = s.cover_id AND v.away_id = one."fromId";
      UPDATE invitation SET invited_by = coalesce(one."toId", who)
       WHERE council_id = council AND case_file_id = one."caseFileId" AND invited_by = one."fromId" AND used_at IS NULL;
    END IF;
    -- HAN2: what was promised stays promised, and the new officer answers for it; what the team owed, they answer for now.
    UPDATE promise SET owner_id = one."toId", owner_name = one."heirName"
     WHERE council_id = council AND case_file_id = one."caseFileId" AND kept_on IS NULL AND replaced_at IS NULL
       AND (owner_id = one."fromId" OR (owner_id IS NULL AND kind IN ('acknowledge', 'reply', 'call_back', 'update', 'said')));
    -- HAN4: each parent and young person is rung, and it is a promise like any other.
    FOR made IN
      INSERT INTO promise (council_id, case_file_id, promise_id, kind, subject_id, clause_number, step, words, owner_body, owner_name, owner_id,
                           due_on, due_source, made_on, for_person_id, team_id)
      SELECT council, one."caseFileId", k."promiseId", 'call_back', one."handoverId", 1, k.step, said->>'call', one."ownerBody", one."heirName",
             one."toId", one."ringBy", said->>'source', (said->>'madeOn')::date, k."personId", one."teamId"
        FROM jsonb_to_recordset(one.calls) AS k("promiseId" uuid, step integer, "personId" uuid)
      RETURNING promise_id
    LOOP
      PERFORM history_append(council, one."caseFileId", who, 'promise.made', made.promise_id::text, NULL, jsonb_build_object('dueOn', one."ringBy"));
    END LOOP;
    INSERT INTO contact_entry (council_id, case_file_id, contact_entry_id, kind, direction, author_id, words, happened_at, team_id, at)
      VALUES (council, one."caseFileId", one."entryId", 'handover', 'out', who, one.words, moment, one."teamId", clock_timestamp());
    PERFORM history_append(council, one."caseFileId", who, 'contact.written_to_all', one."entryId"::text, NULL,
      jsonb_build_object('kind', 'handover', 'direction', 'out', 'automatic', false));
    -- An e-mail to a family has the case's own address to come back to, made when it is first needed.
    word := NULL;
    IF one."addressWord" IS NOT NULL THEN
      INSERT INTO case_address (council_id, case_file_id, word) VALUES (council, one."caseFileId", one."addressWord") ON CONFLICT DO NOTHING;
      SELECT a.word INTO word FROM case_address a WHERE a.council_id = council AND a.case_file_id = one."caseFileId";
    END IF;
    FOR made IN SELECT * FROM jsonb_to_recordset(one.messages) AS m("outboxId" uuid, "personId" uuid, channel text, "to" text, subject text,
        body text, "messageId" text, automatic boolean, "comesBack" boolean)
    LOOP
      INSERT INTO outbox (council_id, outbox_id, channel, "to", subject, body, message_id, automatic, reply_to)
        VALUES (council, made."outboxId", made.channel, made."to", made.subject, made.body, made."messageId", made.automatic,
                CASE WHEN made."comesBack" THEN coalesce(word || '@' || (said->>'mailDomain'), '') ELSE '' END);
      INSERT INTO contact_sending (council_id, case_file_id, contact_entry_id, outbox_id, to_person_id)
        VALUES (council, one."caseFileId", one."entryId", made."outboxId", made."personId");
    END LOOP;
    PERFORM history_append(council, one."caseFileId", who, CASE WHEN one."toId" IS NULL THEN 'case.put_in_tray' ELSE 'case.handed_over' END,
      one."handoverId"::text, NULL, jsonb_build_object('fromId', one."fromId", 'toId', one."toId", 'ringBy', one."ringBy"));
  END LOOP;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION cases_as_they_stand, change_officers FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION cases_as_they_stand, change_officers TO common_ground_app;
