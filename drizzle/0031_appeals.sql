CREATE TABLE "precedent" (
	"slug" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"citation" text NOT NULL,
	"citation_key" text NOT NULL,
	"court" text NOT NULL,
	"decided" text NOT NULL,
	"year" integer NOT NULL,
	"regime" text NOT NULL,
	"grounds" text[] NOT NULL,
	"issues" text[] NOT NULL,
	"statute" text[] NOT NULL,
	"statute_keys" text[] NOT NULL,
	"appellant" text NOT NULL,
	"outcome" text NOT NULL,
	"favours" text NOT NULL,
	"principle" text NOT NULL,
	"triage_note" text NOT NULL,
	"url" text,
	"verified" boolean NOT NULL,
	"source" text NOT NULL,
	"superseded_by" text,
	"checked_by" text,
	"checked_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"words" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('english', name || ' ' || citation), 'A') ||
        setweight(to_tsvector('english', principle), 'B') || setweight(to_tsvector('english', triage_note), 'C')) STORED
);
--> statement-breakpoint
CREATE TABLE "precedent_tag" (
	"of" text NOT NULL,
	"tag" text NOT NULL,
	"label" text NOT NULL,
	"meaning" text NOT NULL,
	"position" integer NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "precedent_tag_of_tag_pk" PRIMARY KEY("of","tag")
);
--> statement-breakpoint
CREATE TABLE "precedent_version" (
	"slug" text NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"superseded_by" text,
	"checked_by" text,
	"checked_on" date,
	"reason" text DEFAULT '' NOT NULL,
	"by_name" text NOT NULL,
	"by_council" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "precedent_version_slug_version_pk" PRIMARY KEY("slug","version")
);
--> statement-breakpoint
CREATE TABLE "cause_name" (
	"council_id" uuid NOT NULL,
	"cause" text NOT NULL,
	"label" text NOT NULL,
	"meaning" text DEFAULT '' NOT NULL,
	"retired_at" timestamp with time zone,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cause_name_council_id_cause_pk" PRIMARY KEY("council_id","cause")
);
--> statement-breakpoint
CREATE TABLE "change_made" (
	"council_id" uuid NOT NULL,
	"change_made_id" uuid NOT NULL,
	"cause" text NOT NULL,
	"what" text NOT NULL,
	"from" date NOT NULL,
	"owner_name" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_on" date,
	CONSTRAINT "change_made_council_id_change_made_id_pk" PRIMARY KEY("council_id","change_made_id")
);
--> statement-breakpoint
CREATE TABLE "bundle" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"bundle_id" uuid NOT NULL,
	"appeal_id" uuid NOT NULL,
	"state" text NOT NULL,
	"content" jsonb,
	"sha256" text,
	"started_by" uuid NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"frozen_by" uuid,
	"frozen_at" timestamp with time zone,
	"sent_on" date,
	CONSTRAINT "bundle_council_id_case_file_id_bundle_id_pk" PRIMARY KEY("council_id","case_file_id","bundle_id")
);
--> statement-breakpoint
CREATE TABLE "bundle_finding" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"bundle_id" uuid NOT NULL,
	"finding_id" uuid NOT NULL,
	"key" text NOT NULL,
	"looked_by" uuid NOT NULL,
	"looked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "bundle_finding_council_id_case_file_id_finding_id_pk" PRIMARY KEY("council_id","case_file_id","finding_id")
);
--> statement-breakpoint
CREATE TABLE "bundle_paper" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"bundle_id" uuid NOT NULL,
	"evidence_item_id" uuid NOT NULL,
	"part" text NOT NULL,
	"position" integer NOT NULL,
	"side" text NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bundle_paper_council_id_case_file_id_bundle_id_evidence_item_id_pk" PRIMARY KEY("council_id","case_file_id","bundle_id","evidence_item_id")
);
--> statement-breakpoint
CREATE TABLE "appeal_cause" (
	"council_id" uuid NOT NULL,
	"appeal_id" uuid NOT NULL,
	"cause" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "appeal_cause_council_id_appeal_id_cause_pk" PRIMARY KEY("council_id","appeal_id","cause")
);
--> statement-breakpoint
CREATE TABLE "appeal_duty" (
	"council_id" uuid NOT NULL,
	"appeal_duty_id" uuid NOT NULL,
	"appeal_id" uuid NOT NULL,
	"appeal_order_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"step" integer NOT NULL,
	"what" text NOT NULL,
	"due_on" date,
	"ordered" boolean DEFAULT false NOT NULL,
	"source" text NOT NULL,
	"promise_id" uuid,
	"done_on" date,
	"done_by" uuid,
	"raised_at" timestamp with time zone,
	CONSTRAINT "appeal_duty_council_id_appeal_duty_id_pk" PRIMARY KEY("council_id","appeal_duty_id")
);
--> statement-breakpoint
CREATE TABLE "appeal_order" (
	"council_id" uuid NOT NULL,
	"appeal_order_id" uuid NOT NULL,
	"appeal_id" uuid NOT NULL,
	"of" text NOT NULL,
	"on" date NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "appeal_order_council_id_appeal_order_id_pk" PRIMARY KEY("council_id","appeal_order_id")
);
--> statement-breakpoint
CREATE TABLE "appeal_issue" (
	"council_id" uuid NOT NULL,
	"appeal_issue_id" uuid NOT NULL,
	"appeal_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"words" text NOT NULL,
	"plan_section" text,
	"tag" text,
	"point_id" uuid,
	"added_by" uuid NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	"settled_how" text,
	"settled_by" uuid,
	CONSTRAINT "appeal_issue_council_id_appeal_issue_id_pk" PRIMARY KEY("council_id","appeal_issue_id")
);
--> statement-breakpoint
CREATE TABLE "appeal_issue_page" (
	"council_id" uuid NOT NULL,
	"appeal_issue_id" uuid NOT NULL,
	"evidence_item_id" uuid NOT NULL,
	"page" integer NOT NULL,
	"added_side" text NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "appeal_issue_page_council_id_appeal_issue_id_evidence_item_id_page_pk" PRIMARY KEY("council_id","appeal_issue_id","evidence_item_id","page")
);
--> statement-breakpoint
CREATE TABLE "appeal_import" (
	"council_id" uuid NOT NULL,
	"appeal_import_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"file" jsonb,
	"sha256" text NOT NULL,
	"mapping" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"columns" text[] DEFAULT '{}' NOT NULL,
	"encoding" text DEFAULT 'utf-8' NOT NULL,
	"state" text NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"fresh" integer DEFAULT 0 NOT NULL,
	"same" integer DEFAULT 0 NOT NULL,
	"filled" integer DEFAULT 0 NOT NULL,
	"rejected" integer DEFAULT 0 NOT NULL,
	"rows_done" integer DEFAULT 0 NOT NULL,
	"sentence" text DEFAULT '' NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"imported_at" timestamp with time zone,
	CONSTRAINT "appeal_import_council_id_appeal_import_id_pk" PRIMARY KEY("council_id","appeal_import_id")
);
--> statement-breakpoint
CREATE TABLE "rejected_row" (
	"council_id" uuid NOT NULL,
	"appeal_import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"cells" text[] NOT NULL,
	"errors" jsonb NOT NULL,
	CONSTRAINT "rejected_row_council_id_appeal_import_id_row_pk" PRIMARY KEY("council_id","appeal_import_id","row")
);
--> statement-breakpoint
CREATE TABLE "appeal" (
	"council_id" uuid NOT NULL,
	"appeal_id" uuid NOT NULL,
	"number" text,
	"case_file_id" uuid,
	"child_name" text,
	"child_born_on" date,
	"ground" text NOT NULL,
	"sections" text[] DEFAULT '{}' NOT NULL,
	"issue_tags" text[] DEFAULT '{}' NOT NULL,
	"asks_health" boolean DEFAULT false NOT NULL,
	"asks_social_care" boolean DEFAULT false NOT NULL,
	"appellant_kind" text NOT NULL,
	"appellant_name" text DEFAULT '' NOT NULL,
	"representative" text DEFAULT '' NOT NULL,
	"area" text DEFAULT '' NOT NULL,
	"parental_request" boolean,
	"private_report" boolean,
	"decision_sent_on" date,
	"certificate_on" date,
	"registered_on" date,
	"papers_on" date,
	"hearing_on" date,
	"stage" text NOT NULL,
	"next_due" text,
	"next_due_on" date,
	"outcome" text DEFAULT 'pending' NOT NULL,
	"order_effect" text,
	"favoured" text,
	"ended_on" date,
	"days_before_hearing" integer GENERATED ALWAYS AS (hearing_on - ended_on) STORED,
	"claimed_by" uuid,
	"claimed_at" timestamp with time zone,
	"family_joined_at" timestamp with time zone,
	"import_id" uuid,
	"added_by" uuid,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "appeal_council_id_appeal_id_pk" PRIMARY KEY("council_id","appeal_id")
);
--> statement-breakpoint
CREATE TABLE "appeal_date" (
	"council_id" uuid NOT NULL,
	"appeal_date_id" uuid NOT NULL,
	"appeal_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"on" date NOT NULL,
	"at_minute" integer,
	"basis" text NOT NULL,
	"source" text NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL,
	"replaced_at" timestamp with time zone,
	"done_on" date,
	"done_by" uuid,
	CONSTRAINT "appeal_date_council_id_appeal_date_id_pk" PRIMARY KEY("council_id","appeal_date_id")
);
--> statement-breakpoint
CREATE TABLE "appeal_form" (
	"council_id" uuid NOT NULL,
	"appeal_form_id" uuid NOT NULL,
	"appeal_id" uuid NOT NULL,
	"form" text NOT NULL,
	"from" text NOT NULL,
	"on" date NOT NULL,
	"asks" text DEFAULT '' NOT NULL,
	"copied_on" date,
	"added_by" uuid NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "appeal_form_council_id_appeal_form_id_pk" PRIMARY KEY("council_id","appeal_form_id")
);
--> statement-breakpoint
CREATE TABLE "appeal_party" (
	"council_id" uuid NOT NULL,
	"appeal_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"as" text NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "appeal_party_council_id_appeal_id_person_id_pk" PRIMARY KEY("council_id","appeal_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "appeal_review" (
	"council_id" uuid NOT NULL,
	"appeal_review_id" uuid NOT NULL,
	"appeal_id" uuid NOT NULL,
	"when" text NOT NULL,
	"answers" jsonb NOT NULL,
	"path" text NOT NULL,
	"reason" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"manager_id" uuid,
	"manager_says" text,
	"manager_reason" text,
	"manager_at" timestamp with time zone,
	"look_again_on" date,
	CONSTRAINT "appeal_review_council_id_appeal_review_id_pk" PRIMARY KEY("council_id","appeal_review_id")
);
--> statement-breakpoint
CREATE TABLE "bearing_said" (
	"council_id" uuid NOT NULL,
	"bearing_said_id" uuid NOT NULL,
	"appeal_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"says" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"issue_tags" text[] DEFAULT '{}' NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bearing_said_council_id_bearing_said_id_pk" PRIMARY KEY("council_id","bearing_said_id")
);
--> statement-breakpoint
DROP INDEX "space_open";--> statement-breakpoint
ALTER TABLE "team" ADD COLUMN "kind" text DEFAULT 'area' NOT NULL;--> statement-breakpoint
ALTER TABLE "team_member" ADD COLUMN "leads" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "point" ADD COLUMN "plan_section" text;--> statement-breakpoint
ALTER TABLE "point" ADD COLUMN "position" integer;--> statement-breakpoint
ALTER TABLE "point" ADD COLUMN "original" text;--> statement-breakpoint
ALTER TABLE "space" ADD COLUMN "appeal_id" uuid;--> statement-breakpoint
ALTER TABLE "change_made" ADD CONSTRAINT "change_made_council_id_by_person_council_id_person_id_fk" FOREIGN KEY ("council_id","by") REFERENCES "public"."person"("council_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle" ADD CONSTRAINT "bundle_council_id_appeal_id_appeal_council_id_appeal_id_fk" FOREIGN KEY ("council_id","appeal_id") REFERENCES "public"."appeal"("council_id","appeal_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle_finding" ADD CONSTRAINT "bundle_finding_council_id_case_file_id_bundle_id_bundle_council_id_case_file_id_bundle_id_fk" FOREIGN KEY ("council_id","case_file_id","bundle_id") REFERENCES "public"."bundle"("council_id","case_file_id","bundle_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle_paper" ADD CONSTRAINT "bundle_paper_council_id_case_file_id_bundle_id_bundle_council_id_case_file_id_bundle_id_fk" FOREIGN KEY ("council_id","case_file_id","bundle_id") REFERENCES "public"."bundle"("council_id","case_file_id","bundle_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle_paper" ADD CONSTRAINT "bundle_paper_council_id_case_file_id_evidence_item_id_evidence_item_council_id_case_file_id_evidence_item_id_fk" FOREIGN KEY ("council_id","case_file_id","evidence_item_id") REFERENCES "public"."evidence_item"("council_id","case_file_id","evidence_item_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal_cause" ADD CONSTRAINT "appeal_cause_council_id_appeal_id_appeal_council_id_appeal_id_fk" FOREIGN KEY ("council_id","appeal_id") REFERENCES "public"."appeal"("council_id","appeal_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal_duty" ADD CONSTRAINT "appeal_duty_council_id_appeal_order_id_appeal_order_council_id_appeal_order_id_fk" FOREIGN KEY ("council_id","appeal_order_id") REFERENCES "public"."appeal_order"("council_id","appeal_order_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal_order" ADD CONSTRAINT "appeal_order_council_id_appeal_id_appeal_council_id_appeal_id_fk" FOREIGN KEY ("council_id","appeal_id") REFERENCES "public"."appeal"("council_id","appeal_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal_issue" ADD CONSTRAINT "appeal_issue_council_id_appeal_id_appeal_council_id_appeal_id_fk" FOREIGN KEY ("council_id","appeal_id") REFERENCES "public"."appeal"("council_id","appeal_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal_issue_page" ADD CONSTRAINT "appeal_issue_page_council_id_appeal_issue_id_appeal_issue_council_id_appeal_issue_id_fk" FOREIGN KEY ("council_id","appeal_issue_id") REFERENCES "public"."appeal_issue"("council_id","appeal_issue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal_import" ADD CONSTRAINT "appeal_import_council_id_by_person_council_id_person_id_fk" FOREIGN KEY ("council_id","by") REFERENCES "public"."person"("council_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rejected_row" ADD CONSTRAINT "rejected_row_council_id_appeal_import_id_appeal_import_council_id_appeal_import_id_fk" FOREIGN KEY ("council_id","appeal_import_id") REFERENCES "public"."appeal_import"("council_id","appeal_import_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_council_id_case_file_id_case_file_council_id_case_file_id_fk" FOREIGN KEY ("council_id","case_file_id") REFERENCES "public"."case_file"("council_id","case_file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_council_id_claimed_by_person_council_id_person_id_fk" FOREIGN KEY ("council_id","claimed_by") REFERENCES "public"."person"("council_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal_date" ADD CONSTRAINT "appeal_date_council_id_appeal_id_appeal_council_id_appeal_id_fk" FOREIGN KEY ("council_id","appeal_id") REFERENCES "public"."appeal"("council_id","appeal_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal_form" ADD CONSTRAINT "appeal_form_council_id_appeal_id_appeal_council_id_appeal_id_fk" FOREIGN KEY ("council_id","appeal_id") REFERENCES "public"."appeal"("council_id","appeal_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal_party" ADD CONSTRAINT "appeal_party_council_id_appeal_id_appeal_council_id_appeal_id_fk" FOREIGN KEY ("council_id","appeal_id") REFERENCES "public"."appeal"("council_id","appeal_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal_party" ADD CONSTRAINT "appeal_party_council_id_person_id_person_council_id_person_id_fk" FOREIGN KEY ("council_id","person_id") REFERENCES "public"."person"("council_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal_review" ADD CONSTRAINT "appeal_review_council_id_appeal_id_appeal_council_id_appeal_id_fk" FOREIGN KEY ("council_id","appeal_id") REFERENCES "public"."appeal"("council_id","appeal_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal_review" ADD CONSTRAINT "appeal_review_council_id_manager_id_person_council_id_person_id_fk" FOREIGN KEY ("council_id","manager_id") REFERENCES "public"."person"("council_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bearing_said" ADD CONSTRAINT "bearing_said_council_id_appeal_id_appeal_council_id_appeal_id_fk" FOREIGN KEY ("council_id","appeal_id") REFERENCES "public"."appeal"("council_id","appeal_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "precedent_words" ON "precedent" USING gin ("words");--> statement-breakpoint
CREATE INDEX "precedent_grounds" ON "precedent" USING gin ("grounds");--> statement-breakpoint
CREATE INDEX "precedent_issues" ON "precedent" USING gin ("issues");--> statement-breakpoint
CREATE INDEX "precedent_statutes" ON "precedent" USING gin ("statute_keys");--> statement-breakpoint
CREATE INDEX "precedent_citation" ON "precedent" USING btree ("citation_key");--> statement-breakpoint
CREATE INDEX "precedent_year" ON "precedent" USING btree ("year");--> statement-breakpoint
CREATE UNIQUE INDEX "bundle_finding_key" ON "bundle_finding" USING btree ("council_id","bundle_id","key");--> statement-breakpoint
CREATE INDEX "appeal_cause_cause" ON "appeal_cause" USING btree ("council_id","cause");--> statement-breakpoint
CREATE UNIQUE INDEX "appeal_duty_step" ON "appeal_duty" USING btree ("council_id","appeal_order_id","kind","step");--> statement-breakpoint
CREATE INDEX "appeal_duty_open" ON "appeal_duty" USING btree ("council_id","due_on") WHERE done_on is null;--> statement-breakpoint
CREATE INDEX "appeal_order_appeal" ON "appeal_order" USING btree ("council_id","appeal_id");--> statement-breakpoint
CREATE UNIQUE INDEX "appeal_issue_number" ON "appeal_issue" USING btree ("council_id","appeal_id","number");--> statement-breakpoint
CREATE INDEX "appeal_import_at" ON "appeal_import" USING btree ("council_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "appeal_number" ON "appeal" USING btree ("council_id","number");--> statement-breakpoint
CREATE INDEX "appeal_case" ON "appeal" USING btree ("council_id","case_file_id") WHERE case_file_id is not null;--> statement-breakpoint
CREATE INDEX "appeal_open" ON "appeal" USING btree ("council_id","next_due_on","appeal_id") WHERE stage <> 'closed';--> statement-breakpoint
CREATE INDEX "appeal_registered" ON "appeal" USING btree ("council_id","registered_on","appeal_id");--> statement-breakpoint
CREATE INDEX "appeal_ended" ON "appeal" USING btree ("council_id","ended_on") WHERE ended_on is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "appeal_date_standing" ON "appeal_date" USING btree ("council_id","appeal_id","kind") WHERE replaced_at is null;--> statement-breakpoint
CREATE INDEX "appeal_form_appeal" ON "appeal_form" USING btree ("council_id","appeal_id");--> statement-breakpoint
CREATE INDEX "appeal_review_appeal" ON "appeal_review" USING btree ("council_id","appeal_id","at");--> statement-breakpoint
CREATE INDEX "bearing_said_appeal" ON "bearing_said" USING btree ("council_id","appeal_id");--> statement-breakpoint
CREATE INDEX "bearing_said_slug" ON "bearing_said" USING btree ("council_id","slug");--> statement-breakpoint
CREATE UNIQUE INDEX "space_open" ON "space" USING btree ("council_id","case_file_id","kind",coalesce("appeal_id", "case_file_id")) WHERE closed_at is null;--> statement-breakpoint
-- Who works on the council's appeals: the members of its tribunal team. Asked once for a statement, never for each row.
CREATE FUNCTION in_tribunal_team() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM team_member m
    JOIN team t ON t.council_id = m.council_id AND t.team_id = m.team_id AND t.kind = 'tribunal'
    JOIN person p ON p.council_id = m.council_id AND p.person_id = m.person_id AND p.kind = 'staff' AND p.disabled_at IS NULL
   WHERE m.council_id = app_council() AND m.person_id = app_person())
$$;--> statement-breakpoint
CREATE FUNCTION leads_tribunal_team() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM team_member m
    JOIN team t ON t.council_id = m.council_id AND t.team_id = m.team_id AND t.kind = 'tribunal'
    JOIN person p ON p.council_id = m.council_id AND p.person_id = m.person_id AND p.kind = 'staff' AND p.disabled_at IS NULL
   WHERE m.council_id = app_council() AND m.person_id = app_person() AND m.leads)
$$;--> statement-breakpoint
-- The case files this person must never see, whatever else they are: it beats the team's duty, too.
CREATE FUNCTION my_exclusions() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(case_file_id), '{}') FROM exclusion WHERE council_id = app_council() AND person_id = app_person()
$$;--> statement-breakpoint
-- The side somebody has in one appeal: the council's for its staff on the case, the family's for whom the appeal is; else nothing.
CREATE FUNCTION appeal_place(council uuid, which uuid, who uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM exclusion e WHERE e.council_id = council AND e.case_file_id = a.case_file_id AND e.person_id = who) THEN NULL
    WHEN p.kind = 'staff' THEN 'council'
    WHEN EXISTS (SELECT 1 FROM appeal_party y WHERE y.council_id = council AND y.appeal_id = which AND y.person_id = who AND y.ended_at IS NULL) THEN 'family'
  END
  FROM appeal a JOIN person p ON p.council_id = a.council_id AND p.person_id = who AND p.disabled_at IS NULL
  WHERE a.council_id = council AND a.appeal_id = which
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION in_tribunal_team, leads_tribunal_team, my_exclusions, appeal_place FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION in_tribunal_team, leads_tribunal_team, my_exclusions, appeal_place, asked_by_staff TO common_ground_app;--> statement-breakpoint

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['appeal', 'appeal_party', 'appeal_date', 'appeal_form', 'appeal_order', 'appeal_duty', 'appeal_issue',
                           'appeal_issue_page', 'appeal_review', 'bearing_said', 'appeal_cause', 'appeal_import', 'rejected_row',
                           'bundle', 'bundle_paper', 'bundle_finding', 'cause_name', 'change_made',
                           'precedent', 'precedent_version', 'precedent_tag']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO common_ground_app', t);
  END LOOP;
  -- What hangs on an appeal is seen by whoever sees the appeal.
  FOREACH t IN ARRAY ARRAY['appeal_party', 'appeal_date', 'appeal_form', 'appeal_order', 'appeal_duty', 'appeal_issue']
  LOOP
    EXECUTE format('CREATE POLICY with_its_appeal ON %1$I TO common_ground_app USING (council_id = app_council() AND EXISTS
      (SELECT 1 FROM appeal a WHERE a.council_id = %1$I.council_id AND a.appeal_id = %1$I.appeal_id))', t);
  END LOOP;
  -- What the council thinks about it is for the tribunal team alone.
  FOREACH t IN ARRAY ARRAY['appeal_review', 'bearing_said', 'appeal_cause']
  LOOP
    EXECUTE format('CREATE POLICY the_tribunal_team ON %1$I TO common_ground_app USING (council_id = app_council() AND (SELECT in_tribunal_team()) AND EXISTS
      (SELECT 1 FROM appeal a WHERE a.council_id = %1$I.council_id AND a.appeal_id = %1$I.appeal_id))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['appeal_import', 'rejected_row']
  LOOP
    EXECUTE format('CREATE POLICY the_tribunal_team ON %I TO common_ground_app USING (council_id = app_council() AND (SELECT in_tribunal_team()))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['bundle', 'bundle_paper', 'bundle_finding']
  LOOP
    EXECUTE format('CREATE POLICY the_case_in_hand ON %I TO common_ground_app USING (council_id = app_council() AND case_file_id = app_case_file())', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['cause_name', 'change_made']
  LOOP
    EXECUTE format('CREATE POLICY the_council ON %I TO common_ground_app USING (council_id = app_council() AND (SELECT asked_by_staff()))
      WITH CHECK (council_id = app_council() AND (SELECT in_tribunal_team()))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['precedent', 'precedent_version', 'precedent_tag']
  LOOP
    EXECUTE format('CREATE POLICY staff_read ON %I FOR SELECT TO common_ground_app USING ((SELECT asked_by_staff()))', t);
    EXECUTE format('CREATE POLICY the_tribunal_team_adds ON %I FOR INSERT TO common_ground_app WITH CHECK ((SELECT in_tribunal_team()))', t);
    EXECUTE format('CREATE POLICY the_tribunal_team_keeps ON %I FOR UPDATE TO common_ground_app USING ((SELECT in_tribunal_team()))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['appeal_order', 'bearing_said', 'precedent_version']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t || '_never_changes', t);
  END LOOP;
END $$;--> statement-breakpoint
CREATE POLICY team_or_those_in_it ON appeal TO common_ground_app USING (council_id = app_council() AND (
  ((SELECT in_tribunal_team()) AND (case_file_id IS NULL OR case_file_id <> ALL ((SELECT my_exclusions())::uuid[])))
  OR (case_file_id = app_case_file() AND appeal_place(council_id, appeal_id, app_person()) IS NOT NULL)));--> statement-breakpoint
CREATE POLICY with_its_appeal ON appeal_issue_page TO common_ground_app USING (council_id = app_council() AND EXISTS
  (SELECT 1 FROM appeal_issue i WHERE i.council_id = appeal_issue_page.council_id AND i.appeal_issue_id = appeal_issue_page.appeal_issue_id));--> statement-breakpoint
CREATE POLICY those_in_it ON bundle AS RESTRICTIVE TO common_ground_app USING (appeal_place(council_id, appeal_id, app_person()) IS NOT NULL);--> statement-breakpoint
CREATE POLICY those_in_it ON bundle_paper AS RESTRICTIVE TO common_ground_app USING (EXISTS
  (SELECT 1 FROM bundle b WHERE b.council_id = bundle_paper.council_id AND b.case_file_id = bundle_paper.case_file_id AND b.bundle_id = bundle_paper.bundle_id));--> statement-breakpoint
-- What a check found can name another child: the council's side looks.
CREATE POLICY the_council_looks ON bundle_finding AS RESTRICTIVE TO common_ground_app USING (EXISTS
  (SELECT 1 FROM bundle b WHERE b.council_id = bundle_finding.council_id AND b.case_file_id = bundle_finding.case_file_id AND b.bundle_id = bundle_finding.bundle_id
     AND appeal_place(b.council_id, b.appeal_id, app_person()) = 'council'));--> statement-breakpoint
-- A working document is for those in its appeal; the check before the Board stays as it was.
CREATE POLICY those_in_its_appeal ON space AS RESTRICTIVE TO common_ground_app USING (kind <> 'working_document' OR appeal_place(council_id, appeal_id, app_person()) IS NOT NULL);--> statement-breakpoint
CREATE POLICY those_in_its_space ON point AS RESTRICTIVE TO common_ground_app USING (EXISTS
  (SELECT 1 FROM space s WHERE s.council_id = point.council_id AND s.case_file_id = point.case_file_id AND s.space_id = point.space_id));--> statement-breakpoint
-- A review stays as it was written; only the manager's word is added, once.
CREATE FUNCTION only_the_managers_word() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.manager_at IS NOT NULL OR
     to_jsonb(NEW) - '{manager_id,manager_says,manager_reason,manager_at}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{manager_id,manager_says,manager_reason,manager_at}'::text[] THEN
    RAISE EXCEPTION 'appeal_review rows never change' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER appeal_review_words_never_change BEFORE UPDATE OR DELETE ON appeal_review FOR EACH ROW EXECUTE FUNCTION only_the_managers_word();
