ALTER TABLE "dispute" ADD COLUMN "health_told_on" date;--> statement-breakpoint
ALTER TABLE "dispute" ADD COLUMN "ended_how" text;--> statement-breakpoint
ALTER TABLE "dispute" ADD COLUMN "ended_by" uuid;--> statement-breakpoint
ALTER TABLE "dispute_issue" ADD COLUMN "settled_by" uuid;