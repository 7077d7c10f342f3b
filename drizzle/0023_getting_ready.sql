CREATE TABLE "pre_call" (
	"council_id" uuid NOT NULL,
	"case_file_id" uuid NOT NULL,
	"mediation_id" uuid NOT NULL,
	"side" text NOT NULL,
	"on" date NOT NULL,
	"starts_at" text NOT NULL,
	"phone" text NOT NULL,
	"offered_by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pre_call_council_id_case_file_id_mediation_id_side_pk" PRIMARY KEY("council_id","case_file_id","mediation_id","side")
);
--> statement-breakpoint
ALTER TABLE "mediation_party" ADD COLUMN "waits_for" text;--> statement-breakpoint
ALTER TABLE "mediation_party" ADD COLUMN "invitation_id" uuid;--> statement-breakpoint
ALTER TABLE "pre_call" ADD CONSTRAINT "pre_call_council_id_case_file_id_mediation_id_mediation_council_id_case_file_id_mediation_id_fk" FOREIGN KEY ("council_id","case_file_id","mediation_id") REFERENCES "public"."mediation"("council_id","case_file_id","mediation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint

ALTER TABLE pre_call ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON pre_call TO common_ground_app;--> statement-breakpoint
CREATE POLICY the_case_in_hand ON pre_call TO common_ground_app
  USING (council_id = app_council() AND (case_file_id = app_case_file() OR (app_case_file() IS NULL AND may_list(council_id, case_file_id))))
  WITH CHECK (council_id = app_council() AND case_file_id = app_case_file());--> statement-breakpoint
CREATE POLICY own_side ON pre_call AS RESTRICTIVE TO common_ground_app USING (mediation_place(council_id, mediation_id, app_person()) IN (side, 'lead'))
  WITH CHECK (mediation_place(council_id, mediation_id, app_person()) = 'lead');--> statement-breakpoint

-- Somebody invited to lead a mediation gets their place in it in the transaction in which they take the invitation up. A
-- trigger, because people may not import mediation, and a look-up on their first visit would leave a time in which they
-- have a standing on the case and a place nowhere. Only where a standing came of it: whoever has another one leads nothing.
CREATE FUNCTION seat_the_invited() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE mediation_party p SET person_id = NEW.person_id
    FROM invitation i, mediation m
   WHERE p.council_id = NEW.council_id AND p.case_file_id = NEW.case_file_id AND p.person_id IS NULL AND p.left_at IS NULL
     AND i.council_id = p.council_id AND i.invitation_id = p.invitation_id AND i.used_by = NEW.person_id AND i.cancelled_at IS NULL
     AND m.council_id = p.council_id AND m.mediation_id = p.mediation_id AND m.closed_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM mediation_party o WHERE o.council_id = p.council_id AND o.mediation_id = p.mediation_id
                        AND o.person_id = NEW.person_id AND o.left_at IS NULL);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER standing_seats_the_invited AFTER INSERT ON standing FOR EACH ROW WHEN (NEW.role = 'mediator') EXECUTE FUNCTION seat_the_invited();--> statement-breakpoint

-- Which sides have agreed to exchange. Those in it may know that; what was written stays each side's until both have.
CREATE FUNCTION sides_that_may_exchange(council uuid, which uuid) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(side ORDER BY side), '{}') FROM side_statement
   WHERE council_id = council AND mediation_id = which AND may_exchange_at IS NOT NULL
     AND council = app_council() AND mediation_place(council, which, app_person()) IS NOT NULL
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION sides_that_may_exchange FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION sides_that_may_exchange TO common_ground_app;--> statement-breakpoint

-- What both have read stays as they read it.
CREATE FUNCTION keep_what_was_exchanged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF statements_exchanged(OLD.council_id, OLD.mediation_id) THEN
    RAISE EXCEPTION 'what was exchanged stays as it was' USING ERRCODE = '23514', CONSTRAINT = 'exchanged_stays';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;--> statement-breakpoint
CREATE TRIGGER side_statement_stays BEFORE UPDATE OR DELETE ON side_statement FOR EACH ROW EXECUTE FUNCTION keep_what_was_exchanged();
