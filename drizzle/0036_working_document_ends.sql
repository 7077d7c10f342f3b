-- When an appeal ends, whichever command ended it, its working document is closed with it: nobody types into it any more.
-- With the owner's rights, because the team's own pages have no case in hand and would see no space.
CREATE FUNCTION close_working_document() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE document d SET closed_at = now() FROM space s
   WHERE s.council_id = NEW.council_id AND s.kind = 'working_document' AND s.appeal_id = NEW.appeal_id AND s.closed_at IS NULL
     AND d.council_id = s.council_id AND d.case_file_id = s.case_file_id AND d.subject_id = s.space_id AND d.closed_at IS NULL;
  UPDATE space SET closed_at = now(), closed_by = app_person()
   WHERE council_id = NEW.council_id AND kind = 'working_document' AND appeal_id = NEW.appeal_id AND closed_at IS NULL;
  RETURN NULL;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION close_working_document FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER appeal_ends_its_working_document AFTER UPDATE OF stage ON appeal FOR EACH ROW
  WHEN (NEW.stage = 'closed' AND OLD.stage <> 'closed') EXECUTE FUNCTION close_working_document();--> statement-breakpoint
CREATE INDEX space_appeal ON space (council_id, appeal_id) WHERE appeal_id IS NOT NULL;--> statement-breakpoint

-- Whom an appeal is for decides what a connection may hear. Leaving it counts as a change of their place on the case: every
-- connection they have open ends, and comes back to what is still theirs.
CREATE FUNCTION leave_appeal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE standing s SET epoch = s.epoch + 1 FROM appeal a
   WHERE a.council_id = OLD.council_id AND a.appeal_id = OLD.appeal_id
     AND s.council_id = a.council_id AND s.case_file_id = a.case_file_id AND s.person_id = OLD.person_id AND s.ended_at IS NULL;
  RETURN NULL;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION leave_appeal FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER appeal_party_leaves AFTER UPDATE OF ended_at ON appeal_party FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION leave_appeal();--> statement-breakpoint
CREATE TRIGGER appeal_party_removed AFTER DELETE ON appeal_party FOR EACH ROW EXECUTE FUNCTION leave_appeal();
