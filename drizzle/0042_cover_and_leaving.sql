CREATE TABLE "look_review" (
	"council_id" uuid NOT NULL,
	"look_review_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"on" date NOT NULL,
	"kind" text NOT NULL,
	"note" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "look_review_council_id_look_review_id_pk" PRIMARY KEY("council_id","look_review_id")
);
--> statement-breakpoint
ALTER TABLE "case_file" ALTER COLUMN "in_tray_since" SET DEFAULT now();--> statement-breakpoint
ALTER TABLE "standing" ADD COLUMN "cover_id" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "look_review_once" ON "look_review" USING btree ("council_id","person_id","on","kind");--> statement-breakpoint
CREATE INDEX "standing_cover" ON "standing" USING btree ("council_id","cover_id") WHERE cover_id is not null and ended_at is null;--> statement-breakpoint
ALTER TABLE "council_duty" ADD CONSTRAINT "council_duty_from_another" CHECK (given_by is distinct from person_id);
--> statement-breakpoint
ALTER TABLE look_review ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT ON look_review TO common_ground_app;--> statement-breakpoint
CREATE POLICY who_leads ON look_review TO common_ground_app USING (council_id = app_council() AND person_id <> app_person() AND may_arrange_for(person_id))
  WITH CHECK (council_id = app_council() AND by = app_person() AND person_id <> app_person() AND may_arrange_for(person_id));--> statement-breakpoint
CREATE TRIGGER look_review_never_changes BEFORE UPDATE OR DELETE ON look_review FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE INDEX history_looks ON history (council_id, at) WHERE action IN ('case.opened', 'case.opened_with_reason');--> statement-breakpoint

-- Whose a case is: a live place of its own, without an end, of somebody who can still sign in.
UPDATE case_file c SET in_tray_since = now() WHERE c.closed_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM standing s JOIN person p ON p.council_id = s.council_id AND p.person_id = s.person_id AND p.disabled_at IS NULL
   WHERE s.council_id = c.council_id AND s.case_file_id = c.case_file_id AND s.role IN ('case_officer', 'senior_manager')
     AND s."grant" = 'specific' AND s.ended_at IS NULL AND s.ends_at IS NULL);--> statement-breakpoint
CREATE FUNCTION refuse_unowned(council uuid, file uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE owner record;
BEGIN
  -- Held, so that two who go at the same moment cannot each count on the other.
  PERFORM 1 FROM case_file c WHERE c.council_id = council AND c.case_file_id = file AND c.closed_at IS NULL AND c.in_tray_since IS NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  FOR owner IN SELECT s.person_id FROM standing s WHERE s.council_id = council AND s.case_file_id = file
      AND s.role IN ('case_officer', 'senior_manager') AND s."grant" = 'specific' AND s.ended_at IS NULL AND s.ends_at IS NULL FOR SHARE
  LOOP
    PERFORM 1 FROM person p WHERE p.council_id = council AND p.person_id = owner.person_id AND p.disabled_at IS NULL FOR SHARE;
    IF FOUND THEN RETURN; END IF;
  END LOOP;
  RAISE EXCEPTION 'every open case has an officer, or lies in its team''s tray' USING ERRCODE = '23514', CONSTRAINT = 'case_has_owner';
END $$;--> statement-breakpoint
CREATE FUNCTION keep_case_owned() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'person' THEN
    PERFORM refuse_unowned(s.council_id, s.case_file_id) FROM standing s
      WHERE s.council_id = NEW.council_id AND s.person_id = NEW.person_id AND s.ended_at IS NULL;
  ELSE
    PERFORM refuse_unowned(OLD.council_id, OLD.case_file_id);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION keep_new_case_owned() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refuse_unowned(NEW.council_id, NEW.case_file_id);
  RETURN NULL;
END $$;--> statement-breakpoint
-- Not when the trigger below takes it out of the tray: that has just seen who has it.
CREATE CONSTRAINT TRIGGER case_has_owner AFTER INSERT OR UPDATE OF in_tray_since, closed_at ON case_file DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.in_tray_since IS NULL AND NEW.closed_at IS NULL AND pg_trigger_depth() = 0) EXECUTE FUNCTION keep_new_case_owned();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER case_has_owner AFTER UPDATE OR DELETE ON standing DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.role IN ('case_officer', 'senior_manager') AND OLD."grant" = 'specific' AND OLD.ended_at IS NULL) EXECUTE FUNCTION keep_case_owned();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER case_has_owner AFTER UPDATE OF disabled_at ON person DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.disabled_at IS NOT NULL) EXECUTE FUNCTION keep_case_owned();--> statement-breakpoint
CREATE FUNCTION out_of_the_tray() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE case_file SET in_tray_since = NULL
   WHERE council_id = NEW.council_id AND case_file_id = NEW.case_file_id AND in_tray_since IS NOT NULL
     AND EXISTS (SELECT 1 FROM person p WHERE p.council_id = NEW.council_id AND p.person_id = NEW.person_id AND p.disabled_at IS NULL);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER standing_out_of_the_tray AFTER INSERT ON standing
  FOR EACH ROW WHEN (NEW.role = 'case_officer' AND NEW."grant" = 'specific' AND NEW.ended_at IS NULL AND NEW.ends_at IS NULL) EXECUTE FUNCTION out_of_the_tray();--> statement-breakpoint

