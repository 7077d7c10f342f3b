CREATE TABLE "case_closing" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"case_closing_id" uuid NOT NULL,
	"because" text NOT NULL,
	"words" text NOT NULL,
	"closed_on" date NOT NULL,
	"letter_sent_on" date,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"opened_again_at" timestamp with time zone,
	"opened_again_by" uuid,
	"opened_again_why" text DEFAULT '' NOT NULL,
	CONSTRAINT "case_closing_council_id_case_file_id_case_closing_id_pk" PRIMARY KEY("council_id","case_file_id","case_closing_id")
);
--> statement-breakpoint
ALTER TABLE "case_closing" ADD CONSTRAINT "case_closing_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_closing_latest" ON "case_closing" USING btree ("council_id","case_file_id","at");--> statement-breakpoint
ALTER TABLE case_closing ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
-- Written once; that it was opened again is written by the function below alone.
GRANT SELECT, INSERT ON case_closing TO common_ground_app;--> statement-breakpoint
CREATE POLICY the_case_in_hand ON case_closing TO common_ground_app USING (council_id = app_council() AND
  (case_file_id = app_case_file() OR (app_case_file() IS NULL AND may_list(council_id, case_file_id))))
  WITH CHECK (council_id = app_council() AND case_file_id = app_case_file());--> statement-breakpoint
CREATE POLICY closed_by_staff ON case_closing AS RESTRICTIVE FOR INSERT TO common_ground_app
  WITH CHECK (by = app_person() AND opened_again_at IS NULL AND (SELECT asked_by_staff()));--> statement-breakpoint
CREATE UNIQUE INDEX case_closing_open ON case_closing (council_id, case_file_id) WHERE opened_again_at IS NULL;--> statement-breakpoint
CREATE TRIGGER case_closing_never_goes BEFORE DELETE ON case_closing FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint

