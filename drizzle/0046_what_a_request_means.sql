ALTER TABLE "data_request" ADD COLUMN "clarify_words" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "data_request" ADD COLUMN "clarify_answer" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "data_request_item" ADD CONSTRAINT "data_request_item_allowed" CHECK (class in ('case', 'joint'));