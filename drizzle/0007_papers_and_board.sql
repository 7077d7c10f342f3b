CREATE TABLE "decision" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"agenda_item_id" uuid NOT NULL,
	"pack_id" uuid NOT NULL,
	"question" text NOT NULL,
	"outcome" text NOT NULL,
	"sentence" text NOT NULL,
	"this_week" text NOT NULL,
	"next_step" text NOT NULL,
	"record" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"had_important_pages" boolean NOT NULL,
	"looks_again_at" uuid,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "decision_council_id_case_file_id_decision_id_pk" PRIMARY KEY("council_id","case_file_id","decision_id")
);
--> statement-breakpoint
CREATE TABLE "decision_draft" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"agenda_item_id" uuid NOT NULL,
	"outcome" text,
	"sentence" text DEFAULT '' NOT NULL,
	"this_week" text DEFAULT '' NOT NULL,
	"next_step" text DEFAULT '' NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "decision_draft_council_id_case_file_id_agenda_item_id_pk" PRIMARY KEY("council_id","case_file_id","agenda_item_id")
);
--> statement-breakpoint
CREATE TABLE "decision_reason" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"decision_reason_id" uuid NOT NULL,
	"agenda_item_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"words" text NOT NULL,
	"rests_on" text NOT NULL,
	"pages" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "decision_reason_council_id_case_file_id_decision_reason_id_pk" PRIMARY KEY("council_id","case_file_id","decision_reason_id")
);
--> statement-breakpoint
CREATE TABLE "important_answer" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"agenda_item_id" uuid NOT NULL,
	"paper_comment_id" uuid NOT NULL,
	"words" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "important_answer_council_id_case_file_id_agenda_item_id_paper_comment_id_pk" PRIMARY KEY("council_id","case_file_id","agenda_item_id","paper_comment_id")
);
--> statement-breakpoint
CREATE TABLE "serious_gap" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"serious_gap_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"words" text NOT NULL,
	"raised_side" text NOT NULL,
	"raised_by" uuid NOT NULL,
	"raised_at" timestamp with time zone DEFAULT now() NOT NULL,
	"evidence_item_id" uuid,
	"manager_id" uuid,
	"answer_by" date NOT NULL,
	"consent" text,
	"consent_words" text DEFAULT '' NOT NULL,
	"consent_by" uuid,
	"consent_at" timestamp with time zone,
	"answer" text,
	"answer_words" text DEFAULT '' NOT NULL,
	"answer_on" date,
	"statutory_exception_id" uuid,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	CONSTRAINT "serious_gap_council_id_case_file_id_serious_gap_id_pk" PRIMARY KEY("council_id","case_file_id","serious_gap_id")
);
--> statement-breakpoint
CREATE TABLE "agenda_item" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"agenda_item_id" uuid NOT NULL,
	"board_meeting_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"question" text NOT NULL,
	"not_asked_why" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'listed' NOT NULL,
	"state_words" text DEFAULT '' NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agenda_item_council_id_case_file_id_agenda_item_id_pk" PRIMARY KEY("council_id","case_file_id","agenda_item_id")
);
--> statement-breakpoint
CREATE TABLE "board_meeting" (
	"council_id" uuid NOT NULL,
	"board_meeting_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"meets_on" date NOT NULL,
	"starts_at" text NOT NULL,
	"ends_at" text NOT NULL,
	"place" text NOT NULL,
	"papers_out_on" date NOT NULL,
	"cap" integer DEFAULT 30 NOT NULL,
	"cap_reason" text DEFAULT '' NOT NULL,
	"quorum" integer DEFAULT 3 NOT NULL,
	"arranged_by" uuid NOT NULL,
	"cancelled_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "board_meeting_council_id_board_meeting_id_pk" PRIMARY KEY("council_id","board_meeting_id")
);
--> statement-breakpoint
CREATE TABLE "board_notice" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"board_notice_id" uuid NOT NULL,
	"board_meeting_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"words" text NOT NULL,
	"outbox_id" uuid,
	"queued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"opened_at" timestamp with time zone,
	CONSTRAINT "board_notice_council_id_case_file_id_board_notice_id_pk" PRIMARY KEY("council_id","case_file_id","board_notice_id")
);
--> statement-breakpoint
CREATE TABLE "board_seat" (
	"council_id" uuid NOT NULL,
	"board_meeting_id" uuid NOT NULL,
	"board_seat_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"seat" text NOT NULL,
	"substitute_for" uuid,
	"attended" boolean,
	"removed_at" timestamp with time zone,
	CONSTRAINT "board_seat_council_id_board_meeting_id_board_seat_id_pk" PRIMARY KEY("council_id","board_meeting_id","board_seat_id")
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"notice_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"outbox_id" uuid,
	"queued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"opened_at" timestamp with time zone,
	"posted_on" date,
	"posted_by" uuid,
	"serve_again_on" date,
	CONSTRAINT "notice_council_id_case_file_id_notice_id_pk" PRIMARY KEY("council_id","case_file_id","notice_id")
);
--> statement-breakpoint
CREATE TABLE "release" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"released_by" uuid NOT NULL,
	"released_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_on" date NOT NULL,
	"appeal_by" date,
	"overrides" text DEFAULT '' NOT NULL,
	"override_words" text DEFAULT '' NOT NULL,
	CONSTRAINT "release_council_id_case_file_id_decision_id_pk" PRIMARY KEY("council_id","case_file_id","decision_id")
);
--> statement-breakpoint
CREATE TABLE "telling" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"telling_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"how" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"came_of_it" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	CONSTRAINT "telling_council_id_case_file_id_telling_id_pk" PRIMARY KEY("council_id","case_file_id","telling_id")
);
--> statement-breakpoint
CREATE TABLE "adult" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"adult_id" uuid NOT NULL,
	"person_id" uuid,
	"full_name" text NOT NULL,
	"relation" text NOT NULL,
	"responsibility" text NOT NULL,
	"checked_how" text DEFAULT '' NOT NULL,
	"checked_by" uuid,
	"checked_on" date,
	"holds_until" date,
	"restriction" text DEFAULT 'none' NOT NULL,
	"restriction_words" text DEFAULT '' NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"address_hidden" boolean DEFAULT true NOT NULL,
	"school_hidden" boolean DEFAULT true NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "adult_council_id_case_file_id_adult_id_pk" PRIMARY KEY("council_id","case_file_id","adult_id")
);
--> statement-breakpoint
CREATE TABLE "case_milestone" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"case_milestone_id" uuid NOT NULL,
	"what" text NOT NULL,
	"on" date NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_milestone_council_id_case_file_id_case_milestone_id_pk" PRIMARY KEY("council_id","case_file_id","case_milestone_id")
);
--> statement-breakpoint
CREATE TABLE "statutory_exception" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"statutory_exception_id" uuid NOT NULL,
	"limit" text NOT NULL,
	"reason" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"words" text NOT NULL,
	"approved_by" uuid NOT NULL,
	"approved_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "statutory_exception_council_id_case_file_id_statutory_exception_id_pk" PRIMARY KEY("council_id","case_file_id","statutory_exception_id")
);
--> statement-breakpoint
CREATE TABLE "advice_request" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"advice_request_id" uuid NOT NULL,
	"check_row_id" uuid NOT NULL,
	"asked_of" text NOT NULL,
	"email" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_on" date NOT NULL,
	"due_on" date NOT NULL,
	"wish_of" text DEFAULT 'council' NOT NULL,
	"link_hash" text NOT NULL,
	"link_ends_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"evidence_item_id" uuid,
	"cancelled_at" timestamp with time zone,
	CONSTRAINT "advice_request_council_id_case_file_id_advice_request_id_pk" PRIMARY KEY("council_id","case_file_id","advice_request_id")
);
--> statement-breakpoint
CREATE TABLE "chase" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"chase_id" uuid NOT NULL,
	"advice_request_id" uuid NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "chase_council_id_case_file_id_chase_id_pk" PRIMARY KEY("council_id","case_file_id","chase_id")
);
--> statement-breakpoint
CREATE TABLE "pack_book" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"pack_book_id" uuid NOT NULL,
	"pack_id" uuid NOT NULL,
	"recipe" text NOT NULL,
	"state" text NOT NULL,
	"pages_done" integer DEFAULT 0 NOT NULL,
	"pages_total" integer NOT NULL,
	"sentence" text DEFAULT '' NOT NULL,
	"bytes" bigint,
	"sha256" text,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"lease_ends_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "pack_book_council_id_case_file_id_pack_book_id_pk" PRIMARY KEY("council_id","case_file_id","pack_book_id")
);
--> statement-breakpoint
CREATE TABLE "breach" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"breach_id" uuid NOT NULL,
	"evidence_item_id" uuid NOT NULL,
	"words" text NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"report_by" timestamp with time zone NOT NULL,
	"lookers" jsonb NOT NULL,
	"outcome" text,
	"outcome_words" text DEFAULT '' NOT NULL,
	"outcome_by" uuid,
	"outcome_at" timestamp with time zone,
	CONSTRAINT "breach_council_id_case_file_id_breach_id_pk" PRIMARY KEY("council_id","case_file_id","breach_id")
);
--> statement-breakpoint
CREATE TABLE "misfile" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"misfile_id" uuid NOT NULL,
	"evidence_item_id" uuid NOT NULL,
	"to_case_file_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"confirmed_by" uuid,
	"confirmed_at" timestamp with time zone,
	"moved_item_id" uuid,
	CONSTRAINT "misfile_council_id_case_file_id_misfile_id_pk" PRIMARY KEY("council_id","case_file_id","misfile_id")
);
--> statement-breakpoint
CREATE TABLE "paper_match" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"evidence_item_id" uuid NOT NULL,
	"other_case_file_id" uuid NOT NULL,
	"other_name" text NOT NULL,
	"found" jsonb NOT NULL,
	CONSTRAINT "paper_match_council_id_case_file_id_evidence_item_id_other_case_file_id_pk" PRIMARY KEY("council_id","case_file_id","evidence_item_id","other_case_file_id")
);
--> statement-breakpoint
CREATE TABLE "sending" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"sending_id" uuid NOT NULL,
	"what" text NOT NULL,
	"target_id" uuid NOT NULL,
	"adult_id" uuid NOT NULL,
	"recipient" jsonb NOT NULL,
	"sha256" text DEFAULT '' NOT NULL,
	"sent_by" uuid NOT NULL,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sending_council_id_case_file_id_sending_id_pk" PRIMARY KEY("council_id","case_file_id","sending_id")
);
--> statement-breakpoint
CREATE TABLE "paper_comment" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"paper_comment_id" uuid NOT NULL,
	"evidence_item_id" uuid NOT NULL,
	"page" integer NOT NULL,
	"paragraph" integer,
	"kind" text NOT NULL,
	"side" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"shared_at" timestamp with time zone,
	"answer" text DEFAULT '' NOT NULL,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	CONSTRAINT "paper_comment_council_id_case_file_id_paper_comment_id_pk" PRIMARY KEY("council_id","case_file_id","paper_comment_id")
);
--> statement-breakpoint
CREATE TABLE "redaction" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"redaction_id" uuid NOT NULL,
	"evidence_item_id" uuid NOT NULL,
	"page" integer NOT NULL,
	"what" text NOT NULL,
	"x" real NOT NULL,
	"y" real NOT NULL,
	"width" real NOT NULL,
	"height" real NOT NULL,
	"reason" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"released_by" uuid,
	"released_at" timestamp with time zone,
	CONSTRAINT "redaction_council_id_case_file_id_redaction_id_pk" PRIMARY KEY("council_id","case_file_id","redaction_id")
);
--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "child_upn" text;--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "child_nhs_number" text;--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "school" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence_item" ADD COLUMN "sent_type" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence_item" ADD COLUMN "scan" text DEFAULT 'pending' NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence_item" ADD COLUMN "held_because" text;--> statement-breakpoint
ALTER TABLE "evidence_item" ADD COLUMN "released_by" uuid;--> statement-breakpoint
ALTER TABLE "evidence_item" ADD COLUMN "released_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "evidence_item" ADD COLUMN "released_why" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence_item" ADD COLUMN "came_by" text DEFAULT 'page' NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence_item" ADD COLUMN "received_on" date;--> statement-breakpoint
ALTER TABLE "evidence_item" ADD COLUMN "asked_by" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence_item" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence_item" ADD COLUMN "replaces" uuid;--> statement-breakpoint
ALTER TABLE "evidence_item" ADD COLUMN "used_for" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence_item" ADD COLUMN "redacted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "evidence_page" ADD COLUMN "words_from" text DEFAULT 'file' NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence_page" ADD COLUMN "lines" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_council_id_case_file_id_agenda_item_id_agenda_item_council_id_case_file_id_agenda_item_id_fk" FOREIGN KEY ("council_id","case_file_id","agenda_item_id") REFERENCES "public"."agenda_item"("council_id","case_file_id","agenda_item_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_draft" ADD CONSTRAINT "decision_draft_council_id_case_file_id_agenda_item_id_agenda_item_council_id_case_file_id_agenda_item_id_fk" FOREIGN KEY ("council_id","case_file_id","agenda_item_id") REFERENCES "public"."agenda_item"("council_id","case_file_id","agenda_item_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_reason" ADD CONSTRAINT "decision_reason_council_id_case_file_id_agenda_item_id_agenda_item_council_id_case_file_id_agenda_item_id_fk" FOREIGN KEY ("council_id","case_file_id","agenda_item_id") REFERENCES "public"."agenda_item"("council_id","case_file_id","agenda_item_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "important_answer" ADD CONSTRAINT "important_answer_council_id_case_file_id_agenda_item_id_agenda_item_council_id_case_file_id_agenda_item_id_fk" FOREIGN KEY ("council_id","case_file_id","agenda_item_id") REFERENCES "public"."agenda_item"("council_id","case_file_id","agenda_item_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "serious_gap" ADD CONSTRAINT "serious_gap_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_council_id_board_meeting_id_board_meeting_council_id_board_meeting_id_fk" FOREIGN KEY ("council_id","board_meeting_id") REFERENCES "public"."board_meeting"("council_id","board_meeting_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "board_meeting" ADD CONSTRAINT "board_meeting_council_id_team_id_team_council_id_team_id_fk" FOREIGN KEY ("council_id","team_id") REFERENCES "public"."team"("council_id","team_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "board_notice" ADD CONSTRAINT "board_notice_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "board_seat" ADD CONSTRAINT "board_seat_council_id_board_meeting_id_board_meeting_council_id_board_meeting_id_fk" FOREIGN KEY ("council_id","board_meeting_id") REFERENCES "public"."board_meeting"("council_id","board_meeting_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_council_id_case_file_id_decision_id_decision_council_id_case_file_id_decision_id_fk" FOREIGN KEY ("council_id","case_file_id","decision_id") REFERENCES "public"."decision"("council_id","case_file_id","decision_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release" ADD CONSTRAINT "release_council_id_case_file_id_decision_id_decision_council_id_case_file_id_decision_id_fk" FOREIGN KEY ("council_id","case_file_id","decision_id") REFERENCES "public"."decision"("council_id","case_file_id","decision_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "telling" ADD CONSTRAINT "telling_council_id_case_file_id_decision_id_decision_council_id_case_file_id_decision_id_fk" FOREIGN KEY ("council_id","case_file_id","decision_id") REFERENCES "public"."decision"("council_id","case_file_id","decision_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adult" ADD CONSTRAINT "adult_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_milestone" ADD CONSTRAINT "case_milestone_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statutory_exception" ADD CONSTRAINT "statutory_exception_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "advice_request" ADD CONSTRAINT "advice_request_council_id_case_file_id_check_row_id_check_row_council_id_case_file_id_check_row_id_fk" FOREIGN KEY ("council_id","case_file_id","check_row_id") REFERENCES "public"."check_row"("council_id","case_file_id","check_row_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chase" ADD CONSTRAINT "chase_council_id_case_file_id_advice_request_id_advice_request_council_id_case_file_id_advice_request_id_fk" FOREIGN KEY ("council_id","case_file_id","advice_request_id") REFERENCES "public"."advice_request"("council_id","case_file_id","advice_request_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pack_book" ADD CONSTRAINT "pack_book_council_id_case_file_id_pack_id_pack_council_id_case_file_id_pack_id_fk" FOREIGN KEY ("council_id","case_file_id","pack_id") REFERENCES "public"."pack"("council_id","case_file_id","pack_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "breach" ADD CONSTRAINT "breach_council_id_case_file_id_evidence_item_id_evidence_item_council_id_case_file_id_evidence_item_id_fk" FOREIGN KEY ("council_id","case_file_id","evidence_item_id") REFERENCES "public"."evidence_item"("council_id","case_file_id","evidence_item_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misfile" ADD CONSTRAINT "misfile_council_id_case_file_id_evidence_item_id_evidence_item_council_id_case_file_id_evidence_item_id_fk" FOREIGN KEY ("council_id","case_file_id","evidence_item_id") REFERENCES "public"."evidence_item"("council_id","case_file_id","evidence_item_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_match" ADD CONSTRAINT "paper_match_council_id_case_file_id_evidence_item_id_evidence_item_council_id_case_file_id_evidence_item_id_fk" FOREIGN KEY ("council_id","case_file_id","evidence_item_id") REFERENCES "public"."evidence_item"("council_id","case_file_id","evidence_item_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_comment" ADD CONSTRAINT "paper_comment_council_id_case_file_id_evidence_item_id_evidence_item_council_id_case_file_id_evidence_item_id_fk" FOREIGN KEY ("council_id","case_file_id","evidence_item_id") REFERENCES "public"."evidence_item"("council_id","case_file_id","evidence_item_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "redaction" ADD CONSTRAINT "redaction_council_id_case_file_id_evidence_item_id_evidence_item_council_id_case_file_id_evidence_item_id_fk" FOREIGN KEY ("council_id","case_file_id","evidence_item_id") REFERENCES "public"."evidence_item"("council_id","case_file_id","evidence_item_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "decision_once" ON "decision" USING btree ("council_id","case_file_id","agenda_item_id");--> statement-breakpoint
CREATE INDEX "decision_reason_order" ON "decision_reason" USING btree ("council_id","case_file_id","agenda_item_id","position");--> statement-breakpoint
CREATE INDEX "serious_gap_open" ON "serious_gap" USING btree ("council_id","answer_by");--> statement-breakpoint
CREATE INDEX "agenda_item_meeting" ON "agenda_item" USING btree ("council_id","board_meeting_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "agenda_item_once" ON "agenda_item" USING btree ("council_id","board_meeting_id","case_file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "board_meeting_day" ON "board_meeting" USING btree ("council_id","team_id","meets_on");--> statement-breakpoint
CREATE UNIQUE INDEX "board_notice_once" ON "board_notice" USING btree ("council_id","case_file_id","board_meeting_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "board_seat_person" ON "board_seat" USING btree ("council_id","board_meeting_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notice_once" ON "notice" USING btree ("council_id","case_file_id","decision_id","person_id","channel");--> statement-breakpoint
CREATE INDEX "telling_of" ON "telling" USING btree ("council_id","case_file_id","decision_id");--> statement-breakpoint
CREATE INDEX "adult_person" ON "adult" USING btree ("council_id","case_file_id","person_id");--> statement-breakpoint
CREATE INDEX "case_milestone_latest" ON "case_milestone" USING btree ("council_id","case_file_id","what","at");--> statement-breakpoint
CREATE UNIQUE INDEX "advice_request_link" ON "advice_request" USING btree ("council_id","link_hash");--> statement-breakpoint
CREATE INDEX "advice_request_row" ON "advice_request" USING btree ("council_id","case_file_id","check_row_id");--> statement-breakpoint
CREATE INDEX "sending_of" ON "sending" USING btree ("council_id","case_file_id","target_id");--> statement-breakpoint
CREATE INDEX "paper_comment_page" ON "paper_comment" USING btree ("council_id","case_file_id","evidence_item_id","page");--> statement-breakpoint
CREATE INDEX "case_file_child" ON "case_file" USING btree ("council_id",lower("child_first_name" || ' ' || "child_last_name"));--> statement-breakpoint
CREATE INDEX "case_file_upn" ON "case_file" USING btree ("council_id","child_upn");--> statement-breakpoint
CREATE INDEX "case_file_nhs" ON "case_file" USING btree ("council_id","child_nhs_number");--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_item_one_case" ON "evidence_item" USING btree ("council_id","evidence_item_id");--> statement-breakpoint

-- The wall for the new tables: only the case file in hand, or in lists those the person may see. What a practitioner's link
-- opens, and a meeting with its seats, are found before any case is in hand, so for them the wall is the council's.
DO $$
DECLARE t text; in_hand text := '(council_id = app_council() AND (case_file_id = app_case_file() OR (app_case_file() IS NULL AND may_list(council_id, case_file_id))))';
BEGIN
  FOREACH t IN ARRAY ARRAY['adult', 'case_milestone', 'statutory_exception', 'paper_match', 'breach', 'misfile', 'sending', 'chase',
                           'paper_comment', 'redaction', 'pack_book', 'agenda_item', 'board_notice', 'serious_gap', 'decision_draft',
                           'decision_reason', 'important_answer', 'decision', 'telling', 'release', 'notice']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO common_ground_app', t);
    EXECUTE format('CREATE POLICY the_case_in_hand ON %I TO common_ground_app USING %s WITH CHECK (council_id = app_council() AND case_file_id = app_case_file())', t, in_hand);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['advice_request', 'board_meeting', 'board_seat']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO common_ground_app', t);
    EXECUTE format('CREATE POLICY the_council ON %I TO common_ground_app USING (council_id = app_council())', t);
  END LOOP;
END $$;--> statement-breakpoint

-- What was decided, told, sent or chased stays as it was.
CREATE TRIGGER decision_never_changes BEFORE UPDATE OR DELETE ON decision FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER release_never_changes BEFORE UPDATE OR DELETE ON release FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER telling_never_changes BEFORE UPDATE OR DELETE ON telling FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER sending_never_changes BEFORE UPDATE OR DELETE ON sending FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER chase_never_changes BEFORE UPDATE OR DELETE ON chase FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER case_milestone_never_changes BEFORE UPDATE OR DELETE ON case_milestone FOR EACH ROW EXECUTE FUNCTION refuse_change();