-- Somebody always answers for the service: nobody else could give that duty again.
CREATE FUNCTION keep_director() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'person' THEN
    PERFORM 1 FROM council_duty d WHERE d.council_id = NEW.council_id AND d.person_id = NEW.person_id AND d.duty = 'director'
      AND (d.ended_at IS NULL OR d.ended_at >= now());
    IF NOT FOUND THEN RETURN NULL; END IF;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(OLD.council_id::text, 13));
  PERFORM 1 FROM council_duty d JOIN person p ON p.council_id = d.council_id AND p.person_id = d.person_id AND p.disabled_at IS NULL
    WHERE d.council_id = OLD.council_id AND d.duty = 'director' AND d.ended_at IS NULL LIMIT 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a council always has a director' USING ERRCODE = '23514', CONSTRAINT = 'council_has_director';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER council_has_director AFTER UPDATE OR DELETE ON council_duty DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.duty = 'director' AND OLD.ended_at IS NULL) EXECUTE FUNCTION keep_director();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER council_has_director AFTER UPDATE OF disabled_at ON person DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.disabled_at IS NOT NULL) EXECUTE FUNCTION keep_director();--> statement-breakpoint
-- Whoever was asked, when they may see the case; otherwise who leads its team, when they may. Nobody who can sign in no more.
CREATE FUNCTION who_covers(council uuid, file uuid, team uuid, away uuid, asked uuid) RETURNS TABLE (person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.person_id FROM person p
    LEFT JOIN team_member m ON m.council_id = p.council_id AND m.team_id = team AND m.person_id = p.person_id AND m.leads
   WHERE p.council_id = council AND p.kind = 'staff' AND p.disabled_at IS NULL AND p.person_id <> away
     AND (p.person_id = asked OR m.person_id IS NOT NULL)
     AND NOT EXISTS (SELECT 1 FROM exclusion e WHERE e.council_id = council AND e.case_file_id = file AND e.person_id = p.person_id)
   ORDER BY p.person_id <> asked, m.since LIMIT 1
$$;--> statement-breakpoint

-- Gives whoever covers their places on every case of whoever is away today, and closes those whose last day is over. A
-- colleague who may not see a case is passed over for whoever leads its team; a restricted case is covered by nobody.
-- Finds what is missing, so it may be done at any time by anybody, twice over. Returns how many places it gave.
CREATE FUNCTION spread_cover(todays_date date) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made record; count integer := 0;
BEGIN
  UPDATE standing SET ended_at = ends_at, epoch = epoch + 1
   WHERE council_id = app_council() AND "grant" IN ('cover', 'specific') AND role IN ('case_officer', 'senior_manager')
     AND ended_at IS NULL AND ends_at <= now();
  FOR made IN
    INSERT INTO standing (council_id, standing_id, case_file_id, person_id, role, "grant", reason, granted_by, cover_id, ends_at)
    SELECT v.council_id, gen_random_uuid(), c.case_file_id, w.person_id, s.role, 'cover', 'Covers for a colleague who is away', v.by, v.cover_id,
           (v.to_on + 1)::timestamp AT TIME ZONE 'Europe/London'
      FROM cover v
      JOIN standing s ON s.council_id = v.council_id AND s.person_id = v.away_id AND s."grant" = 'specific' AND s.ended_at IS NULL
       AND (s.ends_at IS NULL OR s.ends_at > now()) AND s.role IN ('case_officer', 'senior_manager')
      JOIN case_file c ON c.council_id = s.council_id AND c.case_file_id = s.case_file_id AND c.closed_at IS NULL AND c.restricted_at IS NULL
      CROSS JOIN LATERAL who_covers(v.council_id, c.case_file_id, c.team_id, v.away_id, v.covered_by) w
     WHERE v.council_id = app_council() AND v.ended_at IS NULL AND todays_date BETWEEN v.from_on AND v.to_on
    ON CONFLICT DO NOTHING
    RETURNING *
  LOOP
    PERFORM history_append(made.council_id, made.case_file_id, made.granted_by, 'cover.began', made.standing_id::text, NULL,
      jsonb_build_object('personId', made.person_id, 'coverId', made.cover_id));
    count := count + 1;
  END LOOP;
  RETURN count;
END $$;--> statement-breakpoint

-- The open cases a colleague has, for whoever may arrange for them. Nothing of a case that is not theirs to know of, but that
-- there is one; of a case of another team, or a restricted one, its reference and no name.
CREATE FUNCTION cases_of(who uuid) RETURNS TABLE (case_file_id uuid, reference text, child text, last_name text, stage text, role text,
                                                  standing_id uuid, team_id uuid, restricted boolean, late integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN k.known THEN c.case_file_id END, CASE WHEN k.known THEN c.reference END,
         CASE WHEN k.named THEN c.child_first_name END, CASE WHEN k.named THEN c.child_last_name END,
         CASE WHEN k.known THEN c.stage END, s.role, CASE WHEN k.known THEN s.standing_id END,
         CASE WHEN k.known THEN c.team_id END, c.restricted_at IS NOT NULL,
         (SELECT count(*)::int FROM promise p WHERE k.known AND p.council_id = c.council_id AND p.case_file_id = c.case_file_id
             AND p.kept_on IS NULL AND p.replaced_at IS NULL AND p.due_on < (now() AT TIME ZONE 'Europe/London')::date)
    FROM standing s
    JOIN case_file c ON c.council_id = s.council_id AND c.case_file_id = s.case_file_id AND c.closed_at IS NULL
    CROSS JOIN LATERAL standing_on(c.council_id, c.case_file_id, app_person()) o
    CROSS JOIN LATERAL (SELECT NOT o.excluded AND (c.restricted_at IS NULL OR o.standing_id IS NOT NULL OR has_duty('director')) AS known,
                               NOT o.excluded AND (o.standing_id IS NOT NULL OR o.by_team) AS named) k
   WHERE s.council_id = app_council() AND s.person_id = who AND s."grant" = 'specific' AND s.role IN ('case_officer', 'senior_manager')
     AND s.ended_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > now()) AND may_arrange_for(who)
   ORDER BY c.child_first_name, c.reference
$$;--> statement-breakpoint
-- What a cover leaves to others: its cases on which whoever covers has no place, with who has one instead. The case itself only
-- to those who may know of it.
CREATE FUNCTION cover_gaps(the_cover uuid) RETURNS TABLE (case_file_id uuid, reference text, restricted boolean, instead text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.case_file_id, o.reference, o.restricted, (
      SELECT p.full_name FROM who_covers(v.council_id, f.case_file_id, f.team_id, v.away_id, v.covered_by) w
        JOIN person p ON p.council_id = v.council_id AND p.person_id = w.person_id WHERE NOT o.restricted)
    FROM cover v CROSS JOIN LATERAL cases_of(v.away_id) o
    LEFT JOIN case_file f ON f.council_id = v.council_id AND f.case_file_id = o.case_file_id
   WHERE v.council_id = app_council() AND v.cover_id = the_cover
     AND (o.restricted OR o.case_file_id IS NULL OR EXISTS (
       SELECT 1 FROM exclusion e WHERE e.council_id = v.council_id AND e.case_file_id = o.case_file_id AND e.person_id = v.covered_by))
$$;--> statement-breakpoint
-- Who of the officers of the case in hand is away today, and who answers meanwhile: for everybody on the case.
CREATE FUNCTION away_on_case(todays_date date) RETURNS TABLE (away_id uuid, away text, until date, covered_by text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT v.away_id, a.full_name, v.to_on, b.full_name FROM standing s
    JOIN cover v ON v.council_id = s.council_id AND v.away_id = s.person_id AND v.ended_at IS NULL AND todays_date BETWEEN v.from_on AND v.to_on
    JOIN person a ON a.council_id = v.council_id AND a.person_id = v.away_id
    LEFT JOIN standing k ON k.council_id = v.council_id AND k.case_file_id = s.case_file_id AND k.cover_id = v.cover_id AND k.ended_at IS NULL AND k.ends_at > now()
    LEFT JOIN person b ON b.council_id = k.council_id AND b.person_id = k.person_id
   WHERE s.council_id = app_council() AND s.case_file_id = app_case_file() AND s.role = 'case_officer' AND s."grant" = 'specific'
     AND s.ended_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > now())
   ORDER BY s.started_at, v.to_on DESC
$$;--> statement-breakpoint
-- The cases of a team of theirs that somebody should look at: nobody has it, something is late, mail is held, or nobody has said
-- anything to the family for a while. Never a restricted one, nor one the person may not see.
CREATE FUNCTION team_board(the_team uuid, silent_since timestamptz)
RETURNS TABLE (case_file_id uuid, reference text, child text, last_name text, stage text, in_tray_since timestamptz, officer text,
               late integer, oldest_due date, held integer, last_said timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.case_file_id, c.reference, c.child_first_name, c.child_last_name, c.stage, c.in_tray_since, (
      SELECT p.full_name FROM standing s JOIN person p ON p.council_id = s.council_id AND p.person_id = s.person_id
       WHERE s.council_id = c.council_id AND s.case_file_id = c.case_file_id AND s.role = 'case_officer' AND s."grant" = 'specific'
         AND s.ended_at IS NULL ORDER BY s.ends_at IS NOT NULL, s.started_at LIMIT 1),
    l.late, l.oldest, m.held, coalesce(e.said, c.created_at)
    FROM case_file c
    CROSS JOIN LATERAL (SELECT count(*)::int AS late, min(p.due_on) AS oldest FROM promise p WHERE p.council_id = c.council_id
       AND p.case_file_id = c.case_file_id AND p.kept_on IS NULL AND p.replaced_at IS NULL AND p.due_on < (now() AT TIME ZONE 'Europe/London')::date) l
    CROSS JOIN LATERAL (SELECT count(*)::int AS held FROM mail_arrival a WHERE a.council_id = c.council_id AND a.case_file_id = c.case_file_id AND a.state = 'held') m
    CROSS JOIN LATERAL (SELECT max(n.happened_at) AS said FROM contact_entry n WHERE n.council_id = c.council_id AND n.case_file_id = c.case_file_id
       AND n.direction = 'out' AND NOT n.automatic) e
   WHERE c.council_id = app_council() AND c.team_id = the_team AND the_team IN (SELECT t.team_id FROM my_area_teams() t)
     AND c.closed_at IS NULL AND c.restricted_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM exclusion x WHERE x.council_id = c.council_id AND x.case_file_id = c.case_file_id AND x.person_id = app_person())
     AND (c.in_tray_since IS NOT NULL OR l.late > 0 OR m.held > 0 OR coalesce(e.said, c.created_at) < silent_since)
$$;--> statement-breakpoint
-- Who works in a team of theirs, and how many cases each has: how much there is to do, and nothing of how it is done.
CREATE FUNCTION team_loads(the_team uuid) RETURNS TABLE (person_id uuid, name text, job text, leads boolean, cases integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.person_id, p.full_name, p.job_title, m.leads, (
      SELECT count(*)::int FROM standing s JOIN case_file c ON c.council_id = s.council_id AND c.case_file_id = s.case_file_id AND c.closed_at IS NULL
       WHERE s.council_id = p.council_id AND s.person_id = p.person_id AND s.role = 'case_officer' AND s."grant" = 'specific' AND s.ended_at IS NULL)
    FROM team_member m JOIN person p ON p.council_id = m.council_id AND p.person_id = m.person_id AND p.disabled_at IS NULL
   WHERE m.council_id = app_council() AND m.team_id = the_team AND the_team IN (SELECT t.team_id FROM my_area_teams() t)
   ORDER BY p.full_name
$$;--> statement-breakpoint
-- Cases of a team of theirs on which something happened of late, and nothing that was said to the family is written down (J07).
CREATE FUNCTION missing_log(the_team uuid, since date) RETURNS TABLE (case_file_id uuid, reference text, child text, last_name text, happened text, happened_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.case_file_id, c.reference, c.child_first_name, c.child_last_name, h.what, h.on_day
    FROM case_file c
    CROSS JOIN LATERAL (
      SELECT w.what, w.on_day FROM (
        SELECT 'stage' AS what, s."on" AS on_day FROM stage_move s WHERE s.council_id = c.council_id AND s.case_file_id = c.case_file_id AND s."from" IS NOT NULL
        UNION ALL SELECT 'decision', (d.decided_at AT TIME ZONE 'Europe/London')::date FROM decision d WHERE d.council_id = c.council_id AND d.case_file_id = c.case_file_id
        UNION ALL SELECT 'mediation', (o.written_at AT TIME ZONE 'Europe/London')::date FROM outcome_record o WHERE o.council_id = c.council_id AND o.case_file_id = c.case_file_id
      ) w WHERE w.on_day >= since ORDER BY w.on_day DESC LIMIT 1) h
   WHERE c.council_id = app_council() AND c.team_id = the_team AND the_team IN (SELECT t.team_id FROM my_area_teams() t)
     AND c.closed_at IS NULL AND c.restricted_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM exclusion x WHERE x.council_id = c.council_id AND x.case_file_id = c.case_file_id AND x.person_id = app_person())
     AND NOT EXISTS (SELECT 1 FROM contact_entry n WHERE n.council_id = c.council_id AND n.case_file_id = c.case_file_id
       AND NOT n.automatic AND n.direction = 'out' AND n.happened_at >= since)
   ORDER BY h.on_day
$$;--> statement-breakpoint
-- What stands out in who opened which case on one day, of those whom the person leads: ids and counts, and no case (J03).
CREATE FUNCTION unusual_looking(since date, many integer) RETURNS TABLE (person_id uuid, on_day date, kind text, cases integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH led AS (
    SELECT p.person_id, lower(substring(p.full_name FROM '\S+$')) AS last_name FROM person p
     WHERE p.council_id = app_council() AND p.kind = 'staff' AND p.person_id <> app_person() AND asked_by_staff() AND (has_duty('director') OR EXISTS (
       SELECT 1 FROM team_member m JOIN my_area_teams() t ON t.team_id = m.team_id AND t.leads WHERE m.council_id = p.council_id AND m.person_id = p.person_id))
  ), looked AS (
    SELECT DISTINCT h.actor_id, l.last_name, (h.at AT TIME ZONE 'Europe/London')::date AS on_day, h.chain_id
      FROM history h JOIN led l ON l.person_id = h.actor_id
     WHERE h.council_id = app_council() AND h.action IN ('case.opened', 'case.opened_with_reason') AND h.at >= since::timestamp AT TIME ZONE 'Europe/London'
  )
  SELECT k.actor_id, k.on_day, 'many', count(*)::int FROM looked k GROUP BY k.actor_id, k.on_day HAVING count(*) > many
  UNION ALL
  SELECT k.actor_id, k.on_day, 'same_name', count(*)::int FROM looked k
    JOIN case_file c ON c.council_id = app_council() AND c.case_file_id = k.chain_id AND lower(c.child_last_name) = k.last_name
   GROUP BY k.actor_id, k.on_day
  UNION ALL
  SELECT k.actor_id, k.on_day, 'colleague', count(*)::int FROM looked k
   WHERE EXISTS (SELECT 1 FROM exclusion e JOIN person p ON p.council_id = e.council_id AND p.person_id = e.person_id AND p.kind = 'staff'
                  WHERE e.council_id = app_council() AND e.case_file_id = k.chain_id AND e.person_id <> k.actor_id)
     AND NOT EXISTS (SELECT 1 FROM standing s WHERE s.council_id = app_council() AND s.case_file_id = k.chain_id AND s.person_id = k.actor_id AND s."grant" <> 'break_glass')
   GROUP BY k.actor_id, k.on_day
$$;--> statement-breakpoint

-- One act ends everything somebody had, and says how much of it there was. The rules of who may go are the command's and the
-- constraints'; what is here cannot be done by halves.
CREATE FUNCTION end_everything_of(who uuid) RETURNS jsonb
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
  GET DIAGNOSTICS n = ROW_COUNT; RETURN ended || jsonb_build_object('invitations', n);
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION refuse_unowned, spread_cover, who_covers, cover_gaps, away_on_case, cases_of, team_board, team_loads, missing_log, unusual_looking, end_everything_of FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION spread_cover, cover_gaps, away_on_case, cases_of, team_board, team_loads, missing_log, unusual_looking, end_everything_of TO common_ground_app;
