DROP INDEX "board_notice_once";--> statement-breakpoint
ALTER TABLE "serious_gap" ADD COLUMN "consent_of" uuid;--> statement-breakpoint
ALTER TABLE "board_meeting" ADD COLUMN "changed_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE INDEX "serious_gap_waiting" ON "serious_gap" USING btree ("council_id","manager_id") WHERE answered_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "serious_gap_once" ON "serious_gap" USING btree ("council_id","case_file_id","evidence_item_id");--> statement-breakpoint
CREATE INDEX "board_notice_latest" ON "board_notice" USING btree ("council_id","case_file_id","board_meeting_id","person_id","queued_at");--> statement-breakpoint

-- Whoever arranges a meeting need not be allowed to see every case on it (somebody may be excluded from one), and yet the
-- count, the order and the members' places must be of all. So these know the whole agenda, and give out ids and nothing else.
CREATE FUNCTION agenda_of(meeting uuid)
RETURNS TABLE (agenda_item_id uuid, case_file_id uuid, "position" integer, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.agenda_item_id, i.case_file_id, i.position, i.state FROM agenda_item i
  WHERE i.council_id = app_council() AND i.board_meeting_id = meeting AND i.state <> 'taken_off'
  ORDER BY i.position, i.agenda_item_id
$$;--> statement-breakpoint

-- What the law says of the cases on an agenda, without saying whose: for whether the day of the meeting may move.
CREATE FUNCTION agenda_limits(meeting uuid)
RETURNS TABLE (question text, request_received_on text, excepted text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.question, c.request_received_on::text, array(
    SELECT e."limit" FROM statutory_exception e
    WHERE e.council_id = i.council_id AND e.case_file_id = i.case_file_id AND e.ended_at IS NULL)
  FROM agenda_item i JOIN case_file c ON c.council_id = i.council_id AND c.case_file_id = i.case_file_id
  WHERE i.council_id = app_council() AND i.board_meeting_id = meeting AND i.state = 'listed'
$$;--> statement-breakpoint

-- One case up or down the agenda, past its neighbour. True when it moved.
CREATE FUNCTION agenda_move(meeting uuid, item uuid, up boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE mine record; other record;
BEGIN
  SELECT agenda_item_id, i.position INTO mine FROM agenda_item i
   WHERE council_id = app_council() AND board_meeting_id = meeting AND agenda_item_id = item AND state = 'listed' FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  SELECT agenda_item_id, i.position INTO other FROM agenda_item i
   WHERE council_id = app_council() AND board_meeting_id = meeting AND state = 'listed'
     AND CASE WHEN up THEN i.position < mine.position ELSE i.position > mine.position END
   ORDER BY CASE WHEN up THEN -i.position ELSE i.position END LIMIT 1 FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE agenda_item SET position = other.position WHERE council_id = app_council() AND agenda_item_id = mine.agenda_item_id;
  UPDATE agenda_item SET position = mine.position WHERE council_id = app_council() AND agenda_item_id = other.agenda_item_id;
  RETURN true;
END $$;--> statement-breakpoint

-- The day of the Board of the case in hand as its agenda says; null for one that is on none. Read through the wall.
CREATE FUNCTION agenda_day(council uuid, file uuid) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT max(m.meets_on) FROM agenda_item i JOIN board_meeting m ON m.council_id = i.council_id AND m.board_meeting_id = i.board_meeting_id
  WHERE i.council_id = council AND i.case_file_id = file AND i.state = 'listed' AND m.cancelled_at IS NULL
$$;--> statement-breakpoint

-- The case files on an agenda where somebody of the family has not been told these words last.
CREATE FUNCTION notices_due(meeting uuid, told text) RETURNS TABLE (case_file_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT i.case_file_id FROM agenda_item i
  JOIN standing s ON s.council_id = i.council_id AND s.case_file_id = i.case_file_id AND s.role IN ('parent', 'young_person')
    AND s.ended_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > now())
  WHERE i.council_id = app_council() AND i.board_meeting_id = meeting AND i.state = 'listed'
    AND NOT EXISTS (SELECT 1 FROM exclusion e WHERE e.council_id = s.council_id AND e.case_file_id = s.case_file_id AND e.person_id = s.person_id)
    AND told IS DISTINCT FROM (SELECT n.words FROM board_notice n WHERE n.council_id = i.council_id AND n.case_file_id = i.case_file_id
      AND n.board_meeting_id = meeting AND n.person_id = s.person_id ORDER BY n.queued_at DESC, n.board_notice_id DESC LIMIT 1)
$$;--> statement-breakpoint

-- Papers that came after the Board had decided, on cases that no later Board looks at, and that nobody has been asked about.
-- A yes to finding out more is not of them: the papers that follow are what was asked for.
CREATE FUNCTION late_papers() RETURNS TABLE (case_file_id uuid, evidence_item_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.case_file_id, p.evidence_item_id
  FROM decision d JOIN evidence_item p ON p.council_id = d.council_id AND p.case_file_id = d.case_file_id
  WHERE d.council_id = app_council() AND d.outcome <> 'assess' AND p.added_at > d.decided_at
    AND p.class = 'case' AND p.state = 'ready' AND p.withdrawn_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM agenda_item i WHERE i.council_id = d.council_id AND i.case_file_id = d.case_file_id
      AND i.state <> 'taken_off' AND i.agenda_item_id > d.agenda_item_id)
    AND NOT EXISTS (SELECT 1 FROM serious_gap g WHERE g.council_id = p.council_id AND g.case_file_id = p.case_file_id
      AND g.evidence_item_id = p.evidence_item_id)
$$;--> statement-breakpoint

-- Who answers for a case: its own senior manager, or whoever is that on most cases of the same team. Never one who is excluded.
CREATE FUNCTION senior_manager_for(file uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.person_id FROM case_file c
  JOIN case_file o ON o.council_id = c.council_id AND o.team_id = c.team_id
  JOIN standing s ON s.council_id = o.council_id AND s.case_file_id = o.case_file_id AND s.role = 'senior_manager'
    AND s."grant" = 'specific' AND s.ended_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > now())
  JOIN person p ON p.council_id = s.council_id AND p.person_id = s.person_id AND p.disabled_at IS NULL
  WHERE c.council_id = app_council() AND c.case_file_id = file
    AND NOT EXISTS (SELECT 1 FROM exclusion e WHERE e.council_id = c.council_id AND e.case_file_id = file AND e.person_id = s.person_id)
    AND NOT EXISTS (SELECT 1 FROM standing h WHERE h.council_id = c.council_id AND h.case_file_id = file AND h.person_id = s.person_id
      AND h.role <> 'senior_manager' AND h.ended_at IS NULL)
  GROUP BY s.person_id ORDER BY bool_or(o.case_file_id = file) DESC, count(*) DESC, s.person_id LIMIT 1
$$;--> statement-breakpoint
DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['agenda_of(uuid)', 'agenda_limits(uuid)', 'agenda_move(uuid, uuid, boolean)', 'notices_due(uuid, text)',
                           'late_papers()', 'senior_manager_for(uuid)']
  LOOP
    EXECUTE 'REVOKE ALL ON FUNCTION ' || f || ' FROM PUBLIC';
    EXECUTE 'GRANT EXECUTE ON FUNCTION ' || f || ' TO common_ground_app';
  END LOOP;
END $$;
