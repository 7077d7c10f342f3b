-- What ends somebody's access wakes every node, whichever command or hand changed the row. The payload carries ids only.
CREATE FUNCTION wake_for_access() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('common_ground', 'access:' || coalesce(NEW.council_id, OLD.council_id) || ':' || coalesce(NEW.person_id, OLD.person_id));
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER standing_wakes AFTER UPDATE OR DELETE ON standing FOR EACH ROW EXECUTE FUNCTION wake_for_access();--> statement-breakpoint
CREATE TRIGGER exclusion_wakes AFTER INSERT OR DELETE ON exclusion FOR EACH ROW EXECUTE FUNCTION wake_for_access();--> statement-breakpoint
CREATE TRIGGER sign_in_wakes AFTER DELETE ON sign_in FOR EACH ROW EXECUTE FUNCTION wake_for_access();--> statement-breakpoint
CREATE TRIGGER team_member_wakes AFTER DELETE ON team_member FOR EACH ROW EXECUTE FUNCTION wake_for_access();--> statement-breakpoint
CREATE TRIGGER person_wakes AFTER UPDATE OF disabled_at ON person FOR EACH ROW EXECUTE FUNCTION wake_for_access();--> statement-breakpoint

-- A document that is closed, found damaged or put back: every node that has it in memory looks again.
CREATE FUNCTION wake_for_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('common_ground', 'document:' || NEW.council_id || ':' || NEW.document_id);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER document_wakes AFTER UPDATE OF closed_at, epoch, quarantine ON document FOR EACH ROW EXECUTE FUNCTION wake_for_document();
