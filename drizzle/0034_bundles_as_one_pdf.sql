DROP INDEX "pack_book_one_at_work";--> statement-breakpoint
ALTER TABLE "pack_book" ALTER COLUMN "pack_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "pack_book" ADD COLUMN "bundle_id" uuid;--> statement-breakpoint
ALTER TABLE "pack_book" ADD COLUMN "planned" jsonb;--> statement-breakpoint
ALTER TABLE "bundle_paper" ADD COLUMN "as" text DEFAULT 'paper' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "pack_book_one_at_work" ON "pack_book" USING btree ("council_id","case_file_id",coalesce(pack_id, bundle_id),"recipe") WHERE state in ('waiting', 'building');--> statement-breakpoint
ALTER TABLE "pack_book" ADD CONSTRAINT "pack_book_of_one_thing" CHECK ((pack_id is null) = (bundle_id is not null and planned is not null));--> statement-breakpoint
ALTER TABLE "pack_book" ADD CONSTRAINT "pack_book_bundle_fk" FOREIGN KEY ("council_id","case_file_id","bundle_id") REFERENCES "public"."bundle"("council_id","case_file_id","bundle_id");--> statement-breakpoint
-- A book of a bundle is for those in its appeal, as the bundle is: another parent of the child must not learn that there is one.
-- Whoever builds it has no person, and is handed everything in the row.
CREATE POLICY those_in_its_appeal ON pack_book AS RESTRICTIVE TO common_ground_app USING (bundle_id IS NULL OR app_person() IS NULL OR EXISTS
  (SELECT 1 FROM bundle b WHERE b.council_id = pack_book.council_id AND b.case_file_id = pack_book.case_file_id AND b.bundle_id = pack_book.bundle_id));
