ALTER TABLE "invitation" ADD COLUMN "adult_id" uuid;--> statement-breakpoint

-- Nobody is invited to speak for the family before somebody checked who they are to the child. Invitations sent before this
-- rule are left as they were; every new one is held to it, whichever road it is written by.
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_adult" FOREIGN KEY ("council_id","case_file_id","adult_id") REFERENCES "adult"("council_id","case_file_id","adult_id");--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_checked" CHECK ("role" NOT IN ('parent', 'young_person') OR "adult_id" IS NOT NULL) NOT VALID;--> statement-breakpoint

-- Whoever comes in by an invitation is the adult it was for, from the same moment.
CREATE FUNCTION adult_came_in() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE adult SET person_id = NEW.used_by
   WHERE council_id = NEW.council_id AND case_file_id = NEW.case_file_id AND adult_id = NEW.adult_id;
  RETURN NULL;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION adult_came_in FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER adult_came_in AFTER UPDATE OF used_by ON invitation FOR EACH ROW
  WHEN (NEW.used_by IS NOT NULL AND NEW.adult_id IS NOT NULL) EXECUTE FUNCTION adult_came_in();
