CREATE TABLE "involvement" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"involvement_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"stays" boolean NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"until" date,
	"said_by" uuid NOT NULL,
	"written_by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "involvement_council_id_case_file_id_involvement_id_pk" PRIMARY KEY("council_id","case_file_id","involvement_id")
);
--> statement-breakpoint
CREATE TABLE "stage_move" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"stage_move_id" uuid NOT NULL,
	"from" text,
	"to" text NOT NULL,
	"on" date NOT NULL,
	"by" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stage_move_council_id_case_file_id_stage_move_id_pk" PRIMARY KEY("council_id","case_file_id","stage_move_id")
);
--> statement-breakpoint
CREATE TABLE "enquiry" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"enquiry_id" uuid NOT NULL,
	"asked_by" text NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"asked_on" date NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"consent" boolean,
	"consent_by" uuid,
	"consent_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"link_hash" text,
	"expires_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"last_opened_at" timestamp with time zone,
	"answered_on" date,
	"answered_by" uuid,
	CONSTRAINT "enquiry_council_id_case_file_id_enquiry_id_pk" PRIMARY KEY("council_id","case_file_id","enquiry_id")
);
--> statement-breakpoint
CREATE TABLE "handover" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"handover_id" uuid NOT NULL,
	"from_person_id" uuid,
	"to_person_id" uuid,
	"note" text NOT NULL,
	"ring_by" date,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "handover_council_id_case_file_id_handover_id_pk" PRIMARY KEY("council_id","case_file_id","handover_id")
);
--> statement-breakpoint
CREATE TABLE "case_address" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"word" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_address_council_id_case_file_id_pk" PRIMARY KEY("council_id","case_file_id"),
	CONSTRAINT "case_address_word_unique" UNIQUE("word")
);
--> statement-breakpoint
CREATE TABLE "contact_attachment" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"contact_entry_id" uuid NOT NULL,
	"evidence_item_id" uuid NOT NULL,
	CONSTRAINT "contact_attachment_council_id_case_file_id_contact_entry_id_evidence_item_id_pk" PRIMARY KEY("council_id","case_file_id","contact_entry_id","evidence_item_id")
);
--> statement-breakpoint
CREATE TABLE "contact_entry" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"contact_entry_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"direction" text NOT NULL,
	"with_person_id" uuid,
	"author_id" uuid,
	"automatic" boolean DEFAULT false NOT NULL,
	"words" text NOT NULL,
	"mode" text,
	"who_was_there" text DEFAULT '' NOT NULL,
	"came" text,
	"happened_at" timestamp with time zone NOT NULL,
	"chases" boolean DEFAULT false NOT NULL,
	"answers_id" uuid,
	"hard" boolean DEFAULT false NOT NULL,
	"why_not_as_asked" text DEFAULT '' NOT NULL,
	"next_on" date,
	"waits_for" text DEFAULT '' NOT NULL,
	"team_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contact_entry_council_id_case_file_id_contact_entry_id_pk" PRIMARY KEY("council_id","case_file_id","contact_entry_id")
);
--> statement-breakpoint
CREATE TABLE "contact_sending" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"contact_entry_id" uuid NOT NULL,
	"outbox_id" uuid NOT NULL,
	"to_person_id" uuid,
	"bounced_at" timestamp with time zone,
	"posted_on" date,
	"posted_by" uuid,
	CONSTRAINT "contact_sending_council_id_case_file_id_contact_entry_id_outbox_id_pk" PRIMARY KEY("council_id","case_file_id","contact_entry_id","outbox_id")
);
--> statement-breakpoint
CREATE TABLE "contact_setting" (
	"council_id" uuid NOT NULL,
	"contact_setting_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"acknowledge_days" integer NOT NULL,
	"reply_days" integer NOT NULL,
	"call_back_days" integer NOT NULL,
	"channels" text[] NOT NULL,
	"opens_at" text NOT NULL,
	"closes_at" text NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	"by" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contact_setting_council_id_contact_setting_id_pk" PRIMARY KEY("council_id","contact_setting_id")
);
--> statement-breakpoint
CREATE TABLE "holding_reply" (
	"council_id" uuid NOT NULL,
	"holding_reply_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"words" text NOT NULL,
	"written_by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "holding_reply_council_id_holding_reply_id_pk" PRIMARY KEY("council_id","holding_reply_id")
);
--> statement-breakpoint
CREATE TABLE "mail_arrival" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"mail_arrival_id" uuid NOT NULL,
	"once" text NOT NULL,
	"from_address" text DEFAULT '' NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"state" text NOT NULL,
	"because" text DEFAULT '' NOT NULL,
	"proven" boolean DEFAULT false NOT NULL,
	"contact_entry_id" uuid,
	"seen_by" uuid,
	"seen_at" timestamp with time zone,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mail_arrival_council_id_case_file_id_mail_arrival_id_pk" PRIMARY KEY("council_id","case_file_id","mail_arrival_id")
);
--> statement-breakpoint
CREATE TABLE "wording_term" (
	"council_id" uuid NOT NULL,
	"wording_term_id" uuid NOT NULL,
	"term" text NOT NULL,
	"fault" text NOT NULL,
	"instead" text DEFAULT '' NOT NULL,
	"added_by" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	CONSTRAINT "wording_term_council_id_wording_term_id_pk" PRIMARY KEY("council_id","wording_term_id")
);
--> statement-breakpoint
CREATE TABLE "casework_sample" (
	"council_id" uuid NOT NULL,
	"casework_sample_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"size" integer NOT NULL,
	"case_file_ids" uuid[] NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "casework_sample_council_id_casework_sample_id_pk" PRIMARY KEY("council_id","casework_sample_id")
);
--> statement-breakpoint
CREATE TABLE "complaint" (
	"council_id" uuid NOT NULL,
	"complaint_id" uuid NOT NULL,
	"number" text DEFAULT '' NOT NULL,
	"case_file_id" uuid,
	"team_id" uuid,
	"level" text NOT NULL,
	"themes" text[] NOT NULL,
	"received_on" date NOT NULL,
	"closed_on" date,
	"upheld" text,
	"learned" text DEFAULT '' NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "complaint_council_id_complaint_id_pk" PRIMARY KEY("council_id","complaint_id")
);
--> statement-breakpoint
CREATE TABLE "learning_action" (
	"council_id" uuid NOT NULL,
	"learning_action_id" uuid NOT NULL,
	"theme" text NOT NULL,
	"you_said" text NOT NULL,
	"we_did" text NOT NULL,
	"by_when" date,
	"done_on" date,
	"helped" text DEFAULT '' NOT NULL,
	"published_at" timestamp with time zone,
	"published_by" uuid,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "learning_action_council_id_learning_action_id_pk" PRIMARY KEY("council_id","learning_action_id")
);
--> statement-breakpoint
CREATE TABLE "month_baseline" (
	"council_id" uuid NOT NULL,
	"month_baseline_id" uuid NOT NULL,
	"figure" text NOT NULL,
	"value" double precision NOT NULL,
	"period" text NOT NULL,
	"source" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "month_baseline_council_id_month_baseline_id_pk" PRIMARY KEY("council_id","month_baseline_id")
);
--> statement-breakpoint
CREATE TABLE "council_duty" (
	"council_id" uuid NOT NULL,
	"council_duty_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"duty" text NOT NULL,
	"given_by" uuid,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	CONSTRAINT "council_duty_council_id_council_duty_id_pk" PRIMARY KEY("council_id","council_duty_id")
);
--> statement-breakpoint
CREATE TABLE "cover" (
	"council_id" uuid NOT NULL,
	"cover_id" uuid NOT NULL,
	"away_id" uuid NOT NULL,
	"covered_by" uuid NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	CONSTRAINT "cover_council_id_cover_id_pk" PRIMARY KEY("council_id","cover_id")
);
--> statement-breakpoint
CREATE TABLE "leaving" (
	"council_id" uuid NOT NULL,
	"leaving_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended" jsonb NOT NULL,
	CONSTRAINT "leaving_council_id_leaving_id_pk" PRIMARY KEY("council_id","leaving_id")
);
--> statement-breakpoint
CREATE TABLE "data_request" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"data_request_id" uuid NOT NULL,
	"asked_by" uuid,
	"asked_by_name" text NOT NULL,
	"about" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"received_on" date NOT NULL,
	"identity_how" text DEFAULT '' NOT NULL,
	"extended_on" date,
	"extended_why" text DEFAULT '' NOT NULL,
	"clarify_asked_on" date,
	"clarify_answered_on" date,
	"state" text DEFAULT 'received' NOT NULL,
	"gathered_at" timestamp with time zone,
	"ready_by" uuid,
	"ready_at" timestamp with time zone,
	"released_by" uuid,
	"released_at" timestamp with time zone,
	"closed_why" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "data_request_council_id_case_file_id_data_request_id_pk" PRIMARY KEY("council_id","case_file_id","data_request_id")
);
--> statement-breakpoint
CREATE TABLE "data_request_item" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"data_request_item_id" uuid NOT NULL,
	"data_request_id" uuid NOT NULL,
	"class" text NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"words" text NOT NULL,
	"flags" text[] DEFAULT '{}' NOT NULL,
	"decision" text,
	"words_out" text,
	"exemption" text DEFAULT '' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	CONSTRAINT "data_request_item_council_id_case_file_id_data_request_item_id_pk" PRIMARY KEY("council_id","case_file_id","data_request_item_id")
);
--> statement-breakpoint
CREATE TABLE "erasure" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"erasure_id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" text DEFAULT '' NOT NULL,
	"why" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"asked_by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"done_by" uuid,
	"done_at" timestamp with time zone,
	"what" text DEFAULT '' NOT NULL,
	"cancelled_at" timestamp with time zone,
	"whole" boolean DEFAULT false NOT NULL,
	CONSTRAINT "erasure_council_id_case_file_id_erasure_id_pk" PRIMARY KEY("council_id","case_file_id","erasure_id")
);
--> statement-breakpoint
CREATE TABLE "legal_hold" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"legal_hold_id" uuid NOT NULL,
	"why" text NOT NULL,
	"words" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_by" uuid,
	"ended_at" timestamp with time zone,
	"ended_why" text DEFAULT '' NOT NULL,
	CONSTRAINT "legal_hold_council_id_case_file_id_legal_hold_id_pk" PRIMARY KEY("council_id","case_file_id","legal_hold_id")
);
--> statement-breakpoint
CREATE TABLE "retention_rule" (
	"council_id" uuid NOT NULL,
	"retention_rule_id" uuid NOT NULL,
	"class" text NOT NULL,
	"years" integer NOT NULL,
	"counted_from" text NOT NULL,
	"source" text NOT NULL,
	"by" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "retention_rule_council_id_retention_rule_id_pk" PRIMARY KEY("council_id","retention_rule_id")
);
--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "reply_to" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "message_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "automatic" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "waits_for" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "in_tray_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "restricted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "forgotten_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "for_person_id" uuid;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "team_id" uuid;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "kept_entry_id" uuid;--> statement-breakpoint
ALTER TABLE "involvement" ADD CONSTRAINT "involvement_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stage_move" ADD CONSTRAINT "stage_move_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiry" ADD CONSTRAINT "enquiry_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handover" ADD CONSTRAINT "handover_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_address" ADD CONSTRAINT "case_address_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_attachment" ADD CONSTRAINT "contact_attachment_council_id_case_file_id_contact_entry_id_contact_entry_council_id_case_file_id_contact_entry_id_fk" FOREIGN KEY ("council_id","case_file_id","contact_entry_id") REFERENCES "public"."contact_entry"("council_id","case_file_id","contact_entry_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_entry" ADD CONSTRAINT "contact_entry_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_sending" ADD CONSTRAINT "contact_sending_council_id_case_file_id_contact_entry_id_contact_entry_council_id_case_file_id_contact_entry_id_fk" FOREIGN KEY ("council_id","case_file_id","contact_entry_id") REFERENCES "public"."contact_entry"("council_id","case_file_id","contact_entry_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_arrival" ADD CONSTRAINT "mail_arrival_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_request" ADD CONSTRAINT "data_request_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_request_item" ADD CONSTRAINT "data_request_item_council_id_case_file_id_data_request_id_data_request_council_id_case_file_id_data_request_id_fk" FOREIGN KEY ("council_id","case_file_id","data_request_id") REFERENCES "public"."data_request"("council_id","case_file_id","data_request_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure" ADD CONSTRAINT "erasure_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legal_hold" ADD CONSTRAINT "legal_hold_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "involvement_person" ON "involvement" USING btree ("council_id","case_file_id","person_id");--> statement-breakpoint
CREATE INDEX "stage_move_on" ON "stage_move" USING btree ("council_id","on");--> statement-breakpoint
CREATE UNIQUE INDEX "enquiry_link" ON "enquiry" USING btree ("council_id","link_hash");--> statement-breakpoint
CREATE INDEX "enquiry_asked" ON "enquiry" USING btree ("council_id","asked_on");--> statement-breakpoint
CREATE INDEX "handover_latest" ON "handover" USING btree ("council_id","case_file_id","at");--> statement-breakpoint
CREATE INDEX "contact_entry_happened" ON "contact_entry" USING btree ("council_id","case_file_id","happened_at");--> statement-breakpoint
CREATE INDEX "contact_entry_of_month" ON "contact_entry" USING btree ("council_id","happened_at");--> statement-breakpoint
CREATE INDEX "contact_sending_outbox" ON "contact_sending" USING btree ("council_id","outbox_id");--> statement-breakpoint
CREATE INDEX "holding_reply_latest" ON "holding_reply" USING btree ("council_id","team_id","stage","at");--> statement-breakpoint
CREATE UNIQUE INDEX "mail_arrival_once" ON "mail_arrival" USING btree ("council_id","case_file_id","once");--> statement-breakpoint
CREATE INDEX "complaint_received" ON "complaint" USING btree ("council_id","received_on");--> statement-breakpoint
CREATE UNIQUE INDEX "council_duty_live" ON "council_duty" USING btree ("council_id","person_id","duty") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "cover_away" ON "cover" USING btree ("council_id","away_id","to_on");--> statement-breakpoint
CREATE INDEX "cover_by" ON "cover" USING btree ("council_id","covered_by","to_on");--> statement-breakpoint
CREATE INDEX "data_request_received" ON "data_request" USING btree ("council_id","received_on");--> statement-breakpoint
CREATE UNIQUE INDEX "data_request_item_once" ON "data_request_item" USING btree ("council_id","data_request_id","source","source_id");--> statement-breakpoint
CREATE INDEX "retention_rule_latest" ON "retention_rule" USING btree ("council_id","class","at");--> statement-breakpoint
CREATE INDEX "promise_open" ON "promise" USING btree ("council_id","case_file_id","kind") WHERE kept_on is null and replaced_at is null;--> statement-breakpoint
-- A case that a parent who works for the council has here: their team's duty is no way in.
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
  WHERE c.council_id = council AND c.case_file_id = file
$$;--> statement-breakpoint
-- What somebody answers for over the whole council, now.
CREATE FUNCTION has_duty(which text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM council_duty d JOIN person p ON p.council_id = d.council_id AND p.person_id = d.person_id AND p.disabled_at IS NULL
   WHERE d.council_id = app_council() AND d.person_id = app_person() AND d.duty = which AND d.ended_at IS NULL)
$$;--> statement-breakpoint
-- The same, held still until the transaction ends.
CREATE FUNCTION hold_duty(which text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM council_duty d JOIN person p ON p.council_id = d.council_id AND p.person_id = d.person_id AND p.disabled_at IS NULL
    WHERE d.council_id = app_council() AND d.person_id = app_person() AND d.duty = which AND d.ended_at IS NULL FOR SHARE OF d;
  RETURN FOUND;
END $$;--> statement-breakpoint
-- The areas' teams this person works in, and whether they lead them.
CREATE FUNCTION my_area_teams() RETURNS TABLE (team_id uuid, leads boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.team_id, m.leads FROM team_member m
    JOIN team t ON t.council_id = m.council_id AND t.team_id = m.team_id AND t.kind = 'area'
    JOIN person p ON p.council_id = m.council_id AND p.person_id = m.person_id AND p.kind = 'staff' AND p.disabled_at IS NULL
   WHERE m.council_id = app_council() AND m.person_id = app_person()
$$;--> statement-breakpoint
-- The council's staff, and what is done by nobody: the rounds.
CREATE FUNCTION on_councils_side() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT app_person() IS NULL OR asked_by_staff()
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION has_duty, hold_duty, my_area_teams, on_councils_side FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION has_duty, hold_duty, my_area_teams, on_councils_side TO common_ground_app;--> statement-breakpoint

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['contact_entry', 'contact_attachment', 'contact_sending', 'case_address', 'mail_arrival', 'contact_setting',
                           'holding_reply', 'handover', 'cover', 'leaving', 'council_duty', 'wording_term', 'enquiry', 'stage_move',
                           'involvement', 'data_request', 'data_request_item', 'retention_rule', 'legal_hold', 'erasure',
                           'complaint', 'learning_action', 'casework_sample', 'month_baseline']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO common_ground_app', t);
  END LOOP;
  -- On a case: the one in hand, or those the person may list.
  FOREACH t IN ARRAY ARRAY['contact_entry', 'contact_attachment', 'contact_sending', 'case_address', 'mail_arrival', 'handover',
                           'enquiry', 'stage_move', 'involvement']
  LOOP
    EXECUTE format('CREATE POLICY the_case_in_hand ON %I TO common_ground_app USING (council_id = app_council() AND
      (case_file_id = app_case_file() OR (app_case_file() IS NULL AND may_list(council_id, case_file_id))))
      WITH CHECK (council_id = app_council() AND case_file_id = app_case_file())', t);
  END LOOP;
  -- What one family member and the council say to each other is not another family member's to read (A28).
  FOREACH t IN ARRAY ARRAY['contact_attachment', 'contact_sending']
  LOOP
    EXECUTE format('CREATE POLICY with_its_entry ON %1$I AS RESTRICTIVE TO common_ground_app USING (EXISTS
      (SELECT 1 FROM contact_entry e WHERE e.council_id = %1$I.council_id AND e.case_file_id = %1$I.case_file_id AND e.contact_entry_id = %1$I.contact_entry_id))', t);
  END LOOP;
  -- What is for the council alone.
  FOREACH t IN ARRAY ARRAY['mail_arrival', 'handover']
  LOOP
    EXECUTE format('CREATE POLICY the_council_looks ON %I AS RESTRICTIVE TO common_ground_app USING ((SELECT on_councils_side()))', t);
  END LOOP;
  -- What the council's staff may read, and what it takes to write it.
  FOREACH t IN ARRAY ARRAY['contact_setting', 'holding_reply', 'cover', 'leaving', 'council_duty', 'retention_rule', 'month_baseline']
  LOOP
    EXECUTE format('CREATE POLICY staff_read ON %I FOR SELECT TO common_ground_app USING (council_id = app_council() AND (SELECT on_councils_side()))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['contact_setting', 'month_baseline']
  LOOP
    EXECUTE format('CREATE POLICY the_director_adds ON %I FOR INSERT TO common_ground_app WITH CHECK (council_id = app_council() AND (SELECT has_duty(''director'')))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['handover', 'leaving', 'holding_reply', 'contact_setting', 'retention_rule', 'casework_sample', 'month_baseline', 'contact_attachment']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t || '_never_changes', t);
  END LOOP;
END $$;--> statement-breakpoint
CREATE POLICY between_the_two ON contact_entry AS RESTRICTIVE TO common_ground_app
  USING (with_person_id IS NULL OR with_person_id = app_person() OR (SELECT on_councils_side()))
  WITH CHECK (with_person_id IS NULL OR with_person_id = app_person() OR (SELECT on_councils_side()));--> statement-breakpoint
CREATE POLICY to_whom_it_was_made ON promise AS RESTRICTIVE TO common_ground_app
  USING (for_person_id IS NULL OR for_person_id = app_person() OR (SELECT on_councils_side()));--> statement-breakpoint
CREATE POLICY staff_of_the_team ON holding_reply FOR INSERT TO common_ground_app
  WITH CHECK (council_id = app_council() AND written_by = app_person() AND team_id IN (SELECT team_id FROM my_area_teams()));--> statement-breakpoint
-- Who is away: themselves, or who leads a team they are both in.
CREATE FUNCTION may_arrange_for(who uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT asked_by_staff() AND (who = app_person() OR has_duty('director') OR EXISTS (
    SELECT 1 FROM team_member m JOIN my_area_teams() mine ON mine.team_id = m.team_id AND mine.leads
     WHERE m.council_id = app_council() AND m.person_id = who))
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION may_arrange_for FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION may_arrange_for TO common_ground_app;--> statement-breakpoint
CREATE POLICY arranged ON cover FOR INSERT TO common_ground_app WITH CHECK (council_id = app_council() AND by = app_person() AND may_arrange_for(away_id));--> statement-breakpoint
CREATE POLICY ended ON cover FOR UPDATE TO common_ground_app USING (council_id = app_council() AND may_arrange_for(away_id));--> statement-breakpoint
CREATE POLICY written ON leaving FOR INSERT TO common_ground_app WITH CHECK (council_id = app_council() AND by = app_person() AND person_id <> app_person() AND may_arrange_for(person_id));--> statement-breakpoint
-- Nobody gives a duty to themselves (J10).
CREATE POLICY given ON council_duty FOR INSERT TO common_ground_app
  WITH CHECK (council_id = app_council() AND given_by = app_person() AND person_id <> app_person() AND (SELECT has_duty('director')));--> statement-breakpoint
CREATE POLICY ended ON council_duty FOR UPDATE TO common_ground_app USING (council_id = app_council() AND (SELECT has_duty('director')));--> statement-breakpoint
CREATE POLICY staff_read ON wording_term FOR SELECT TO common_ground_app USING (council_id = app_council() AND ((SELECT on_councils_side()) OR (SELECT has_duty('parent_panel'))));--> statement-breakpoint
CREATE POLICY the_panel_adds ON wording_term FOR INSERT TO common_ground_app WITH CHECK (council_id = app_council() AND (SELECT has_duty('parent_panel') OR has_duty('director')));--> statement-breakpoint
CREATE POLICY the_panel_ends ON wording_term FOR UPDATE TO common_ground_app USING (council_id = app_council() AND (SELECT has_duty('parent_panel') OR has_duty('director')));--> statement-breakpoint
-- Requests for records: whoever answers them, at a desk; and who asked, on their case. What is gathered, only the first, until it is released.
CREATE POLICY desk_or_asker ON data_request TO common_ground_app USING (council_id = app_council() AND
  (app_person() IS NULL OR (SELECT has_duty('records')) OR (case_file_id = app_case_file() AND asked_by = app_person())));--> statement-breakpoint
CREATE POLICY desk_or_asker ON data_request_item TO common_ground_app USING (council_id = app_council() AND
  (app_person() IS NULL OR (SELECT has_duty('records')) OR (case_file_id = app_case_file() AND decision IN ('include', 'hide_parts') AND EXISTS
    (SELECT 1 FROM data_request r WHERE r.council_id = data_request_item.council_id AND r.case_file_id = data_request_item.case_file_id
       AND r.data_request_id = data_request_item.data_request_id AND r.state = 'released' AND r.asked_by = app_person()))));--> statement-breakpoint
CREATE POLICY records_adds ON retention_rule FOR INSERT TO common_ground_app WITH CHECK (council_id = app_council() AND (SELECT has_duty('records')));--> statement-breakpoint
CREATE POLICY case_or_desk ON legal_hold TO common_ground_app USING (council_id = app_council() AND
  (app_person() IS NULL OR (SELECT has_duty('records')) OR (case_file_id = app_case_file() AND (SELECT asked_by_staff()))));--> statement-breakpoint
CREATE POLICY the_desk ON erasure TO common_ground_app USING (council_id = app_council() AND (app_person() IS NULL OR (SELECT has_duty('records'))));--> statement-breakpoint
CREATE POLICY who_keeps_them ON complaint TO common_ground_app USING (council_id = app_council() AND (SELECT has_duty('complaints') OR has_duty('director')));--> statement-breakpoint
-- What was learned is anybody's to read once it is published.
CREATE POLICY published ON learning_action FOR SELECT TO common_ground_app USING (council_id = app_council() AND published_at IS NOT NULL);--> statement-breakpoint
CREATE POLICY who_keeps_them ON learning_action TO common_ground_app USING (council_id = app_council() AND (SELECT has_duty('complaints') OR has_duty('director')));--> statement-breakpoint
CREATE POLICY who_samples ON casework_sample TO common_ground_app USING (council_id = app_council() AND (SELECT has_duty('portfolio_holder') OR has_duty('director')));--> statement-breakpoint

-- An entry stays as it was said; forgetting empties its words, and nothing else of it.
CREATE FUNCTION only_forgotten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.words <> '' OR to_jsonb(NEW) - '{words,who_was_there,waits_for,why_not_as_asked}'::text[]
     IS DISTINCT FROM to_jsonb(OLD) - '{words,who_was_there,waits_for,why_not_as_asked}'::text[] THEN
    RAISE EXCEPTION 'contact_entry rows never change' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER contact_entry_only_forgotten BEFORE UPDATE OR DELETE ON contact_entry FOR EACH ROW EXECUTE FUNCTION only_forgotten();--> statement-breakpoint

-- Only what was agreed or ordered is reminded of, asked about and raised; the clocks of the thread stand on everybody's page.
CREATE OR REPLACE FUNCTION promises_waiting(todays_date date, remind_up_to date) RETURNS TABLE (case_file_id uuid, promise_id uuid, what text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.case_file_id, p.promise_id, w.what FROM promise p CROSS JOIN LATERAL (
    SELECT 'remind' AS what WHERE p.kept_on IS NULL AND p.reminded_at IS NULL AND p.due_on BETWEEN todays_date AND remind_up_to
    UNION ALL
    SELECT 'ask' WHERE (p.asked_at IS NULL AND todays_date >= least(p.made_on + 14, p.due_on))
      OR (p.kept_on IS NULL AND p.due_on <= todays_date AND (p.asked_at AT TIME ZONE 'Europe/London')::date < p.due_on)
    UNION ALL
    SELECT 'raise' WHERE p.raised_at IS NULL AND p.due_on < todays_date AND (p.kept_on IS NULL OR 'not_done' = (
      SELECT r.says FROM promise_report r WHERE r.council_id = p.council_id AND r.case_file_id = p.case_file_id
         AND r.promise_id = p.promise_id AND r.side = 'family' ORDER BY r.at DESC, r.promise_report_id DESC LIMIT 1))
  ) w
   WHERE p.council_id = app_council() AND p.replaced_at IS NULL AND p.kind IN ('clause', 'order')
$$;--> statement-breakpoint
CREATE INDEX promise_agreed ON promise (council_id, due_on) WHERE kind IN ('clause', 'order') AND replaced_at IS NULL;--> statement-breakpoint
-- Where every case stands today, so that how long families wait can be counted from now on.
INSERT INTO stage_move (council_id, case_file_id, stage_move_id, "from", "to", "on")
  SELECT council_id, case_file_id, gen_random_uuid(), NULL, stage, request_received_on FROM case_file;
