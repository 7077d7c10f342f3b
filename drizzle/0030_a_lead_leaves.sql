-- Whoever leads a mediation takes away what was theirs alone: notes nobody else may read, and the numbers they gave each side.
-- A trigger, because the council, which ends their part, may not see the rows that have to go.
CREATE FUNCTION lead_leaves() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM pre_call WHERE council_id = NEW.council_id AND mediation_id = NEW.mediation_id;
  DELETE FROM mediator_note WHERE council_id = NEW.council_id AND mediation_id = NEW.mediation_id AND person_id = NEW.person_id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER lead_leaves_nothing AFTER UPDATE OF left_at ON mediation_party FOR EACH ROW
  WHEN (OLD.left_at IS NULL AND NEW.left_at IS NOT NULL AND NEW.coming_as IN ('mediator', 'facilitator')) EXECUTE FUNCTION lead_leaves();
