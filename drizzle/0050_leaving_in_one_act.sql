-- One act ends everything somebody had, and says how much of it there was. The rules of who may go are the command's and the
-- constraints'; what is here cannot be done by halves.
CREATE OR REPLACE FUNCTION end_everything_of(who uuid) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE council uuid := app_council(); gone record; ended jsonb; n integer; standings integer := 0;
BEGIN
  IF who = app_person() OR NOT may_arrange_for(who) THEN RAISE EXCEPTION 'not theirs to end' USING ERRCODE = '42501'; END IF;
  IF NOT has_duty('director') AND EXISTS (SELECT 1 FROM council_duty d WHERE d.council_id = council AND d.person_id = who AND d.ended_at IS NULL) THEN
    RAISE EXCEPTION 'a duty is for a director to end' USING ERRCODE = '42501';
  END IF;
  UPDATE person SET disabled_at = now() WHERE council_id = council AND person_id = who AND kind = 'staff' AND disabled_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'they have left already' USING ERRCODE = '23514', CONSTRAINT = 'person_here'; END IF;
  DELETE FROM sign_in WHERE council_id = council AND person_id = who;
  GET DIAGNOSTICS n = ROW_COUNT; ended := jsonb_build_object('signIns', n);
  DELETE FROM device_key WHERE council_id = council AND person_id = who;
  DELETE FROM recovery_code WHERE council_id = council AND person_id = who;
  DELETE FROM credential WHERE council_id = council AND person_id = who;
  FOR gone IN UPDATE standing SET ended_at = now(), epoch = epoch + 1, reason = 'Left the council'
      WHERE council_id = council AND person_id = who AND ended_at IS NULL RETURNING * LOOP
    PERFORM history_append(council, gone.case_file_id, app_person(), 'standing.ended', gone.standing_id::text, 'Left the council',
      jsonb_build_object('personId', who, 'role', gone.role));
    standings := standings + 1;
  END LOOP;
  UPDATE cover SET ended_at = now(), ended_by = app_person() WHERE council_id = council AND ended_at IS NULL AND to_on >= (now() AT TIME ZONE 'Europe/London')::date
     AND (away_id = who OR covered_by = who);
  GET DIAGNOSTICS n = ROW_COUNT; ended := ended || jsonb_build_object('standings', standings, 'covers', n);
  UPDATE standing s SET ended_at = now(), epoch = epoch + 1 FROM cover v
   WHERE v.council_id = council AND v.away_id = who AND s.council_id = council AND s.cover_id = v.cover_id AND s.ended_at IS NULL;
  DELETE FROM team_member WHERE council_id = council AND person_id = who;
  GET DIAGNOSTICS n = ROW_COUNT; ended := ended || jsonb_build_object('teams', n);
  UPDATE council_duty SET ended_at = now(), ended_by = app_person() WHERE council_id = council AND person_id = who AND ended_at IS NULL;
  GET DIAGNOSTICS n = ROW_COUNT; ended := ended || jsonb_build_object('duties', n);
  UPDATE invitation SET cancelled_at = now() WHERE council_id = council AND invited_by = who AND used_at IS NULL AND cancelled_at IS NULL AND wrong_person_at IS NULL;
  GET DIAGNOSTICS n = ROW_COUNT; ended := ended || jsonb_build_object('invitations', n);
  -- Written here and nowhere else: after this nobody leads them any more.
  INSERT INTO leaving (council_id, leaving_id, person_id, by, ended) VALUES (council, gen_random_uuid(), who, app_person(), ended);
  RETURN ended;
END $$;--> statement-breakpoint
DROP POLICY written ON leaving;--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON leaving FROM common_ground_app;
