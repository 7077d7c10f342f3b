CREATE TABLE "promise" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"promise_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"clause_number" integer NOT NULL,
	"step" integer DEFAULT 1 NOT NULL,
	"words" text NOT NULL,
	"owner_body" text NOT NULL,
	"owner_name" text NOT NULL,
	"owner_id" uuid,
	"due_on" date,
	"due_source" text NOT NULL,
	"how_known" text DEFAULT '' NOT NULL,
	"made_on" date NOT NULL,
	"kept_on" date,
	"kept_by" uuid,
	"kept_words" text DEFAULT '' NOT NULL,
	"asked_at" timestamp with time zone,
	"raised_at" timestamp with time zone,
	"raised_to" uuid,
	"replaced_at" timestamp with time zone,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "promise_council_id_case_file_id_promise_id_pk" PRIMARY KEY("council_id","case_file_id","promise_id")
);
--> statement-breakpoint
CREATE TABLE "promise_report" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"promise_report_id" uuid NOT NULL,
	"promise_id" uuid NOT NULL,
	"side" text NOT NULL,
	"says" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "promise_report_council_id_case_file_id_promise_report_id_pk" PRIMARY KEY("council_id","case_file_id","promise_report_id")
);
--> statement-breakpoint
CREATE TABLE "pilot_figure" (
	"council_id" uuid NOT NULL,
	"pilot_figure_id" uuid NOT NULL,
	"name" text NOT NULL,
	"period" text NOT NULL,
	"from" date,
	"to" date,
	"value" double precision NOT NULL,
	"source" text NOT NULL,
	"entered_by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pilot_figure_council_id_pilot_figure_id_pk" PRIMARY KEY("council_id","pilot_figure_id")
);
--> statement-breakpoint
CREATE TABLE "agreement" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"agreement_id" uuid NOT NULL,
	"mediation_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"text" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"history_head" text NOT NULL,
	"drawn_up_by" uuid NOT NULL,
	"drawn_up_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agreement_council_id_case_file_id_agreement_id_pk" PRIMARY KEY("council_id","case_file_id","agreement_id")
);
--> statement-breakpoint
CREATE TABLE "agreement_end" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"agreement_id" uuid NOT NULL,
	"end" text NOT NULL,
	"signed_on" date,
	"why" text DEFAULT '' NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agreement_end_council_id_case_file_id_agreement_id_pk" PRIMARY KEY("council_id","case_file_id","agreement_id")
);
--> statement-breakpoint
CREATE TABLE "signature" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"signature_id" uuid NOT NULL,
	"agreement_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"choice" text NOT NULL,
	"sha256" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"asked" text DEFAULT 'waited' NOT NULL,
	"remind_at" timestamp with time zone,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "signature_council_id_case_file_id_signature_id_pk" PRIMARY KEY("council_id","case_file_id","signature_id")
);
--> statement-breakpoint
CREATE TABLE "clause" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"clause_id" uuid NOT NULL,
	"mediation_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"officer" text DEFAULT '' NOT NULL,
	"officer_id" uuid,
	"plan_section" text DEFAULT '' NOT NULL,
	"new_wording" text DEFAULT '' NOT NULL,
	"legal_class" text,
	"kind" text,
	"agreed_date" date,
	"how_known" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"check_asked_by" uuid,
	"check_side" text,
	"check_who" text DEFAULT '' NOT NULL,
	"check_by" timestamp with time zone,
	"check_raised_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"issue_id" uuid,
	"added_by" uuid NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "clause_council_id_case_file_id_clause_id_pk" PRIMARY KEY("council_id","case_file_id","clause_id")
);
--> statement-breakpoint
CREATE TABLE "clause_saying" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"clause_saying_id" uuid NOT NULL,
	"clause_id" uuid NOT NULL,
	"side" text NOT NULL,
	"says" text NOT NULL,
	"version" integer NOT NULL,
	"sha256" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "clause_saying_council_id_case_file_id_clause_saying_id_pk" PRIMARY KEY("council_id","case_file_id","clause_saying_id")
);
--> statement-breakpoint
CREATE TABLE "not_agreed" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"not_agreed_id" uuid NOT NULL,
	"mediation_id" uuid NOT NULL,
	"title" text NOT NULL,
	"issue_id" uuid,
	"family_words" text DEFAULT '' NOT NULL,
	"council_words" text DEFAULT '' NOT NULL,
	"would_settle" text DEFAULT '' NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "not_agreed_council_id_case_file_id_not_agreed_id_pk" PRIMARY KEY("council_id","case_file_id","not_agreed_id")
);
--> statement-breakpoint
CREATE TABLE "mediation_rating" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"mediation_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"rating" integer NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mediation_rating_council_id_case_file_id_mediation_id_person_id_pk" PRIMARY KEY("council_id","case_file_id","mediation_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "outcome_private" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"mediation_id" uuid NOT NULL,
	"fields" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "outcome_private_council_id_case_file_id_mediation_id_pk" PRIMARY KEY("council_id","case_file_id","mediation_id")
);
--> statement-breakpoint
CREATE TABLE "outcome_record" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"mediation_id" uuid NOT NULL,
	"outcome" text,
	"open" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"written_by" uuid NOT NULL,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	"shared_at" timestamp with time zone,
	"shared_sha256" text,
	CONSTRAINT "outcome_record_council_id_case_file_id_mediation_id_pk" PRIMARY KEY("council_id","case_file_id","mediation_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_time" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"meeting_time_id" uuid NOT NULL,
	"mediation_id" uuid NOT NULL,
	"on" date NOT NULL,
	"starts_at" text NOT NULL,
	"ends_at" text NOT NULL,
	"offered_by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"taken_back_at" timestamp with time zone,
	CONSTRAINT "meeting_time_council_id_case_file_id_meeting_time_id_pk" PRIMARY KEY("council_id","case_file_id","meeting_time_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_time_answer" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"meeting_time_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"can" boolean NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "meeting_time_answer_council_id_case_file_id_meeting_time_id_person_id_pk" PRIMARY KEY("council_id","case_file_id","meeting_time_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "side_statement" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"mediation_id" uuid NOT NULL,
	"side" text NOT NULL,
	"issues" text DEFAULT '' NOT NULL,
	"hoped_for" text DEFAULT '' NOT NULL,
	"child_views" text DEFAULT '' NOT NULL,
	"written_by" uuid NOT NULL,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	"may_exchange_at" timestamp with time zone,
	"may_exchange_by" uuid,
	CONSTRAINT "side_statement_council_id_case_file_id_mediation_id_side_pk" PRIMARY KEY("council_id","case_file_id","mediation_id","side")
);
--> statement-breakpoint
CREATE TABLE "carried" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"carried_id" uuid NOT NULL,
	"mediation_id" uuid NOT NULL,
	"from_side" text NOT NULL,
	"shown_to" text NOT NULL,
	"words" text NOT NULL,
	"carried_by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "carried_council_id_case_file_id_carried_id_pk" PRIMARY KEY("council_id","case_file_id","carried_id")
);
--> statement-breakpoint
CREATE TABLE "mediator_note" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"mediation_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mediator_note_council_id_case_file_id_mediation_id_person_id_pk" PRIMARY KEY("council_id","case_file_id","mediation_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "private_note" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"private_note_id" uuid NOT NULL,
	"mediation_id" uuid NOT NULL,
	"side" text NOT NULL,
	"person_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"may_share_at" timestamp with time zone,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "private_note_council_id_case_file_id_private_note_id_pk" PRIMARY KEY("council_id","case_file_id","private_note_id")
);
--> statement-breakpoint
CREATE TABLE "private_room" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"mediation_id" uuid NOT NULL,
	"side" text NOT NULL,
	"private_room_id" uuid NOT NULL,
	"kind" text DEFAULT 'sealed' NOT NULL,
	"called_at" timestamp with time zone,
	"back_asked_at" timestamp with time zone,
	"back_answer" text,
	CONSTRAINT "private_room_council_id_case_file_id_mediation_id_side_pk" PRIMARY KEY("council_id","case_file_id","mediation_id","side")
);
--> statement-breakpoint
CREATE TABLE "certificate" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"certificate_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"clock_from" date NOT NULL,
	"due_on" date,
	"issued_on" date,
	"issued_by" text DEFAULT '' NOT NULL,
	"written_by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "certificate_council_id_case_file_id_certificate_id_pk" PRIMARY KEY("council_id","case_file_id","certificate_id")
);
--> statement-breakpoint
CREATE TABLE "dispute" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"raised_by" uuid NOT NULL,
	"raised_side" text NOT NULL,
	"raised_at" timestamp with time zone DEFAULT now() NOT NULL,
	"rights_holder" text NOT NULL,
	"decision_id" uuid,
	"ground" text,
	"notice_sent_on" date,
	"own_words" text NOT NULL,
	"adviser_contacted_on" date,
	"appealed_on" date,
	"ended_at" timestamp with time zone,
	CONSTRAINT "dispute_council_id_case_file_id_dispute_id_pk" PRIMARY KEY("council_id","case_file_id","dispute_id")
);
--> statement-breakpoint
CREATE TABLE "dispute_issue" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"issue_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"words" text NOT NULL,
	"area" text NOT NULL,
	"plan_section" text,
	"added_by" uuid NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "dispute_issue_council_id_case_file_id_issue_id_pk" PRIMARY KEY("council_id","case_file_id","issue_id")
);
--> statement-breakpoint
CREATE TABLE "mediation" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"mediation_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'arranging' NOT NULL,
	"wanted_on" date NOT NULL,
	"arrange_by" date,
	"provider" text DEFAULT '' NOT NULL,
	"provider_ref" text DEFAULT '' NOT NULL,
	"meets_on" date,
	"starts_at" text DEFAULT '' NOT NULL,
	"ends_at" text DEFAULT '' NOT NULL,
	"mode" text,
	"join_by" text DEFAULT '' NOT NULL,
	"private_rooms" boolean DEFAULT false NOT NULL,
	"phase" text DEFAULT 'before' NOT NULL,
	"phase_until" timestamp with time zone,
	"lead_with" text,
	"version" integer DEFAULT 1 NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "mediation_council_id_case_file_id_mediation_id_pk" PRIMARY KEY("council_id","case_file_id","mediation_id")
);
--> statement-breakpoint
CREATE TABLE "mediation_party" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"mediation_id" uuid NOT NULL,
	"person_id" uuid,
	"side" text NOT NULL,
	"coming_as" text NOT NULL,
	"name" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"coming" text DEFAULT 'not_said' NOT NULL,
	"needs" text DEFAULT '' NOT NULL,
	"signs" boolean DEFAULT false NOT NULL,
	"authority" jsonb,
	"authority_at" timestamp with time zone,
	"agreed_to_mediate_at" timestamp with time zone,
	"agreed_to_mediate_sha256" text,
	"independent_at" timestamp with time zone,
	"added_by" uuid NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"left_at" timestamp with time zone,
	CONSTRAINT "mediation_party_council_id_case_file_id_party_id_pk" PRIMARY KEY("council_id","case_file_id","party_id")
);
--> statement-breakpoint
ALTER TABLE "promise" ADD CONSTRAINT "promise_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promise_report" ADD CONSTRAINT "promise_report_council_id_case_file_id_promise_id_promise_council_id_case_file_id_promise_id_fk" FOREIGN KEY ("council_id","case_file_id","promise_id") REFERENCES "public"."promise"("council_id","case_file_id","promise_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_council_id_case_file_id_mediation_id_mediation_council_id_case_file_id_mediation_id_fk" FOREIGN KEY ("council_id","case_file_id","mediation_id") REFERENCES "public"."mediation"("council_id","case_file_id","mediation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_end" ADD CONSTRAINT "agreement_end_council_id_case_file_id_agreement_id_agreement_council_id_case_file_id_agreement_id_fk" FOREIGN KEY ("council_id","case_file_id","agreement_id") REFERENCES "public"."agreement"("council_id","case_file_id","agreement_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signature" ADD CONSTRAINT "signature_council_id_case_file_id_agreement_id_agreement_council_id_case_file_id_agreement_id_fk" FOREIGN KEY ("council_id","case_file_id","agreement_id") REFERENCES "public"."agreement"("council_id","case_file_id","agreement_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clause" ADD CONSTRAINT "clause_council_id_case_file_id_mediation_id_mediation_council_id_case_file_id_mediation_id_fk" FOREIGN KEY ("council_id","case_file_id","mediation_id") REFERENCES "public"."mediation"("council_id","case_file_id","mediation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clause_saying" ADD CONSTRAINT "clause_saying_council_id_case_file_id_clause_id_clause_council_id_case_file_id_clause_id_fk" FOREIGN KEY ("council_id","case_file_id","clause_id") REFERENCES "public"."clause"("council_id","case_file_id","clause_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "not_agreed" ADD CONSTRAINT "not_agreed_council_id_case_file_id_mediation_id_mediation_council_id_case_file_id_mediation_id_fk" FOREIGN KEY ("council_id","case_file_id","mediation_id") REFERENCES "public"."mediation"("council_id","case_file_id","mediation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mediation_rating" ADD CONSTRAINT "mediation_rating_council_id_case_file_id_mediation_id_mediation_council_id_case_file_id_mediation_id_fk" FOREIGN KEY ("council_id","case_file_id","mediation_id") REFERENCES "public"."mediation"("council_id","case_file_id","mediation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome_private" ADD CONSTRAINT "outcome_private_council_id_case_file_id_mediation_id_mediation_council_id_case_file_id_mediation_id_fk" FOREIGN KEY ("council_id","case_file_id","mediation_id") REFERENCES "public"."mediation"("council_id","case_file_id","mediation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome_record" ADD CONSTRAINT "outcome_record_council_id_case_file_id_mediation_id_mediation_council_id_case_file_id_mediation_id_fk" FOREIGN KEY ("council_id","case_file_id","mediation_id") REFERENCES "public"."mediation"("council_id","case_file_id","mediation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_time" ADD CONSTRAINT "meeting_time_council_id_case_file_id_mediation_id_mediation_council_id_case_file_id_mediation_id_fk" FOREIGN KEY ("council_id","case_file_id","mediation_id") REFERENCES "public"."mediation"("council_id","case_file_id","mediation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_time_answer" ADD CONSTRAINT "meeting_time_answer_council_id_case_file_id_meeting_time_id_meeting_time_council_id_case_file_id_meeting_time_id_fk" FOREIGN KEY ("council_id","case_file_id","meeting_time_id") REFERENCES "public"."meeting_time"("council_id","case_file_id","meeting_time_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "side_statement" ADD CONSTRAINT "side_statement_council_id_case_file_id_mediation_id_mediation_council_id_case_file_id_mediation_id_fk" FOREIGN KEY ("council_id","case_file_id","mediation_id") REFERENCES "public"."mediation"("council_id","case_file_id","mediation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carried" ADD CONSTRAINT "carried_council_id_case_file_id_mediation_id_mediation_council_id_case_file_id_mediation_id_fk" FOREIGN KEY ("council_id","case_file_id","mediation_id") REFERENCES "public"."mediation"("council_id","case_file_id","mediation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mediator_note" ADD CONSTRAINT "mediator_note_council_id_case_file_id_mediation_id_mediation_council_id_case_file_id_mediation_id_fk" FOREIGN KEY ("council_id","case_file_id","mediation_id") REFERENCES "public"."mediation"("council_id","case_file_id","mediation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private_note" ADD CONSTRAINT "private_note_council_id_case_file_id_mediation_id_mediation_council_id_case_file_id_mediation_id_fk" FOREIGN KEY ("council_id","case_file_id","mediation_id") REFERENCES "public"."mediation"("council_id","case_file_id","mediation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private_room" ADD CONSTRAINT "private_room_council_id_case_file_id_mediation_id_mediation_council_id_case_file_id_mediation_id_fk" FOREIGN KEY ("council_id","case_file_id","mediation_id") REFERENCES "public"."mediation"("council_id","case_file_id","mediation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_council_id_case_file_id_dispute_id_dispute_council_id_case_file_id_dispute_id_fk" FOREIGN KEY ("council_id","case_file_id","dispute_id") REFERENCES "public"."dispute"("council_id","case_file_id","dispute_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_issue" ADD CONSTRAINT "dispute_issue_council_id_case_file_id_dispute_id_dispute_council_id_case_file_id_dispute_id_fk" FOREIGN KEY ("council_id","case_file_id","dispute_id") REFERENCES "public"."dispute"("council_id","case_file_id","dispute_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mediation" ADD CONSTRAINT "mediation_council_id_case_file_id_dispute_id_dispute_council_id_case_file_id_dispute_id_fk" FOREIGN KEY ("council_id","case_file_id","dispute_id") REFERENCES "public"."dispute"("council_id","case_file_id","dispute_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mediation_party" ADD CONSTRAINT "mediation_party_council_id_case_file_id_mediation_id_mediation_council_id_case_file_id_mediation_id_fk" FOREIGN KEY ("council_id","case_file_id","mediation_id") REFERENCES "public"."mediation"("council_id","case_file_id","mediation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "promise_once" ON "promise" USING btree ("council_id","subject_id","clause_number","step");--> statement-breakpoint
CREATE INDEX "promise_due" ON "promise" USING btree ("council_id","due_on");--> statement-breakpoint
CREATE INDEX "promise_report_of" ON "promise_report" USING btree ("council_id","case_file_id","promise_id");--> statement-breakpoint
CREATE INDEX "pilot_figure_latest" ON "pilot_figure" USING btree ("council_id","name","period","at");--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_number" ON "agreement" USING btree ("council_id","mediation_id","number");--> statement-breakpoint
CREATE INDEX "signature_of" ON "signature" USING btree ("council_id","case_file_id","agreement_id");--> statement-breakpoint
CREATE UNIQUE INDEX "signature_once" ON "signature" USING btree ("council_id","agreement_id","person_id") WHERE choice = 'signed';--> statement-breakpoint
CREATE UNIQUE INDEX "clause_number" ON "clause" USING btree ("council_id","mediation_id","number");--> statement-breakpoint
CREATE INDEX "clause_check" ON "clause" USING btree ("council_id","check_by");--> statement-breakpoint
CREATE INDEX "clause_saying_of" ON "clause_saying" USING btree ("council_id","case_file_id","clause_id","at");--> statement-breakpoint
CREATE INDEX "not_agreed_of" ON "not_agreed" USING btree ("council_id","mediation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_time_once" ON "meeting_time" USING btree ("council_id","mediation_id","on","starts_at");--> statement-breakpoint
CREATE INDEX "carried_of" ON "carried" USING btree ("council_id","mediation_id");--> statement-breakpoint
CREATE INDEX "private_note_of" ON "private_note" USING btree ("council_id","mediation_id","side");--> statement-breakpoint
CREATE INDEX "private_room_id" ON "private_room" USING btree ("council_id","private_room_id");--> statement-breakpoint
CREATE INDEX "certificate_of" ON "certificate" USING btree ("council_id","case_file_id","dispute_id");--> statement-breakpoint
CREATE UNIQUE INDEX "dispute_number" ON "dispute" USING btree ("council_id","case_file_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "dispute_issue_number" ON "dispute_issue" USING btree ("council_id","dispute_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "mediation_open" ON "mediation" USING btree ("council_id","dispute_id") WHERE closed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "mediation_party_person" ON "mediation_party" USING btree ("council_id","mediation_id","person_id") WHERE left_at is null and person_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "mediation_one_lead" ON "mediation_party" USING btree ("council_id","mediation_id") WHERE left_at is null and coming_as in ('mediator', 'facilitator');--> statement-breakpoint
CREATE INDEX "mediation_party_of" ON "mediation_party" USING btree ("council_id","case_file_id","mediation_id");--> statement-breakpoint
ALTER TABLE dispute ADD FOREIGN KEY (council_id, case_file_id, decision_id) REFERENCES decision (council_id, case_file_id, decision_id);--> statement-breakpoint

-- The place somebody has in one mediation, as it is now: a side, 'lead', or none. Ended places and exclusions count at once.
CREATE FUNCTION mediation_place(council uuid, which uuid, who uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN p.coming_as IN ('mediator', 'facilitator') THEN 'lead' WHEN p.side = 'neutral' THEN NULL ELSE p.side END
    FROM mediation_party p
    JOIN standing s ON s.council_id = p.council_id AND s.case_file_id = p.case_file_id AND s.person_id = p.person_id
     AND s.ended_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > now())
   WHERE p.council_id = council AND p.mediation_id = which AND p.person_id = who AND p.left_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM exclusion e WHERE e.council_id = p.council_id AND e.case_file_id = p.case_file_id AND e.person_id = who)
   LIMIT 1
$$;--> statement-breakpoint
-- Which of these people may be in one private room now.
CREATE FUNCTION private_room_members(council uuid, room uuid, people uuid[])
RETURNS TABLE (person_id uuid, place text, name text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT who, mediation_place(council, r.mediation_id, who), coalesce(p.called_name, p.full_name)
    FROM private_room r
    JOIN mediation m ON m.council_id = r.council_id AND m.mediation_id = r.mediation_id AND m.closed_at IS NULL AND m.private_rooms
    CROSS JOIN unnest(people) AS who
    JOIN person p ON p.council_id = r.council_id AND p.person_id = who
   WHERE r.council_id = council AND r.private_room_id = room
     AND mediation_place(council, r.mediation_id, who) IN (r.side, 'lead')
$$;--> statement-breakpoint
CREATE FUNCTION statements_exchanged(council uuid, which uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*) = 2 FROM side_statement WHERE council_id = council AND mediation_id = which AND may_exchange_at IS NOT NULL
$$;--> statement-breakpoint
-- Whether everyone who is to sign has. Nobody may count the signatures of others any other way.
CREATE FUNCTION everyone_signed(council uuid, which uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (
    SELECT 1 FROM agreement a, jsonb_array_elements(a.text -> 'signers') AS signer
     WHERE a.council_id = council AND a.agreement_id = which
       AND NOT EXISTS (SELECT 1 FROM signature s WHERE s.council_id = council AND s.agreement_id = which
                          AND s.party_id = (signer ->> 'partyId')::uuid AND s.choice = 'signed' AND s.sha256 = a.sha256))
$$;--> statement-breakpoint
CREATE FUNCTION agreement_in_force(council uuid, which uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM agreement_end WHERE council_id = council AND agreement_id = which AND "end" = 'signed')
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION mediation_place, private_room_members, statements_exchanged, everyone_signed, agreement_in_force FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION mediation_place, private_room_members, statements_exchanged, everyone_signed, agreement_in_force TO common_ground_app;--> statement-breakpoint

-- The first wall of every new table: the case file in hand, or in lists those the person may see.
DO $$
DECLARE t text; in_hand text := '(council_id = app_council() AND (case_file_id = app_case_file() OR (app_case_file() IS NULL AND may_list(council_id, case_file_id))))';
BEGIN
  FOREACH t IN ARRAY ARRAY['dispute', 'dispute_issue', 'certificate', 'mediation', 'mediation_party', 'meeting_time', 'meeting_time_answer',
                           'side_statement', 'private_room', 'private_note', 'mediator_note', 'carried', 'clause', 'clause_saying', 'not_agreed',
                           'agreement', 'agreement_end', 'signature', 'outcome_record', 'outcome_private', 'mediation_rating', 'promise', 'promise_report']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO common_ground_app', t);
    EXECUTE format('CREATE POLICY the_case_in_hand ON %I TO common_ground_app USING %s WITH CHECK (council_id = app_council() AND case_file_id = app_case_file())', t, in_hand);
  END LOOP;
END $$;--> statement-breakpoint
ALTER TABLE pilot_figure ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT ON pilot_figure TO common_ground_app;--> statement-breakpoint
CREATE POLICY the_council ON pilot_figure TO common_ground_app USING (council_id = app_council()) WITH CHECK (council_id = app_council());--> statement-breakpoint

-- The second wall: what is said in a mediation is for those in it, and what is one side's is that side's. Whoever asks the
-- database without a person, or with one who has no place, sees nothing of it, whatever the program forgot to check.
CREATE POLICY those_in_it ON clause AS RESTRICTIVE TO common_ground_app USING (mediation_place(council_id, mediation_id, app_person()) IS NOT NULL);--> statement-breakpoint
CREATE POLICY those_in_it ON not_agreed AS RESTRICTIVE TO common_ground_app USING (mediation_place(council_id, mediation_id, app_person()) IS NOT NULL);--> statement-breakpoint
CREATE POLICY those_in_it ON clause_saying AS RESTRICTIVE TO common_ground_app USING (EXISTS
  (SELECT 1 FROM clause c WHERE c.council_id = clause_saying.council_id AND c.case_file_id = clause_saying.case_file_id AND c.clause_id = clause_saying.clause_id));--> statement-breakpoint
CREATE POLICY those_shown ON carried AS RESTRICTIVE TO common_ground_app USING (CASE mediation_place(council_id, mediation_id, app_person())
  WHEN 'lead' THEN true WHEN from_side THEN true WHEN shown_to THEN true ELSE shown_to = 'everyone' AND mediation_place(council_id, mediation_id, app_person()) IS NOT NULL END);--> statement-breakpoint
CREATE POLICY own_side ON side_statement AS RESTRICTIVE TO common_ground_app USING (mediation_place(council_id, mediation_id, app_person()) = side
  OR (mediation_place(council_id, mediation_id, app_person()) IS NOT NULL AND statements_exchanged(council_id, mediation_id)))
  WITH CHECK (mediation_place(council_id, mediation_id, app_person()) = side);--> statement-breakpoint
CREATE POLICY own_side ON private_room AS RESTRICTIVE TO common_ground_app USING (mediation_place(council_id, mediation_id, app_person()) IN (side, 'lead'));--> statement-breakpoint
CREATE POLICY own_side ON private_note AS RESTRICTIVE TO common_ground_app USING (mediation_place(council_id, mediation_id, app_person()) IN (side, 'lead'));--> statement-breakpoint
CREATE POLICY their_own ON mediator_note AS RESTRICTIVE TO common_ground_app USING (person_id = app_person()
  AND mediation_place(council_id, mediation_id, app_person()) = 'lead');--> statement-breakpoint
CREATE POLICY those_in_it ON agreement AS RESTRICTIVE TO common_ground_app USING (agreement_in_force(council_id, agreement_id)
  OR mediation_place(council_id, mediation_id, app_person()) IS NOT NULL);--> statement-breakpoint
CREATE POLICY own_until_signed ON signature AS RESTRICTIVE TO common_ground_app USING (person_id = app_person() OR agreement_in_force(council_id, agreement_id))
  WITH CHECK (person_id = app_person());--> statement-breakpoint
CREATE POLICY once_shared ON outcome_record AS RESTRICTIVE TO common_ground_app USING (shared_at IS NOT NULL
  OR mediation_place(council_id, mediation_id, app_person()) = 'lead')
  WITH CHECK (mediation_place(council_id, mediation_id, app_person()) = 'lead');--> statement-breakpoint
CREATE POLICY those_in_it ON outcome_private AS RESTRICTIVE TO common_ground_app USING (mediation_place(council_id, mediation_id, app_person()) = 'lead'
  OR (mediation_place(council_id, mediation_id, app_person()) IS NOT NULL AND EXISTS
      (SELECT 1 FROM outcome_record o WHERE o.council_id = outcome_private.council_id AND o.mediation_id = outcome_private.mediation_id AND o.shared_at IS NOT NULL)))
  WITH CHECK (mediation_place(council_id, mediation_id, app_person()) = 'lead');--> statement-breakpoint
CREATE POLICY their_own ON mediation_rating AS RESTRICTIVE TO common_ground_app USING (person_id = app_person());--> statement-breakpoint

-- Both private rooms are there from the moment a mediation has them, so that making one tells nobody anything.
CREATE FUNCTION make_private_rooms() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO private_room (council_id, case_file_id, mediation_id, side, private_room_id)
  SELECT NEW.council_id, NEW.case_file_id, NEW.mediation_id, side, gen_random_uuid() FROM unnest(ARRAY['council', 'family']) AS side
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER mediation_has_rooms AFTER INSERT OR UPDATE OF private_rooms ON mediation FOR EACH ROW WHEN (NEW.private_rooms) EXECUTE FUNCTION make_private_rooms();--> statement-breakpoint
ALTER TABLE mediation ADD CONSTRAINT only_mediation_has_private_rooms CHECK (kind = 'mediation' OR NOT private_rooms);--> statement-breakpoint
-- What was private goes when the mediation is closed.
CREATE FUNCTION drop_private_notes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM private_note WHERE council_id = NEW.council_id AND mediation_id = NEW.mediation_id;
  DELETE FROM mediator_note WHERE council_id = NEW.council_id AND mediation_id = NEW.mediation_id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER mediation_closes_rooms AFTER UPDATE OF closed_at ON mediation FOR EACH ROW WHEN (NEW.closed_at IS NOT NULL) EXECUTE FUNCTION drop_private_notes();--> statement-breakpoint

-- A council's employee never holds the mediator's place, by whatever way it is given.
CREATE FUNCTION refuse_council_mediator() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM person WHERE council_id = NEW.council_id AND person_id = NEW.person_id AND kind = 'staff') THEN
    RAISE EXCEPTION 'somebody the council employs cannot be the mediator' USING ERRCODE = '23514', CONSTRAINT = 'mediator_is_independent';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER standing_mediator_is_independent BEFORE INSERT OR UPDATE ON standing FOR EACH ROW WHEN (NEW.role = 'mediator') EXECUTE FUNCTION refuse_council_mediator();--> statement-breakpoint
CREATE TRIGGER party_mediator_is_independent BEFORE INSERT OR UPDATE ON mediation_party FOR EACH ROW WHEN (NEW.coming_as = 'mediator') EXECUTE FUNCTION refuse_council_mediator();--> statement-breakpoint
CREATE FUNCTION refuse_employing_mediator() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM standing WHERE council_id = NEW.council_id AND person_id = NEW.person_id AND role = 'mediator' AND ended_at IS NULL) THEN
    RAISE EXCEPTION 'a mediator cannot become somebody the council employs' USING ERRCODE = '23514', CONSTRAINT = 'mediator_is_independent';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER person_mediator_is_independent BEFORE UPDATE OF kind ON person FOR EACH ROW WHEN (NEW.kind = 'staff') EXECUTE FUNCTION refuse_employing_mediator();--> statement-breakpoint

-- What was signed, said, carried, reported or entered stays as it was.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['agreement', 'agreement_end', 'signature', 'clause_saying', 'carried', 'promise_report', 'pilot_figure']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t || '_never_changes', t);
  END LOOP;
END $$;
