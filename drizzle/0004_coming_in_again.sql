CREATE TABLE "sign_in_code" (
	"council_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL,
	"tries_left" integer NOT NULL,
	CONSTRAINT "sign_in_code_council_id_person_id_pk" PRIMARY KEY("council_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "slow_down" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "sign_in_code" ADD CONSTRAINT "sign_in_code_council_id_person_id_person_council_id_person_id_fk" FOREIGN KEY ("council_id","person_id") REFERENCES "public"."person"("council_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint

-- The walls for the new tables: a code shows only within its council; counts of tries name nobody.
ALTER TABLE "sign_in_code" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "sign_in_code", "slow_down" TO common_ground_app;--> statement-breakpoint
CREATE POLICY the_council ON "sign_in_code" TO common_ground_app USING (council_id = app_council());