-- What of a case would fall if it were closed today, and the letters from which a time to appeal runs. Asked past the walls of
-- a mediation and an appeal, so it says that there is one and when, and no word of it; a promise is said as its case reads it.
CREATE FUNCTION what_keeps_open(todays_date date) RETURNS TABLE (what text, which uuid, on_day date, words text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT * FROM (
    SELECT 'promise', p.promise_id, p.due_on, p.words FROM promise p
     WHERE p.council_id = app_council() AND p.case_file_id = app_case_file() AND p.kept_on IS NULL AND p.replaced_at IS NULL AND p.kind <> 'update'
    UNION ALL SELECT 'appeal', a.appeal_id, a.next_due_on, '' FROM appeal a
     WHERE a.council_id = app_council() AND a.case_file_id = app_case_file() AND a.stage <> 'closed'
    UNION ALL SELECT 'dispute', d.dispute_id, NULL, '' FROM dispute d
     WHERE d.council_id = app_council() AND d.case_file_id = app_case_file() AND d.ended_at IS NULL
    UNION ALL SELECT 'mediation', m.dispute_id, m.meets_on, '' FROM mediation m
      JOIN dispute d ON d.council_id = m.council_id AND d.case_file_id = m.case_file_id AND d.dispute_id = m.dispute_id AND d.ended_at IS NOT NULL
     WHERE m.council_id = app_council() AND m.case_file_id = app_case_file() AND m.closed_at IS NULL
    UNION ALL SELECT 'board', i.agenda_item_id, b.meets_on, '' FROM agenda_item i
      JOIN board_meeting b ON b.council_id = i.council_id AND b.board_meeting_id = i.board_meeting_id AND b.cancelled_at IS NULL
     WHERE i.council_id = app_council() AND i.case_file_id = app_case_file() AND i.state = 'listed'
    UNION ALL SELECT 'board_day', c.case_file_id, c.board_on, '' FROM case_file c
     WHERE c.council_id = app_council() AND c.case_file_id = app_case_file() AND c.board_on >= todays_date
       AND NOT EXISTS (SELECT 1 FROM agenda_item i WHERE i.council_id = c.council_id AND i.case_file_id = c.case_file_id AND i.state = 'listed')
    UNION ALL SELECT 'decision', d.decision_id, (d.decided_at AT TIME ZONE 'Europe/London')::date, '' FROM decision d
     WHERE d.council_id = app_council() AND d.case_file_id = app_case_file()
       AND NOT EXISTS (SELECT 1 FROM release r WHERE r.council_id = d.council_id AND r.case_file_id = d.case_file_id AND r.decision_id = d.decision_id)
    UNION ALL SELECT 'enquiry', e.enquiry_id, e.asked_on, '' FROM enquiry e
     WHERE e.council_id = app_council() AND e.case_file_id = app_case_file() AND e.answered_on IS NULL AND e.withdrawn_at IS NULL
    UNION ALL SELECT 'mail', v.mail_arrival_id, (v.at AT TIME ZONE 'Europe/London')::date, '' FROM mail_arrival v
     WHERE v.council_id = app_council() AND v.case_file_id = app_case_file() AND v.state = 'held'
    UNION ALL SELECT 'given', g.given_id, (g.at AT TIME ZONE 'Europe/London')::date, '' FROM given g
     WHERE g.council_id = app_council() AND g.case_file_id = app_case_file() AND g.seen_at IS NULL
    UNION ALL SELECT 'report', q.advice_request_id, q.due_on, q.asked_of FROM advice_request q
     WHERE q.council_id = app_council() AND q.case_file_id = app_case_file() AND q.answered_at IS NULL AND q.cancelled_at IS NULL
    UNION ALL SELECT 'breach', x.evidence_item_id, (x.report_by AT TIME ZONE 'Europe/London')::date, '' FROM breach x
     WHERE x.council_id = app_council() AND x.case_file_id = app_case_file() AND x.outcome_at IS NULL
    -- From here on not open themselves: letters with a right of appeal, and certificates that may move its time on.
    UNION ALL SELECT 'letter', r.decision_id, r.sent_on, '' FROM release r
     WHERE r.council_id = app_council() AND r.case_file_id = app_case_file() AND r.appeal_by IS NOT NULL
    UNION ALL SELECT 'letter', d.dispute_id, d.notice_sent_on, '' FROM dispute d
     WHERE d.council_id = app_council() AND d.case_file_id = app_case_file() AND d.notice_sent_on IS NOT NULL AND d.ground IS NOT NULL
    UNION ALL SELECT 'plan_made', m.case_milestone_id, m."on", '' FROM case_milestone m
     WHERE m.council_id = app_council() AND m.case_file_id = app_case_file() AND m.what = 'plan_made'
    UNION ALL SELECT 'certificate', k.certificate_id, k.issued_on, '' FROM certificate k
     WHERE k.council_id = app_council() AND k.case_file_id = app_case_file() AND k.issued_on IS NOT NULL
  ) open (what, which, on_day, words)
   WHERE asked_by_staff() AND NOT EXISTS (
     SELECT 1 FROM exclusion e WHERE e.council_id = app_council() AND e.case_file_id = app_case_file() AND e.person_id = app_person())
   ORDER BY on_day NULLS LAST, what, which
$$;--> statement-breakpoint

-- Opens a closed case again: with whoever holds it, or in its team's tray where nobody who can sign in does.
CREATE FUNCTION open_case_again(council uuid, file uuid, why text, because text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE case_file SET closed_at = NULL, in_tray_since = NULL
   WHERE council_id = council AND case_file_id = file AND closed_at IS NOT NULL AND forgotten_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  BEGIN
    PERFORM refuse_unowned(council, file);
  EXCEPTION WHEN check_violation THEN
    UPDATE case_file SET in_tray_since = now() WHERE council_id = council AND case_file_id = file;
  END;
  UPDATE case_closing SET opened_again_at = now(), opened_again_by = app_person(), opened_again_why = why
   WHERE council_id = council AND case_file_id = file AND opened_again_at IS NULL;
  PERFORM history_append(council, file, app_person(), 'case.opened_again', NULL, NULL, jsonb_build_object('because', because));
  RETURN true;
END $$;--> statement-breakpoint
-- By an officer who leads it, with a reason. The command has held their place; this asks again who they are.
CREATE FUNCTION open_my_case_again(why text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN why <> '' AND EXISTS (
    SELECT 1 FROM standing s WHERE s.council_id = app_council() AND s.case_file_id = app_case_file() AND s.person_id = app_person()
       AND s.role IN ('case_officer', 'senior_manager') AND s.ended_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > now()))
    THEN open_case_again(app_council(), app_case_file(), why, 'said') ELSE false END
$$;--> statement-breakpoint
-- Whatever somebody has to see to opens a closed case again: a closed case is on nobody's day, so nothing may wait in one.
CREATE FUNCTION not_on_a_closed_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- Waits for whoever closes it at this moment, and then sees that they did: closing holds the row for update.
  PERFORM 1 FROM case_file c WHERE c.council_id = NEW.council_id AND c.case_file_id = NEW.case_file_id AND c.forgotten_at IS NULL FOR KEY SHARE;
  IF FOUND AND EXISTS (SELECT 1 FROM case_file c WHERE c.council_id = NEW.council_id AND c.case_file_id = NEW.case_file_id AND c.closed_at IS NOT NULL) THEN
    PERFORM open_case_again(NEW.council_id, NEW.case_file_id, '', TG_TABLE_NAME::text);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER not_on_a_closed_case AFTER INSERT ON promise FOR EACH ROW WHEN (NEW.kept_on IS NULL) EXECUTE FUNCTION not_on_a_closed_case();--> statement-breakpoint
CREATE TRIGGER not_on_a_closed_case AFTER INSERT ON dispute FOR EACH ROW EXECUTE FUNCTION not_on_a_closed_case();--> statement-breakpoint
CREATE TRIGGER not_on_a_closed_case AFTER INSERT OR UPDATE OF case_file_id, stage ON appeal
  FOR EACH ROW WHEN (NEW.case_file_id IS NOT NULL AND NEW.stage <> 'closed') EXECUTE FUNCTION not_on_a_closed_case();--> statement-breakpoint
CREATE TRIGGER not_on_a_closed_case AFTER INSERT ON agenda_item FOR EACH ROW EXECUTE FUNCTION not_on_a_closed_case();--> statement-breakpoint
CREATE TRIGGER not_on_a_closed_case AFTER INSERT ON enquiry FOR EACH ROW WHEN (NEW.answered_on IS NULL) EXECUTE FUNCTION not_on_a_closed_case();--> statement-breakpoint
CREATE TRIGGER not_on_a_closed_case AFTER INSERT ON mail_arrival FOR EACH ROW WHEN (NEW.state = 'held') EXECUTE FUNCTION not_on_a_closed_case();--> statement-breakpoint
CREATE TRIGGER not_on_a_closed_case AFTER INSERT ON given FOR EACH ROW EXECUTE FUNCTION not_on_a_closed_case();--> statement-breakpoint
CREATE TRIGGER not_on_a_closed_case AFTER INSERT ON advice_request FOR EACH ROW EXECUTE FUNCTION not_on_a_closed_case();--> statement-breakpoint
CREATE TRIGGER not_on_a_closed_case AFTER INSERT ON evidence_item FOR EACH ROW WHEN (NEW.added_side <> 'council') EXECUTE FUNCTION not_on_a_closed_case();--> statement-breakpoint

-- The closed cases somebody still has a place on, the last one first: a family finds its own, an officer one to open again.
CREATE FUNCTION my_closed_cases() RETURNS TABLE (case_file_id uuid, reference text, child text, last_name text, role text, closed_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.case_file_id, c.reference, c.child_first_name, c.child_last_name, s.role, (c.closed_at AT TIME ZONE 'Europe/London')::date
  FROM standing s
  -- OFFSET 0 keeps this a look-up by key, as in my_cases().
  CROSS JOIN LATERAL (SELECT * FROM case_file f WHERE f.council_id = s.council_id AND f.case_file_id = s.case_file_id OFFSET 0) c
  WHERE s.council_id = app_council() AND s.person_id = app_person() AND s.ended_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > now())
    AND c.closed_at IS NOT NULL AND c.forgotten_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM exclusion e WHERE e.council_id = s.council_id AND e.case_file_id = s.case_file_id AND e.person_id = s.person_id)
  ORDER BY c.closed_at DESC, c.case_file_id LIMIT 200
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION what_keeps_open, open_case_again, open_my_case_again, not_on_a_closed_case, my_closed_cases FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION what_keeps_open, open_my_case_again, my_closed_cases TO common_ground_app;
