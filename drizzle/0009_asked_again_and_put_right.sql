ALTER TABLE "advice_request" ADD COLUMN "earlier_links" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "paper_comment" ADD COLUMN "should_say" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "paper_comment" ADD COLUMN "outcome" text;--> statement-breakpoint
ALTER TABLE "check_row" ADD COLUMN "chase_wished_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "evidence_item" ADD CONSTRAINT "evidence_item_council_id_case_file_id_replaces_evidence_item_council_id_case_file_id_evidence_item_id_fk" FOREIGN KEY ("council_id","case_file_id","replaces") REFERENCES "public"."evidence_item"("council_id","case_file_id","evidence_item_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "advice_request_earlier" ON "advice_request" USING gin ("earlier_links");