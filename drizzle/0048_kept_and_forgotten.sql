CREATE TABLE "capacity" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"capacity_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"has" boolean NOT NULL,
	"alternative" text,
	"alternative_id" uuid,
	"alternative_name" text DEFAULT '' NOT NULL,
	"why" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "capacity_council_id_case_file_id_capacity_id_pk" PRIMARY KEY("council_id","case_file_id","capacity_id")
);
--> statement-breakpoint
ALTER TABLE "history_detail" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "kept_as" text;--> statement-breakpoint
ALTER TABLE "capacity" ADD CONSTRAINT "capacity_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "capacity_case" ON "capacity" USING btree ("council_id","case_file_id","at");
--> statement-breakpoint
ALTER TABLE capacity ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT ON capacity TO common_ground_app;--> statement-breakpoint
CREATE POLICY the_case_in_hand ON capacity TO common_ground_app USING (council_id = app_council() AND
  (case_file_id = app_case_file() OR (app_case_file() IS NULL AND may_list(council_id, case_file_id))))
  WITH CHECK (council_id = app_council() AND case_file_id = app_case_file());--> statement-breakpoint
CREATE TRIGGER capacity_never_changes BEFORE UPDATE OR DELETE ON capacity FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint

-- A reason is somebody's words. It goes where details go, so that forgetting it leaves every hash of the chain as it was.
CREATE OR REPLACE FUNCTION history_append(council uuid, chain uuid, actor uuid, act text, tgt text, why text, about jsonb)
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
  committed := history_commitment(grain, about, why);
  previous := coalesce(last.hash, '\x00'::bytea);
  INSERT INTO history (council_id, chain_id, sequence, at, actor_id, action, target, reason, commitment, previous_hash, hash)
  VALUES (council, chain, seq, moment, actor, act, tgt, NULL, committed, previous,
          history_hash(council, chain, seq, moment, actor, act, tgt, NULL, committed, previous));
  INSERT INTO history_detail (council_id, chain_id, sequence, salt, detail, reason) VALUES (council, chain, seq, grain, about, why);
  PERFORM pg_notify('common_ground', 'history:' || council || ':' || chain || ':' || seq);
  RETURN seq;
END $$;--> statement-breakpoint
-- What a row of the chain holds of its detail. A row without a reason has the commitment it always had.
CREATE FUNCTION history_commitment(grain bytea, about jsonb, why text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(grain || convert_to(about::text, 'UTF8') || CASE WHEN why IS NULL THEN ''::bytea ELSE history_field(why) END)
$$;--> statement-breakpoint

-- Forgetting is asked by one and done by another; both have the duty. Neither row nor hold is ever written by hand otherwise.
DROP POLICY the_desk ON erasure;--> statement-breakpoint
CREATE POLICY the_desk ON erasure TO common_ground_app USING (council_id = app_council() AND (app_person() IS NULL OR records_desk(case_file_id)));--> statement-breakpoint
DROP POLICY case_or_desk ON legal_hold;--> statement-breakpoint
CREATE POLICY case_or_desk ON legal_hold TO common_ground_app USING (council_id = app_council() AND
  (app_person() IS NULL OR records_desk(case_file_id) OR (case_file_id = app_case_file() AND (SELECT asked_by_staff()))));--> statement-breakpoint
ALTER TABLE erasure ADD CONSTRAINT two_people_forget CHECK (done_by IS NULL OR done_by <> asked_by);--> statement-breakpoint
ALTER TABLE erasure ADD CONSTRAINT done_by_somebody CHECK ((done_by IS NULL) = (done_at IS NULL));--> statement-breakpoint
CREATE UNIQUE INDEX erasure_open ON erasure (council_id, case_file_id, source, source_id) WHERE done_at IS NULL AND cancelled_at IS NULL;--> statement-breakpoint
REVOKE UPDATE, DELETE ON erasure FROM common_ground_app;--> statement-breakpoint
GRANT UPDATE (cancelled_at) ON erasure TO common_ground_app;--> statement-breakpoint
CREATE POLICY asked_by_themselves ON erasure AS RESTRICTIVE FOR INSERT TO common_ground_app
  WITH CHECK (asked_by = app_person() AND done_by IS NULL AND records_desk(case_file_id));--> statement-breakpoint
CREATE FUNCTION erasure_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND being_forgotten(to_jsonb(OLD)) THEN RETURN NEW; END IF;
  IF TG_OP = 'DELETE' OR OLD.cancelled_at IS NOT NULL OR (OLD.done_at IS NOT NULL AND NEW.done_at IS DISTINCT FROM OLD.done_at)
     OR (OLD.done_at IS NOT NULL AND NEW.cancelled_at IS NOT NULL) THEN
    RAISE EXCEPTION 'erasure rows never change' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER erasure_stays BEFORE UPDATE OR DELETE ON erasure FOR EACH ROW EXECUTE FUNCTION erasure_stays();--> statement-breakpoint
-- Whoever placed a hold never ends it.
ALTER TABLE legal_hold ADD CONSTRAINT another_ends_it CHECK (ended_by IS NULL OR ended_by <> by);--> statement-breakpoint
ALTER TABLE legal_hold ADD CONSTRAINT ended_for_a_reason CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL OR ended_why <> ''));--> statement-breakpoint
REVOKE UPDATE, DELETE ON legal_hold FROM common_ground_app;--> statement-breakpoint
GRANT UPDATE (ended_by, ended_at, ended_why) ON legal_hold TO common_ground_app;--> statement-breakpoint
CREATE POLICY placed_by_themselves ON legal_hold AS RESTRICTIVE FOR INSERT TO common_ground_app WITH CHECK (by = app_person() AND ended_by IS NULL);--> statement-breakpoint
CREATE POLICY ended_at_the_desk ON legal_hold AS RESTRICTIVE FOR UPDATE TO common_ground_app
  USING (ended_at IS NULL AND records_desk(case_file_id)) WITH CHECK (ended_by = app_person());--> statement-breakpoint

