ALTER TABLE "mediation" ADD COLUMN "phase_since" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "mediation" ADD COLUMN "rooms_opened_at" timestamp with time zone;