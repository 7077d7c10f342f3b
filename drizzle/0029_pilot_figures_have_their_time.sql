ALTER TABLE "pilot_figure" ALTER COLUMN "from" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "pilot_figure" ALTER COLUMN "to" SET NOT NULL;