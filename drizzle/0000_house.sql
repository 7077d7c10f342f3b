CREATE TABLE "history" (
	"council_id" uuid NOT NULL,
	"chain_id" uuid NOT NULL,
	"sequence" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"target" text,
	"reason" text,
	"commitment" "bytea" NOT NULL,
	"previous_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "history_council_id_chain_id_sequence_pk" PRIMARY KEY("council_id","chain_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "history_detail" (
	"council_id" uuid NOT NULL,
	"chain_id" uuid NOT NULL,
	"sequence" bigint NOT NULL,
	"salt" "bytea" NOT NULL,
	"detail" jsonb NOT NULL,
	CONSTRAINT "history_detail_council_id_chain_id_sequence_pk" PRIMARY KEY("council_id","chain_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"council_id" uuid NOT NULL,
	"outbox_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"to" text NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_error" text,
	CONSTRAINT "outbox_council_id_outbox_id_pk" PRIMARY KEY("council_id","outbox_id")
);
--> statement-breakpoint
CREATE TABLE "document" (
	"council_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"class" text DEFAULT 'case' NOT NULL,
	"epoch" integer DEFAULT 1 NOT NULL,
	"next_sequence" bigint DEFAULT 1 NOT NULL,
	"quarantine" text,
	"closed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_council_id_document_id_pk" PRIMARY KEY("council_id","document_id")
);
--> statement-breakpoint
CREATE TABLE "document_author" (
	"council_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"y_client" bigint NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_author_council_id_document_id_y_client_pk" PRIMARY KEY("council_id","document_id","y_client")
);
--> statement-breakpoint
CREATE TABLE "document_snapshot" (
	"council_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"sequence" bigint NOT NULL,
	"epoch" integer NOT NULL,
	"state" "bytea" NOT NULL,
	"checksum" "bytea" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_snapshot_council_id_document_id_sequence_pk" PRIMARY KEY("council_id","document_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "document_update" (
	"council_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"sequence" bigint NOT NULL,
	"epoch" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"y_client" bigint NOT NULL,
	"clock" bigint NOT NULL,
	"update" "bytea" NOT NULL,
	"checksum" "bytea" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_update_council_id_document_id_sequence_pk" PRIMARY KEY("council_id","document_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "recovery_tray" (
	"council_id" uuid NOT NULL,
	"recovery_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"epoch" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"update" "bytea" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "recovery_tray_council_id_recovery_id_pk" PRIMARY KEY("council_id","recovery_id")
);
--> statement-breakpoint
CREATE TABLE "case_file" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"reference" text NOT NULL,
	"child_first_name" text NOT NULL,
	"child_last_name" text NOT NULL,
	"child_born_on" date NOT NULL,
	"team_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"request_received_on" date NOT NULL,
	"board_on" date,
	"now_sentence" text DEFAULT '' NOT NULL,
	"tell_the_child" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "case_file_council_id_case_file_id_pk" PRIMARY KEY("council_id","case_file_id")
);
--> statement-breakpoint
CREATE TABLE "child_page" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"own_words" text,
	"good_day" text,
	"want_grown_ups_to_know" text,
	"helped_by" text,
	"asked_on" date,
	"updated_by" uuid,
	"updated_at" timestamp with time zone,
	CONSTRAINT "child_page_council_id_case_file_id_pk" PRIMARY KEY("council_id","case_file_id")
);
--> statement-breakpoint
CREATE TABLE "last_visit" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"previous_at" timestamp with time zone,
	"current_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "last_visit_council_id_case_file_id_person_id_pk" PRIMARY KEY("council_id","case_file_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "communication_plan" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"first_by" text NOT NULL,
	"good_times" text DEFAULT '' NOT NULL,
	"not_on" text DEFAULT '' NOT NULL,
	"with_me" text DEFAULT '' NOT NULL,
	"formats" text[] DEFAULT '{}' NOT NULL,
	"no_news" text NOT NULL,
	"keep_address_private" text DEFAULT 'no' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "communication_plan_council_id_case_file_id_person_id_pk" PRIMARY KEY("council_id","case_file_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "check_answer" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"check_row_id" uuid NOT NULL,
	"side" text NOT NULL,
	"answer" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "check_answer_council_id_case_file_id_check_row_id_side_pk" PRIMARY KEY("council_id","case_file_id","check_row_id","side")
);
--> statement-breakpoint
CREATE TABLE "check_row" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"check_row_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"who" text DEFAULT '' NOT NULL,
	"due_on" date,
	"evidence_item_id" uuid,
	"added_side" text NOT NULL,
	"position" integer NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "check_row_council_id_case_file_id_check_row_id_pk" PRIMARY KEY("council_id","case_file_id","check_row_id")
);
--> statement-breakpoint
CREATE TABLE "confirmation" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"confirmation_id" uuid NOT NULL,
	"side" text NOT NULL,
	"says" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"content_sha256" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "confirmation_council_id_case_file_id_confirmation_id_pk" PRIMARY KEY("council_id","case_file_id","confirmation_id")
);
--> statement-breakpoint
CREATE TABLE "evidence_item" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"evidence_item_id" uuid NOT NULL,
	"title" text NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"pages" integer NOT NULL,
	"state" text NOT NULL,
	"state_sentence" text DEFAULT '' NOT NULL,
	"class" text DEFAULT 'case' NOT NULL,
	"author" text DEFAULT '' NOT NULL,
	"written_on" date,
	"added_by" uuid NOT NULL,
	"added_side" text NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "evidence_item_council_id_case_file_id_evidence_item_id_pk" PRIMARY KEY("council_id","case_file_id","evidence_item_id")
);
--> statement-breakpoint
CREATE TABLE "evidence_page" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"evidence_item_id" uuid NOT NULL,
	"page" integer NOT NULL,
	"words" text NOT NULL,
	"width_pt" integer NOT NULL,
	"height_pt" integer NOT NULL,
	CONSTRAINT "evidence_page_council_id_case_file_id_evidence_item_id_page_pk" PRIMARY KEY("council_id","case_file_id","evidence_item_id","page")
);
--> statement-breakpoint
CREATE TABLE "pack" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"pack_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"manifest" text NOT NULL,
	"sha256" text NOT NULL,
	"pages" integer NOT NULL,
	"frozen_by" uuid NOT NULL,
	"frozen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "pack_council_id_case_file_id_pack_id_pk" PRIMARY KEY("council_id","case_file_id","pack_id")
);
--> statement-breakpoint
CREATE TABLE "council" (
	"council_id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"short_name" text NOT NULL,
	"phone" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "council_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "credential" (
	"council_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"password_hash" text NOT NULL,
	"totp_secret_sealed" "bytea",
	"totp_confirmed_at" timestamp with time zone,
	"totp_last_step" integer,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "credential_council_id_person_id_pk" PRIMARY KEY("council_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "device_key" (
	"council_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"key" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "device_key_council_id_person_id_device_id_pk" PRIMARY KEY("council_id","person_id","device_id")
);
--> statement-breakpoint
CREATE TABLE "exclusion" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "exclusion_council_id_case_file_id_person_id_pk" PRIMARY KEY("council_id","case_file_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "given" (
	"council_id" uuid NOT NULL,
	"given_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"invitation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"evidence_item_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone,
	"seen_by" uuid,
	CONSTRAINT "given_council_id_given_id_pk" PRIMARY KEY("council_id","given_id")
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"council_id" uuid NOT NULL,
	"invitation_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"role" text NOT NULL,
	"full_name" text NOT NULL,
	"email" text,
	"mobile" text,
	"word" text NOT NULL,
	"ask" text NOT NULL,
	"ask_by" text,
	"invited_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"code_hash" text,
	"code_sent_at" timestamp with time zone,
	"code_tries_left" integer DEFAULT 0 NOT NULL,
	"used_at" timestamp with time zone,
	"used_by" uuid,
	"cancelled_at" timestamp with time zone,
	"wrong_person_at" timestamp with time zone,
	CONSTRAINT "invitation_council_id_invitation_id_pk" PRIMARY KEY("council_id","invitation_id")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"council_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"called_name" text,
	"full_name" text NOT NULL,
	"job_title" text,
	"email" text,
	"mobile" text,
	"quiet_mode" boolean DEFAULT false NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_council_id_person_id_pk" PRIMARY KEY("council_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "recovery_code" (
	"council_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_code_council_id_person_id_code_hash_pk" PRIMARY KEY("council_id","person_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "sign_in" (
	"council_id" uuid NOT NULL,
	"sign_in_hash" text NOT NULL,
	"person_id" uuid NOT NULL,
	"complete" boolean NOT NULL,
	"device" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sign_in_council_id_sign_in_hash_pk" PRIMARY KEY("council_id","sign_in_hash")
);
--> statement-breakpoint
CREATE TABLE "standing" (
	"council_id" uuid NOT NULL,
	"standing_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"grant" text DEFAULT 'specific' NOT NULL,
	"epoch" integer DEFAULT 1 NOT NULL,
	"reason" text,
	"granted_by" uuid,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ends_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "standing_council_id_standing_id_pk" PRIMARY KEY("council_id","standing_id")
);
--> statement-breakpoint
CREATE TABLE "team" (
	"council_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"name" text NOT NULL,
	"phone" text NOT NULL,
	CONSTRAINT "team_council_id_team_id_pk" PRIMARY KEY("council_id","team_id")
);
--> statement-breakpoint
CREATE TABLE "team_member" (
	"council_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "team_member_council_id_team_id_person_id_pk" PRIMARY KEY("council_id","team_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "hand" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"space_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"raised_at" timestamp with time zone DEFAULT now() NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	CONSTRAINT "hand_council_id_case_file_id_space_id_person_id_pk" PRIMARY KEY("council_id","case_file_id","space_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "point" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"space_id" uuid NOT NULL,
	"point_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"agreed_proposal_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "point_council_id_case_file_id_point_id_pk" PRIMARY KEY("council_id","case_file_id","point_id")
);
--> statement-breakpoint
CREATE TABLE "point_page" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"point_id" uuid NOT NULL,
	"evidence_item_id" uuid NOT NULL,
	"page" integer NOT NULL,
	"added_side" text NOT NULL,
	CONSTRAINT "point_page_council_id_case_file_id_point_id_evidence_item_id_page_pk" PRIMARY KEY("council_id","case_file_id","point_id","evidence_item_id","page")
);
--> statement-breakpoint
CREATE TABLE "point_saying" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"point_saying_id" uuid NOT NULL,
	"point_id" uuid NOT NULL,
	"side" text NOT NULL,
	"says" text NOT NULL,
	"proposal_id" uuid,
	"proposal_sha256" text,
	"reason" text DEFAULT '' NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "point_saying_council_id_case_file_id_point_saying_id_pk" PRIMARY KEY("council_id","case_file_id","point_saying_id")
);
--> statement-breakpoint
CREATE TABLE "presence" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"space_id" uuid NOT NULL,
	"connection_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"place" text,
	"typing" boolean DEFAULT false NOT NULL,
	"page" text,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "presence_council_id_space_id_connection_id_pk" PRIMARY KEY("council_id","space_id","connection_id")
);
--> statement-breakpoint
CREATE TABLE "proposal" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"proposal_id" uuid NOT NULL,
	"point_id" uuid NOT NULL,
	"side" text NOT NULL,
	"words" text NOT NULL,
	"sha256" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "proposal_council_id_case_file_id_proposal_id_pk" PRIMARY KEY("council_id","case_file_id","proposal_id")
);
--> statement-breakpoint
CREATE TABLE "space" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"space_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"agenda_item" integer DEFAULT 0 NOT NULL,
	"break_until" timestamp with time zone,
	"break_asked_by" uuid,
	"hear_from" uuid,
	"hear_by" date,
	"hear_how" text,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	CONSTRAINT "space_council_id_case_file_id_space_id_pk" PRIMARY KEY("council_id","case_file_id","space_id")
);
--> statement-breakpoint
ALTER TABLE "document_author" ADD CONSTRAINT "document_author_council_id_document_id_document_council_id_document_id_fk" FOREIGN KEY ("council_id","document_id") REFERENCES "public"."document"("council_id","document_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_snapshot" ADD CONSTRAINT "document_snapshot_council_id_document_id_document_council_id_document_id_fk" FOREIGN KEY ("council_id","document_id") REFERENCES "public"."document"("council_id","document_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_update" ADD CONSTRAINT "document_update_council_id_document_id_document_council_id_document_id_fk" FOREIGN KEY ("council_id","document_id") REFERENCES "public"."document"("council_id","document_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_tray" ADD CONSTRAINT "recovery_tray_council_id_document_id_document_council_id_document_id_fk" FOREIGN KEY ("council_id","document_id") REFERENCES "public"."document"("council_id","document_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_council_id_team_id_team_council_id_team_id_fk" FOREIGN KEY ("council_id","team_id") REFERENCES "public"."team"("council_id","team_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "child_page" ADD CONSTRAINT "child_page_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "last_visit" ADD CONSTRAINT "last_visit_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "communication_plan" ADD CONSTRAINT "communication_plan_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_answer" ADD CONSTRAINT "check_answer_council_id_case_file_id_check_row_id_check_row_council_id_case_file_id_check_row_id_fk" FOREIGN KEY ("council_id","case_file_id","check_row_id") REFERENCES "public"."check_row"("council_id","case_file_id","check_row_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_row" ADD CONSTRAINT "check_row_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_row" ADD CONSTRAINT "check_row_council_id_case_file_id_evidence_item_id_evidence_item_council_id_case_file_id_evidence_item_id_fk" FOREIGN KEY ("council_id","case_file_id","evidence_item_id") REFERENCES "public"."evidence_item"("council_id","case_file_id","evidence_item_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirmation" ADD CONSTRAINT "confirmation_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_item" ADD CONSTRAINT "evidence_item_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_page" ADD CONSTRAINT "evidence_page_council_id_case_file_id_evidence_item_id_evidence_item_council_id_case_file_id_evidence_item_id_fk" FOREIGN KEY ("council_id","case_file_id","evidence_item_id") REFERENCES "public"."evidence_item"("council_id","case_file_id","evidence_item_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pack" ADD CONSTRAINT "pack_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential" ADD CONSTRAINT "credential_council_id_person_id_person_council_id_person_id_fk" FOREIGN KEY ("council_id","person_id") REFERENCES "public"."person"("council_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exclusion" ADD CONSTRAINT "exclusion_council_id_person_id_person_council_id_person_id_fk" FOREIGN KEY ("council_id","person_id") REFERENCES "public"."person"("council_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "given" ADD CONSTRAINT "given_council_id_invitation_id_invitation_council_id_invitation_id_fk" FOREIGN KEY ("council_id","invitation_id") REFERENCES "public"."invitation"("council_id","invitation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_council_id_invited_by_person_council_id_person_id_fk" FOREIGN KEY ("council_id","invited_by") REFERENCES "public"."person"("council_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_council_id_person_id_person_council_id_person_id_fk" FOREIGN KEY ("council_id","person_id") REFERENCES "public"."person"("council_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in" ADD CONSTRAINT "sign_in_council_id_person_id_person_council_id_person_id_fk" FOREIGN KEY ("council_id","person_id") REFERENCES "public"."person"("council_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing" ADD CONSTRAINT "standing_council_id_person_id_person_council_id_person_id_fk" FOREIGN KEY ("council_id","person_id") REFERENCES "public"."person"("council_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_council_id_person_id_person_council_id_person_id_fk" FOREIGN KEY ("council_id","person_id") REFERENCES "public"."person"("council_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand" ADD CONSTRAINT "hand_council_id_case_file_id_space_id_space_council_id_case_file_id_space_id_fk" FOREIGN KEY ("council_id","case_file_id","space_id") REFERENCES "public"."space"("council_id","case_file_id","space_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point" ADD CONSTRAINT "point_council_id_case_file_id_space_id_space_council_id_case_file_id_space_id_fk" FOREIGN KEY ("council_id","case_file_id","space_id") REFERENCES "public"."space"("council_id","case_file_id","space_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_page" ADD CONSTRAINT "point_page_council_id_case_file_id_point_id_point_council_id_case_file_id_point_id_fk" FOREIGN KEY ("council_id","case_file_id","point_id") REFERENCES "public"."point"("council_id","case_file_id","point_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_page" ADD CONSTRAINT "point_page_council_id_case_file_id_evidence_item_id_evidence_item_council_id_case_file_id_evidence_item_id_fk" FOREIGN KEY ("council_id","case_file_id","evidence_item_id") REFERENCES "public"."evidence_item"("council_id","case_file_id","evidence_item_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_saying" ADD CONSTRAINT "point_saying_council_id_case_file_id_point_id_point_council_id_case_file_id_point_id_fk" FOREIGN KEY ("council_id","case_file_id","point_id") REFERENCES "public"."point"("council_id","case_file_id","point_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_council_id_case_file_id_point_id_point_council_id_case_file_id_point_id_fk" FOREIGN KEY ("council_id","case_file_id","point_id") REFERENCES "public"."point"("council_id","case_file_id","point_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "space" ADD CONSTRAINT "space_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("next_try_at");--> statement-breakpoint
CREATE UNIQUE INDEX "document_subject" ON "document" USING btree ("council_id","subject_id","kind");--> statement-breakpoint
CREATE INDEX "document_case" ON "document" USING btree ("council_id","case_file_id");--> statement-breakpoint
CREATE INDEX "case_file_team" ON "case_file" USING btree ("council_id","team_id");--> statement-breakpoint
CREATE INDEX "check_row_order" ON "check_row" USING btree ("council_id","case_file_id","position");--> statement-breakpoint
CREATE INDEX "confirmation_latest" ON "confirmation" USING btree ("council_id","case_file_id","side","at");--> statement-breakpoint
CREATE UNIQUE INDEX "pack_number" ON "pack" USING btree ("council_id","case_file_id","number");--> statement-breakpoint
CREATE INDEX "given_case" ON "given" USING btree ("council_id","case_file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_token" ON "invitation" USING btree ("council_id","token_hash");--> statement-breakpoint
CREATE INDEX "invitation_case" ON "invitation" USING btree ("council_id","case_file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "person_staff_email" ON "person" USING btree ("council_id",lower("email")) WHERE kind = 'staff';--> statement-breakpoint
CREATE INDEX "sign_in_person" ON "sign_in" USING btree ("council_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "standing_live" ON "standing" USING btree ("council_id","case_file_id","person_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "standing_person" ON "standing" USING btree ("council_id","person_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "point_number" ON "point" USING btree ("council_id","space_id","number");