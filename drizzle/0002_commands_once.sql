CREATE TABLE "space_command" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"command_id" uuid NOT NULL,
	"answer" jsonb,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "space_command_council_id_case_file_id_person_id_command_id_pk" PRIMARY KEY("council_id","case_file_id","person_id","command_id")
);
--> statement-breakpoint
ALTER TABLE "hand" ADD COLUMN "turns_waited" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "space_command" ADD CONSTRAINT "space_command_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "space_open" ON "space" USING btree ("council_id","case_file_id","kind") WHERE closed_at is null;--> statement-breakpoint

-- The wall for the new table: only the case file in hand.
ALTER TABLE "space_command" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "space_command" TO common_ground_app;--> statement-breakpoint
CREATE POLICY the_case_in_hand ON "space_command" TO common_ground_app
  USING (council_id = app_council() AND (case_file_id = app_case_file() OR (app_case_file() IS NULL AND may_list(council_id, case_file_id))))
  WITH CHECK (council_id = app_council() AND case_file_id = app_case_file());--> statement-breakpoint

-- Words put forward never change and never go: they can only be taken back.
CREATE FUNCTION only_taken_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL OR to_jsonb(NEW) - 'withdrawn_at' IS DISTINCT FROM to_jsonb(OLD) - 'withdrawn_at' THEN
    RAISE EXCEPTION 'proposal rows never change' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER proposal_words_never_change BEFORE UPDATE OR DELETE ON "proposal" FOR EACH ROW EXECUTE FUNCTION only_taken_back();
