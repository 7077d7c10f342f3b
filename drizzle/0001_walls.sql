-- Two roles that own nothing: the app, and the engine that keeps the documents. Neither can bypass row-level security.
DO $$ BEGIN
  CREATE ROLE common_ground_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
EXCEPTION WHEN duplicate_object THEN NULL; END $$;--> statement-breakpoint
DO $$ BEGIN
  CREATE ROLE common_ground_engine NOLOGIN NOSUPERUSER NOBYPASSRLS;
EXCEPTION WHEN duplicate_object THEN NULL; END $$;--> statement-breakpoint
DO $$ BEGIN
  EXECUTE format('GRANT common_ground_app, common_ground_engine TO %I', current_user);
END $$;--> statement-breakpoint

-- Who is asking, set for one transaction by src/server/db.ts. Nothing set means nothing seen.
CREATE FUNCTION app_council() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('app.council_id', true), '')::uuid $$;--> statement-breakpoint
CREATE FUNCTION app_person() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('app.person_id', true), '')::uuid $$;--> statement-breakpoint
CREATE FUNCTION app_case_file() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('app.case_file_id', true), '')::uuid $$;--> statement-breakpoint

-- The gate's one look-up: how this person comes to this case file. No row: there is no such case file.
CREATE FUNCTION standing_on(council uuid, file uuid, who uuid)
RETURNS TABLE (excluded boolean, standing_id uuid, role text, "grant" text, epoch integer, by_team boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT
    EXISTS (SELECT 1 FROM exclusion e WHERE e.council_id = council AND e.case_file_id = file AND e.person_id = who),
    s.standing_id, s.role, s."grant", s.epoch,
    EXISTS (SELECT 1 FROM team_member m JOIN person p ON p.council_id = m.council_id AND p.person_id = m.person_id
             WHERE m.council_id = council AND m.team_id = c.team_id AND m.person_id = who AND p.disabled_at IS NULL)
  FROM case_file c
  LEFT JOIN standing s ON s.council_id = c.council_id AND s.case_file_id = c.case_file_id AND s.person_id = who
    AND s.ended_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > now())
  WHERE c.council_id = council AND c.case_file_id = file
$$;--> statement-breakpoint

-- For lists that run over several case files: the same order, excluded first.
CREATE FUNCTION may_list(council uuid, file uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT NOT s.excluded AND (s.standing_id IS NOT NULL OR s.by_team) FROM standing_on(council, file, app_person()) s
$$;--> statement-breakpoint

GRANT USAGE ON SCHEMA public TO common_ground_app, common_ground_engine;--> statement-breakpoint

-- Row-level security on every table that carries a council. Tables with a case file show only the one in hand,
-- or, when none is, those the person may list.
DO $$
DECLARE t record; has_case boolean;
BEGIN
  FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'council'
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t.relname);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO common_ground_app', t.relname);
    SELECT EXISTS (SELECT 1 FROM information_schema.columns
                    WHERE table_schema = 'public' AND table_name = t.relname AND column_name = 'case_file_id') INTO has_case;
    IF has_case AND t.relname NOT IN ('standing', 'exclusion', 'invitation', 'given') THEN
      EXECUTE format('CREATE POLICY the_case_in_hand ON %I TO common_ground_app USING (council_id = app_council() AND
        (case_file_id = app_case_file() OR (app_case_file() IS NULL AND may_list(council_id, case_file_id))))
        WITH CHECK (council_id = app_council() AND case_file_id = app_case_file())', t.relname);
    ELSE
      EXECUTE format('CREATE POLICY the_council ON %I TO common_ground_app USING (council_id = app_council())', t.relname);
    END IF;
  END LOOP;
END $$;--> statement-breakpoint
GRANT SELECT ON council TO common_ground_app, common_ground_engine;--> statement-breakpoint

-- History: read the chain in hand; write only through history_append().
DROP POLICY the_council ON history;--> statement-breakpoint
CREATE POLICY the_chain_in_hand ON history TO common_ground_app USING (council_id = app_council() AND
  (chain_id = coalesce(app_case_file(), app_council()) OR (app_case_file() IS NULL AND may_list(council_id, chain_id))));--> statement-breakpoint