-- Why nothing of a case may be forgotten now. One question for the page, the desk and the forgetting itself.
CREATE FUNCTION held_by(file uuid) RETURNS TABLE (why text, since timestamptz, legal_hold_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT * FROM (
    SELECT 'placed', h.at, h.legal_hold_id FROM legal_hold h
     WHERE h.council_id = app_council() AND h.case_file_id = file AND h.ended_at IS NULL
    UNION ALL
    SELECT 'open_appeal', a.added_at, NULL FROM appeal a
     WHERE a.council_id = app_council() AND a.case_file_id = file AND a.stage <> 'closed'
    UNION ALL
    SELECT 'open_dispute', d.raised_at, NULL FROM dispute d
     WHERE d.council_id = app_council() AND d.case_file_id = file AND d.ended_at IS NULL
    UNION ALL
    SELECT 'open_ombudsman', e.at, NULL FROM enquiry e
     WHERE e.council_id = app_council() AND e.case_file_id = file AND e.asked_by = 'ombudsman' AND e.answered_on IS NULL AND e.withdrawn_at IS NULL
    UNION ALL
    SELECT 'open_ombudsman', c.at, NULL FROM complaint c
     WHERE c.council_id = app_council() AND c.case_file_id = file AND c.level = 'ombudsman' AND c.closed_on IS NULL
    UNION ALL
    SELECT 'open_request', r.at, NULL FROM data_request r
     WHERE r.council_id = app_council() AND r.case_file_id = file AND r.state NOT IN ('released', 'closed')
  ) held (why, since, legal_hold_id)
   WHERE app_person() IS NULL OR records_desk(file) OR (file = app_case_file() AND asked_by_staff())
   ORDER BY since
$$;--> statement-breakpoint

-- What the desk knows of a case it never opens: its reference, how it is kept, from when it could be forgotten, and what holds it.
-- `rules` are the council's own and, where it set none, those that are shipped.
CREATE FUNCTION kept_cases(rules jsonb)
RETURNS TABLE (case_file_id uuid, reference text, class text, due_on date, held text[], forgotten_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.case_file_id, c.reference, k.class,
    ((CASE r.counted_from WHEN 'birth' THEN c.child_born_on ELSE (c.closed_at AT TIME ZONE 'Europe/London')::date END) + make_interval(years => r.years))::date,
    ARRAY(SELECT h.why FROM held_by(c.case_file_id) h), c.forgotten_at
  FROM case_file c
  CROSS JOIN LATERAL (SELECT coalesce(c.kept_as, CASE WHEN c.stage = 'final_plan' OR EXISTS (SELECT 1 FROM case_milestone m
      WHERE m.council_id = c.council_id AND m.case_file_id = c.case_file_id AND m.what = 'plan_made') THEN 'plan' ELSE 'case' END) AS class) k
  JOIN jsonb_to_recordset(rules) AS r(class text, years integer, counted_from text) ON r.class = k.class
  WHERE c.council_id = app_council() AND (SELECT has_duty('records'))
    AND c.case_file_id NOT IN (SELECT e.case_file_id FROM exclusion e WHERE e.council_id = app_council() AND e.person_id = app_person())
    AND c.case_file_id NOT IN (SELECT s.case_file_id FROM standing s WHERE s.council_id = app_council() AND s.person_id = app_person()
                                AND s.role IN ('parent', 'young_person', 'supporter') AND s.ended_at IS NULL)
$$;--> statement-breakpoint
-- How much of what a case holds, in numbers, for whoever decides whether it is forgotten.
CREATE FUNCTION what_a_case_holds(file uuid) RETURNS TABLE (what text, many bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT * FROM (
    SELECT 'messages', count(*) FROM contact_entry WHERE council_id = app_council() AND case_file_id = file AND words <> ''
    UNION ALL SELECT 'held mail', count(*) FROM mail_arrival WHERE council_id = app_council() AND case_file_id = file
    UNION ALL SELECT 'papers', count(*) FROM evidence_item WHERE council_id = app_council() AND case_file_id = file
    UNION ALL SELECT 'pages of papers', count(*) FROM evidence_page WHERE council_id = app_council() AND case_file_id = file
    UNION ALL SELECT 'books made of papers', count(*) FROM pack_book WHERE council_id = app_council() AND case_file_id = file
    UNION ALL SELECT 'shared documents', count(*) FROM document WHERE council_id = app_council() AND case_file_id = file
    UNION ALL SELECT 'decisions', count(*) FROM decision WHERE council_id = app_council() AND case_file_id = file
    UNION ALL SELECT 'appeals', count(*) FROM appeal WHERE council_id = app_council() AND case_file_id = file
    UNION ALL SELECT 'grown-ups', count(*) FROM adult WHERE council_id = app_council() AND case_file_id = file
    UNION ALL SELECT 'details of the history', count(*) FROM history_detail WHERE council_id = app_council() AND chain_id = file
  ) held (what, many) WHERE records_desk(file)
$$;--> statement-breakpoint
-- Whether one thing to be forgotten is there: a paper or an entry of this case.
CREATE FUNCTION thing_of_case(file uuid, kind text, which uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT records_desk(file) AND CASE kind
    WHEN 'paper' THEN EXISTS (SELECT 1 FROM evidence_item WHERE council_id = app_council() AND case_file_id = file AND evidence_item_id = which)
    WHEN 'entry' THEN EXISTS (SELECT 1 FROM contact_entry WHERE council_id = app_council() AND case_file_id = file AND contact_entry_id = which)
    ELSE false END
$$;--> statement-breakpoint

-- The one door in the walls that keep rows as they were: this transaction is doing an erasure that a second person signed in
-- it, and the row belongs to its case. Asked of the row as it was; the app's own role never passes.
CREATE FUNCTION being_forgotten(held jsonb) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT current_user <> 'common_ground_app' AND coalesce(current_setting('app.erasure_id', true), '') <> '' AND EXISTS (
    SELECT 1 FROM erasure e
     WHERE e.erasure_id = nullif(current_setting('app.erasure_id', true), '')::uuid AND e.council_id = (held ->> 'council_id')::uuid
       AND e.done_at = now() AND e.done_by <> e.asked_by
       AND (e.case_file_id = (held ->> 'case_file_id')::uuid OR EXISTS (
         SELECT 1 FROM appeal a WHERE a.council_id = e.council_id AND a.case_file_id = e.case_file_id AND a.appeal_id = (held ->> 'appeal_id')::uuid)))
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_LEVEL = 'ROW' AND TG_TABLE_NAME <> 'history' AND being_forgotten(to_jsonb(OLD)) THEN RETURN coalesce(NEW, OLD); END IF;
  RAISE EXCEPTION '% rows never change', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION only_taken_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF being_forgotten(to_jsonb(OLD)) THEN RETURN coalesce(NEW, OLD); END IF;
  IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL OR to_jsonb(NEW) - 'withdrawn_at' IS DISTINCT FROM to_jsonb(OLD) - 'withdrawn_at' THEN
    RAISE EXCEPTION 'proposal rows never change' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION only_the_managers_word() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF being_forgotten(to_jsonb(OLD)) THEN RETURN coalesce(NEW, OLD); END IF;
  IF TG_OP = 'DELETE' OR OLD.manager_at IS NOT NULL OR
     to_jsonb(NEW) - '{manager_id,manager_says,manager_reason,manager_at}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{manager_id,manager_says,manager_reason,manager_at}'::text[] THEN
    RAISE EXCEPTION 'appeal_review rows never change' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION refuse_change_once_shared() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF being_forgotten(to_jsonb(OLD)) THEN RETURN coalesce(NEW, OLD); END IF;
  IF EXISTS (SELECT 1 FROM outcome_record o WHERE o.council_id = OLD.council_id AND o.mediation_id = OLD.mediation_id AND o.shared_at IS NOT NULL) THEN
    RAISE EXCEPTION 'what was shared of a mediation does not change' USING ERRCODE = '23514', CONSTRAINT = 'shared_outcome_stands';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION keep_what_was_exchanged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF being_forgotten(to_jsonb(OLD)) THEN RETURN coalesce(NEW, OLD); END IF;
  IF statements_exchanged(OLD.council_id, OLD.mediation_id) THEN
    RAISE EXCEPTION 'what was exchanged stays as it was' USING ERRCODE = '23514', CONSTRAINT = 'exchanged_stays';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;--> statement-breakpoint
-- An entry stays as it was said until it is forgotten.
CREATE OR REPLACE FUNCTION only_forgotten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF being_forgotten(to_jsonb(OLD)) THEN RETURN coalesce(NEW, OLD); END IF;
  RAISE EXCEPTION 'contact_entry rows never change' USING ERRCODE = '42501';
END $$;--> statement-breakpoint

-- A frozen text without what it says of one paper: the numbers and the fingerprint stay where they were.
CREATE FUNCTION without_paper(held jsonb, paper text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF jsonb_typeof(held) = 'array' THEN
    RETURN coalesce((SELECT jsonb_agg(without_paper(one, paper) ORDER BY nth) FROM jsonb_array_elements(held) WITH ORDINALITY AS e(one, nth)), '[]');
  ELSIF jsonb_typeof(held) <> 'object' THEN RETURN held;
  ELSIF paper IN (held ->> 'id', held ->> 'evidenceItemId') THEN
    RETURN (SELECT jsonb_object_agg(key, CASE WHEN key IN ('title', 'author', 'fileName', 'words', 'used', 'usedFor') THEN
      CASE WHEN jsonb_typeof(value) = 'string' THEN to_jsonb(CASE key WHEN 'title' THEN 'A paper that was forgotten' ELSE '' END) ELSE value END
      ELSE value END) FROM jsonb_each(held));
  END IF;
  RETURN coalesce((SELECT jsonb_object_agg(key, without_paper(value, paper)) FROM jsonb_each(held)), '{}');
END $$;--> statement-breakpoint

-- Who of the family and its helpers is known here for this case alone.
CREATE FUNCTION people_of_one_case(council uuid, file uuid) RETURNS TABLE (person_id uuid)
LANGUAGE sql STABLE AS $$
  SELECT p.person_id FROM person p
   WHERE p.council_id = council AND p.kind IN ('family', 'practitioner')
     AND (EXISTS (SELECT 1 FROM standing s WHERE s.council_id = council AND s.case_file_id = file AND s.person_id = p.person_id)
       OR EXISTS (SELECT 1 FROM adult a WHERE a.council_id = council AND a.case_file_id = file AND a.person_id = p.person_id)
       OR EXISTS (SELECT 1 FROM mediation_party m WHERE m.council_id = council AND m.case_file_id = file AND m.person_id = p.person_id))
     AND NOT EXISTS (SELECT 1 FROM standing s WHERE s.council_id = council AND s.case_file_id <> file AND s.person_id = p.person_id)
     AND NOT EXISTS (SELECT 1 FROM adult a WHERE a.council_id = council AND a.case_file_id <> file AND a.person_id = p.person_id)
     AND NOT EXISTS (SELECT 1 FROM mediation_party m WHERE m.council_id = council AND m.case_file_id <> file AND m.person_id = p.person_id)
     AND NOT EXISTS (SELECT 1 FROM council_duty d WHERE d.council_id = council AND d.person_id = p.person_id)
     AND NOT EXISTS (SELECT 1 FROM appeal_party x JOIN appeal a ON a.council_id = x.council_id AND a.appeal_id = x.appeal_id
                      WHERE x.council_id = council AND x.person_id = p.person_id AND a.case_file_id IS DISTINCT FROM file)
$$;--> statement-breakpoint
-- Takes every row of a case out of every table that holds one, children before parents. The catalogue is asked and not a list,
-- so that a table somebody adds is forgotten too, or stops the whole with a foreign key: it is never left by being new.
CREATE FUNCTION take_rows_of_case(council uuid, file uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE t record; which text;
BEGIN
  FOR t IN
    WITH RECURSIVE walk(rel, depth) AS (
      SELECT c.oid, 0 FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      UNION
      SELECT k.conrelid, w.depth + 1 FROM walk w JOIN pg_constraint k ON k.contype = 'f' AND k.confrelid = w.rel AND k.conrelid <> w.rel WHERE w.depth < 20
    )
    SELECT c.relname AS name, array_agg(DISTINCT a.attname::text) AS columns, max(w.depth) AS depth
      FROM walk w JOIN pg_class c ON c.oid = w.rel JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relname NOT IN ('case_file', 'stage_move', 'erasure', 'complaint', 'history', 'history_detail')
     GROUP BY 1 ORDER BY 3 DESC, 1
  LOOP
    which := CASE
      WHEN 'case_file_id' = ANY (t.columns) THEN 'case_file_id = $2'
      WHEN 'document_id' = ANY (t.columns) THEN 'document_id IN (SELECT document_id FROM document WHERE council_id = $1 AND case_file_id = $2)'
      WHEN 'appeal_id' = ANY (t.columns) THEN 'appeal_id IN (SELECT appeal_id FROM appeal WHERE council_id = $1 AND case_file_id = $2)'
      WHEN 'appeal_issue_id' = ANY (t.columns) THEN 'appeal_issue_id IN (SELECT i.appeal_issue_id FROM appeal_issue i JOIN appeal a
        ON a.council_id = i.council_id AND a.appeal_id = i.appeal_id WHERE a.council_id = $1 AND a.case_file_id = $2)' END;
    IF which IS NOT NULL THEN EXECUTE format('DELETE FROM %I WHERE council_id = $1 AND %s', t.name, which) USING council, file; END IF;
  END LOOP;
END $$;--> statement-breakpoint
-- What the rest of the council's rows say of a case: messages on their way, names on other cases, lists that were read in.
CREATE FUNCTION take_traces_of_case(council uuid, file uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE child record; ids text[];
BEGIN
  SELECT child_first_name AS first, child_last_name AS last INTO child FROM case_file WHERE council_id = council AND case_file_id = file;
  DELETE FROM paper_match WHERE council_id = council AND other_case_file_id = file;
  DELETE FROM misfile WHERE council_id = council AND to_case_file_id = file;
  UPDATE complaint SET case_file_id = NULL, learned = '', number = '' WHERE council_id = council AND case_file_id = file;
  DELETE FROM rejected_row WHERE council_id = council AND folded_name(array_to_string(cells, ' ')) LIKE '%' || folded_name(child.first) || '%'
    AND folded_name(array_to_string(cells, ' ')) LIKE '%' || folded_name(child.last) || '%';
  DELETE FROM outbox o WHERE o.council_id = council AND (o.body LIKE '%' || file || '%' OR o.outbox_id IN (
    SELECT outbox_id FROM contact_sending WHERE council_id = council AND case_file_id = file
    UNION ALL SELECT outbox_id FROM notice WHERE council_id = council AND case_file_id = file
    UNION ALL SELECT outbox_id FROM board_notice WHERE council_id = council AND case_file_id = file)
    OR o."to" IN (SELECT unnest(ARRAY[email, mobile]) FROM invitation WHERE council_id = council AND case_file_id = file
      UNION ALL SELECT email FROM advice_request WHERE council_id = council AND case_file_id = file
      UNION ALL SELECT email FROM enquiry WHERE council_id = council AND case_file_id = file));
  ids := ARRAY(SELECT file::text UNION ALL SELECT appeal_id::text FROM appeal WHERE council_id = council AND case_file_id = file);
  DELETE FROM history_detail d USING history h WHERE d.council_id = council AND h.council_id = council AND h.chain_id = d.chain_id AND h.sequence = d.sequence
    AND (d.chain_id = file OR (d.chain_id = council AND (h.target = ANY (ids) OR EXISTS (SELECT 1 FROM unnest(ids) AS i WHERE d.detail::text LIKE '%' || i || '%'))));
END $$;--> statement-breakpoint
CREATE FUNCTION forget_people(council uuid, people uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM outbox o USING person p WHERE o.council_id = council AND p.council_id = council AND p.person_id = ANY (people) AND o."to" IN (p.email, p.mobile);
  DELETE FROM outbox o USING person p WHERE o.council_id = council AND p.council_id = council AND p.person_id = ANY (people) AND o.channel = 'letter' AND o."to" LIKE '%' || p.full_name || '%';
  DELETE FROM sign_in WHERE council_id = council AND person_id = ANY (people);
  DELETE FROM sign_in_code WHERE council_id = council AND person_id = ANY (people);
  DELETE FROM device_key WHERE council_id = council AND person_id = ANY (people);
  UPDATE person SET full_name = 'Somebody who was here', called_name = NULL, job_title = NULL, email = NULL, mobile = NULL,
    disabled_at = coalesce(disabled_at, now()) WHERE council_id = council AND person_id = ANY (people);
END $$;--> statement-breakpoint
CREATE FUNCTION forget_case(council uuid, file uuid) RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE files uuid[]; people uuid[];
BEGIN
  files := ARRAY(SELECT evidence_item_id FROM evidence_item WHERE council_id = council AND case_file_id = file
    UNION ALL SELECT pack_book_id FROM pack_book WHERE council_id = council AND case_file_id = file
    UNION ALL SELECT agreement_id FROM agreement WHERE council_id = council AND case_file_id = file);
  people := ARRAY(SELECT * FROM people_of_one_case(council, file));
  -- Every node that has one of its documents in memory lets go of it.
  UPDATE document SET closed_at = now() WHERE council_id = council AND case_file_id = file AND closed_at IS NULL;
  PERFORM pg_notify('common_ground', 'document:' || council || ':' || document_id) FROM document WHERE council_id = council AND case_file_id = file;
  PERFORM take_traces_of_case(council, file);
  PERFORM take_rows_of_case(council, file);
  PERFORM forget_people(council, people);
  UPDATE case_file SET child_first_name = 'Somebody', child_last_name = '', child_born_on = '1900-01-01', child_upn = NULL, child_nhs_number = NULL,
    school = '', now_sentence = '', tell_the_child = '', waits_for = '', board_on = NULL, in_tray_since = NULL, kept_as = NULL,
    closed_at = coalesce(closed_at, now()), forgotten_at = now() WHERE council_id = council AND case_file_id = file;
  UPDATE erasure SET words = '' WHERE council_id = council AND case_file_id = file;
  RETURN files;
END $$;--> statement-breakpoint
CREATE FUNCTION forget_entry(council uuid, file uuid, which uuid) RETURNS uuid[] LANGUAGE plpgsql AS $$
BEGIN
  UPDATE contact_entry SET words = '', who_was_there = '', waits_for = '', why_not_as_asked = '' WHERE council_id = council AND case_file_id = file AND contact_entry_id = which;
  UPDATE outbox SET body = '', subject = '' WHERE council_id = council AND outbox_id IN (
    SELECT outbox_id FROM contact_sending WHERE council_id = council AND case_file_id = file AND contact_entry_id = which);
  DELETE FROM mail_arrival WHERE council_id = council AND case_file_id = file AND contact_entry_id = which;
  RETURN '{}';
END $$;--> statement-breakpoint
CREATE FUNCTION forget_paper(council uuid, file uuid, which uuid) RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE books uuid[];
BEGIN
  books := ARRAY(SELECT b.pack_book_id FROM pack_book b LEFT JOIN pack p USING (council_id, case_file_id, pack_id)
    WHERE b.council_id = council AND b.case_file_id = file
      AND (which = ANY (b.late) OR b.planned::text LIKE '%' || which || '%' OR p.manifest LIKE '%' || which || '%'));
  DELETE FROM pack_book WHERE council_id = council AND case_file_id = file AND pack_book_id = ANY (books);
  UPDATE pack SET manifest = without_paper(manifest::jsonb, which::text)::text WHERE council_id = council AND case_file_id = file AND manifest LIKE '%' || which || '%';
  UPDATE bundle SET content = without_paper(content, which::text) WHERE council_id = council AND case_file_id = file AND content::text LIKE '%' || which || '%';
  DELETE FROM evidence_page WHERE council_id = council AND case_file_id = file AND evidence_item_id = which;
  DELETE FROM important_answer WHERE council_id = council AND case_file_id = file AND paper_comment_id IN (
    SELECT paper_comment_id FROM paper_comment WHERE council_id = council AND case_file_id = file AND evidence_item_id = which);
  DELETE FROM paper_comment WHERE council_id = council AND case_file_id = file AND evidence_item_id = which;
  DELETE FROM paper_match WHERE council_id = council AND case_file_id = file AND evidence_item_id = which;
  UPDATE breach SET words = '', outcome_words = '' WHERE council_id = council AND case_file_id = file AND evidence_item_id = which;
  UPDATE misfile SET reason = '' WHERE council_id = council AND case_file_id = file AND evidence_item_id = which;
  UPDATE given SET words = '' WHERE council_id = council AND case_file_id = file AND evidence_item_id = which;
  UPDATE evidence_item SET title = 'A paper that was forgotten', file_name = '', author = '', asked_by = '', used_for = '', released_why = '', sha256 = '', photo_sha256 = NULL,
    redacted_sha256 = NULL, written_on = NULL, state = 'recalled', state_sentence = 'This paper was forgotten. Only that it was here is left.'
    WHERE council_id = council AND case_file_id = file AND evidence_item_id = which;
  RETURN books || which;
END $$;--> statement-breakpoint
-- Does what one person of the desk asked and another signs now. Returns the files whose bytes are to go once this has committed.
CREATE FUNCTION forget(which uuid) RETURNS TABLE (file_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e erasure; files uuid[]; counted text;
BEGIN
  SELECT * INTO e FROM erasure x WHERE x.council_id = app_council() AND x.erasure_id = which AND x.done_at IS NULL AND x.cancelled_at IS NULL FOR UPDATE;
  IF NOT FOUND OR NOT hold_duty('records') OR NOT records_desk(e.case_file_id) THEN RAISE EXCEPTION 'no such erasure' USING ERRCODE = '42501'; END IF;
  -- A hold that is being placed refers to the case, so it comes wholly before this or finds the case forgotten.
  PERFORM 1 FROM case_file c WHERE c.council_id = e.council_id AND c.case_file_id = e.case_file_id AND c.forgotten_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'it was forgotten before' USING ERRCODE = '42501'; END IF;
  IF EXISTS (SELECT 1 FROM held_by(e.case_file_id)) THEN
    RAISE EXCEPTION 'a hold beats every rule and every wish' USING ERRCODE = '23514', CONSTRAINT = 'held_stays';
  END IF;
  UPDATE erasure x SET done_by = app_person(), done_at = now() WHERE x.council_id = e.council_id AND x.case_file_id = e.case_file_id AND x.erasure_id = which;
  PERFORM set_config('app.erasure_id', which::text, true);
  counted := CASE WHEN e.whole THEN (SELECT string_agg(h.what || ' ' || h.many, ', ') FROM what_a_case_holds(e.case_file_id) h WHERE h.many > 0) ELSE e.source || ' 1' END;
  IF e.whole THEN files := forget_case(e.council_id, e.case_file_id);
  ELSE
    files := CASE e.source WHEN 'paper' THEN forget_paper(e.council_id, e.case_file_id, e.source_id::uuid)
                           ELSE forget_entry(e.council_id, e.case_file_id, e.source_id::uuid) END;
    DELETE FROM data_request_item WHERE council_id = e.council_id AND case_file_id = e.case_file_id AND source_id LIKE e.source_id || '%';
    DELETE FROM history_detail d USING history h WHERE d.council_id = e.council_id AND d.chain_id = e.case_file_id AND h.council_id = d.council_id
      AND h.chain_id = d.chain_id AND h.sequence = d.sequence AND (h.target = e.source_id OR d.detail::text LIKE '%' || e.source_id || '%');
  END IF;
  UPDATE erasure x SET words = '', what = coalesce(counted, '') WHERE x.council_id = e.council_id AND x.case_file_id = e.case_file_id AND x.erasure_id = which;
  PERFORM set_config('app.erasure_id', '', true);
  RETURN QUERY SELECT unnest(files);
END $$;--> statement-breakpoint
-- What was forgotten is nobody's to open: the gate finds no such case.
CREATE OR REPLACE FUNCTION standing_on(council uuid, file uuid, who uuid)
RETURNS TABLE (excluded boolean, standing_id uuid, role text, "grant" text, epoch integer, by_team boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT
    EXISTS (SELECT 1 FROM exclusion e WHERE e.council_id = council AND e.case_file_id = file AND e.person_id = who),
    s.standing_id, s.role, s."grant", s.epoch,
    c.restricted_at IS NULL AND EXISTS (
      SELECT 1 FROM team_member m JOIN person p ON p.council_id = m.council_id AND p.person_id = m.person_id
       WHERE m.council_id = council AND m.team_id = c.team_id AND m.person_id = who AND p.disabled_at IS NULL)
  FROM case_file c
  LEFT JOIN standing s ON s.council_id = c.council_id AND s.case_file_id = c.case_file_id AND s.person_id = who
    AND s.ended_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > now())
  WHERE c.council_id = council AND c.case_file_id = file AND c.forgotten_at IS NULL
$$;--> statement-breakpoint
-- Bytes of a paper that was forgotten belong to nothing: what a stop in the middle left, the sweep takes.
CREATE OR REPLACE FUNCTION files_that_belong(files uuid[]) RETURNS TABLE (file_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.evidence_item_id FROM evidence_item i
  WHERE i.council_id = app_council() AND i.evidence_item_id = ANY (files) AND i.scan <> 'infected'
    AND NOT EXISTS (SELECT 1 FROM erasure e WHERE e.council_id = i.council_id AND e.case_file_id = i.case_file_id AND e.source = 'paper'
                     AND e.source_id = i.evidence_item_id::text AND e.done_at IS NOT NULL)
  UNION ALL
  SELECT b.pack_book_id FROM pack_book b WHERE b.council_id = app_council() AND b.pack_book_id = ANY (files)
  UNION ALL
  SELECT a.agreement_id FROM agreement a WHERE a.council_id = app_council() AND a.agreement_id = ANY (files)
  UNION ALL
  SELECT l.appeal_import_id FROM appeal_import l WHERE l.council_id = app_council() AND l.appeal_import_id = ANY (files) AND l.file IS NOT NULL
$$;--> statement-breakpoint

-- Cases whose child was born between two days and of whom this was not yet said: for a round, which has no person.
CREATE FUNCTION takeovers_to_tell(born_from date, born_to date, said text, of_day text) RETURNS TABLE (case_file_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.case_file_id FROM case_file c
   WHERE c.council_id = app_council() AND app_person() IS NULL AND c.child_born_on BETWEEN born_from AND born_to
     AND c.closed_at IS NULL AND c.forgotten_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM history h WHERE h.council_id = c.council_id AND h.chain_id = c.case_file_id AND h.action = said AND h.target = of_day)
   ORDER BY c.case_file_id LIMIT 500
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION held_by, kept_cases, what_a_case_holds, thing_of_case, without_paper, people_of_one_case, take_rows_of_case, take_traces_of_case,
  forget_people, forget_case, forget_entry, forget_paper, forget, takeovers_to_tell FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION held_by, kept_cases, what_a_case_holds, thing_of_case, forget, takeovers_to_tell TO common_ground_app;
