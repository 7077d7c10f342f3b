CREATE TABLE "agreement_copy" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"agreement_id" uuid NOT NULL,
	"format" text NOT NULL,
	"sha256" text NOT NULL,
	"bytes" integer NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agreement_copy_council_id_case_file_id_agreement_id_format_pk" PRIMARY KEY("council_id","case_file_id","agreement_id","format")
);
--> statement-breakpoint
CREATE TABLE "reopen_asked" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"agreement_id" uuid NOT NULL,
	"side" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reopen_asked_council_id_case_file_id_agreement_id_side_pk" PRIMARY KEY("council_id","case_file_id","agreement_id","side")
);
--> statement-breakpoint
CREATE TABLE "signature_reminder" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"signature_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "signature_reminder_council_id_case_file_id_signature_id_pk" PRIMARY KEY("council_id","case_file_id","signature_id")
);
--> statement-breakpoint
ALTER TABLE "agreement_copy" ADD CONSTRAINT "agreement_copy_council_id_case_file_id_agreement_id_agreement_council_id_case_file_id_agreement_id_fk" FOREIGN KEY ("council_id","case_file_id","agreement_id") REFERENCES "public"."agreement"("council_id","case_file_id","agreement_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reopen_asked" ADD CONSTRAINT "reopen_asked_council_id_case_file_id_agreement_id_agreement_council_id_case_file_id_agreement_id_fk" FOREIGN KEY ("council_id","case_file_id","agreement_id") REFERENCES "public"."agreement"("council_id","case_file_id","agreement_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signature_reminder" ADD CONSTRAINT "signature_reminder_council_id_case_file_id_signature_id_signature_council_id_case_file_id_signature_id_fk" FOREIGN KEY ("council_id","case_file_id","signature_id") REFERENCES "public"."signature"("council_id","case_file_id","signature_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint

DO $$
DECLARE t text; in_hand text := '(council_id = app_council() AND (case_file_id = app_case_file() OR (app_case_file() IS NULL AND may_list(council_id, case_file_id))))';
BEGIN
  FOREACH t IN ARRAY ARRAY['agreement_copy', 'reopen_asked', 'signature_reminder']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO common_ground_app', t);
    EXECUTE format('CREATE POLICY the_case_in_hand ON %I TO common_ground_app USING %s WITH CHECK (council_id = app_council() AND case_file_id = app_case_file())', t, in_hand);
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t || '_never_changes', t);
  END LOOP;
END $$;--> statement-breakpoint
CREATE POLICY those_in_it ON reopen_asked AS RESTRICTIVE TO common_ground_app USING (EXISTS
  (SELECT 1 FROM agreement a WHERE a.council_id = reopen_asked.council_id AND a.case_file_id = reopen_asked.case_file_id
      AND a.agreement_id = reopen_asked.agreement_id AND mediation_place(a.council_id, a.mediation_id, app_person()) IS NOT NULL));--> statement-breakpoint
-- Who asked to be reminded is nobody's to see: the round writes it, and no person reads it.
CREATE POLICY no_person ON signature_reminder AS RESTRICTIVE TO common_ground_app USING (app_person() IS NULL);--> statement-breakpoint

-- Whoever chose to sign later, has had the time they asked for, and has not signed what is still open to be signed.
CREATE FUNCTION signing_reminders_due(moment timestamptz)
RETURNS TABLE (case_file_id uuid, mediation_id uuid, signature_id uuid, person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.case_file_id, a.mediation_id, s.signature_id, s.person_id
    FROM signature s
    JOIN agreement a ON a.council_id = s.council_id AND a.case_file_id = s.case_file_id AND a.agreement_id = s.agreement_id
    JOIN mediation m ON m.council_id = a.council_id AND m.case_file_id = a.case_file_id AND m.mediation_id = a.mediation_id AND m.closed_at IS NULL
   WHERE s.council_id = app_council() AND s.choice = 'later' AND s.remind_at <= moment
     AND NOT EXISTS (SELECT 1 FROM signature_reminder r WHERE r.council_id = s.council_id AND r.case_file_id = s.case_file_id AND r.signature_id = s.signature_id)
     AND NOT EXISTS (SELECT 1 FROM agreement_end e WHERE e.council_id = s.council_id AND e.case_file_id = s.case_file_id AND e.agreement_id = s.agreement_id)
     AND NOT EXISTS (SELECT 1 FROM signature later WHERE later.council_id = s.council_id AND later.agreement_id = s.agreement_id
                        AND later.person_id = s.person_id AND later.at > s.at)
     AND mediation_place(s.council_id, a.mediation_id, s.person_id) IS NOT NULL
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION signing_reminders_due FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION signing_reminders_due TO common_ground_app;--> statement-breakpoint

-- The files of a signed agreement belong to it.
CREATE OR REPLACE FUNCTION files_that_belong(files uuid[]) RETURNS TABLE (file_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.evidence_item_id FROM evidence_item i
  WHERE i.council_id = app_council() AND i.evidence_item_id = ANY (files) AND i.scan <> 'infected'
  UNION ALL
  SELECT b.pack_book_id FROM pack_book b WHERE b.council_id = app_council() AND b.pack_book_id = ANY (files)
  UNION ALL
  SELECT a.agreement_id FROM agreement a WHERE a.council_id = app_council() AND a.agreement_id = ANY (files)
$$;