DROP POLICY the_council ON history_detail;--> statement-breakpoint
CREATE POLICY the_chain_in_hand ON history_detail TO common_ground_app USING (council_id = app_council() AND
  (chain_id = coalesce(app_case_file(), app_council()) OR (app_case_file() IS NULL AND may_list(council_id, chain_id))));--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON history, history_detail FROM common_ground_app;--> statement-breakpoint

-- Length-prefixed, so that no two different rows spell the same bytes.
CREATE FUNCTION history_field(value text) RETURNS bytea LANGUAGE sql IMMUTABLE AS
  $$ SELECT CASE WHEN value IS NULL THEN int4send(-1) ELSE int4send(octet_length(convert_to(value, 'UTF8'))) || convert_to(value, 'UTF8') END $$;--> statement-breakpoint
CREATE FUNCTION history_hash(council uuid, chain uuid, seq bigint, moment timestamptz, actor uuid, act text, tgt text, why text, committed bytea, previous bytea)
RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(previous || uuid_send(council) || uuid_send(chain) || int8send(seq)
    || history_field(to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
    || history_field(actor::text) || history_field(act) || history_field(tgt) || history_field(why) || committed)
$$;--> statement-breakpoint
CREATE FUNCTION history_append(council uuid, chain uuid, actor uuid, act text, tgt text, why text, about jsonb)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last record; seq bigint; moment timestamptz; grain bytea; committed bytea; previous bytea;
BEGIN
  IF council IS DISTINCT FROM app_council() THEN RAISE EXCEPTION 'history of another council' USING ERRCODE = '42501'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(chain::text, 7));
  SELECT h.sequence, h.hash INTO last FROM history h WHERE h.council_id = council AND h.chain_id = chain ORDER BY h.sequence DESC LIMIT 1;
  seq := coalesce(last.sequence, 0) + 1;
  moment := clock_timestamp();
  grain := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
  committed := sha256(grain || convert_to(about::text, 'UTF8'));
  previous := coalesce(last.hash, '\x00'::bytea);
  INSERT INTO history (council_id, chain_id, sequence, at, actor_id, action, target, reason, commitment, previous_hash, hash)
  VALUES (council, chain, seq, moment, actor, act, tgt, why, committed, previous,
          history_hash(council, chain, seq, moment, actor, act, tgt, why, committed, previous));
  INSERT INTO history_detail (council_id, chain_id, sequence, salt, detail) VALUES (council, chain, seq, grain, about);
  PERFORM pg_notify('common_ground', 'history:' || council || ':' || chain || ':' || seq);
  RETURN seq;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION history_append FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION history_append TO common_ground_app, common_ground_engine;--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION '% rows never change', TG_TABLE_NAME USING ERRCODE = '42501'; END $$;--> statement-breakpoint
CREATE TRIGGER history_never_changes BEFORE UPDATE OR DELETE ON history FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER history_never_truncated BEFORE TRUNCATE ON history FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint

-- What is frozen or said stays as it was.
CREATE TRIGGER pack_never_changes BEFORE UPDATE OR DELETE ON pack FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER confirmation_never_changes BEFORE UPDATE OR DELETE ON confirmation FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER point_saying_never_changes BEFORE UPDATE OR DELETE ON point_saying FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint

-- The engine: documents, the log, and what tells it that somebody may no longer write. Nothing else.
GRANT SELECT, INSERT ON document_update, document_author, recovery_tray TO common_ground_engine;--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON document_snapshot TO common_ground_engine;--> statement-breakpoint
GRANT SELECT, UPDATE (next_sequence, quarantine) ON document TO common_ground_engine;--> statement-breakpoint
GRANT SELECT, UPDATE (epoch) ON standing TO common_ground_engine;--> statement-breakpoint
GRANT SELECT ON sign_in, exclusion, person, history, space, team_member, case_file TO common_ground_engine;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON presence TO common_ground_engine;--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON document_update, document_snapshot, document_author FROM common_ground_app;--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['document', 'document_update', 'document_snapshot', 'document_author', 'recovery_tray', 'standing', 'sign_in',
                           'exclusion', 'person', 'history', 'space', 'presence', 'team_member', 'case_file']
  LOOP
    EXECUTE format('CREATE POLICY the_engine ON %I TO common_ground_engine USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
