ALTER TABLE "pack_book" ADD COLUMN "late" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "pack_book_one_at_work" ON "pack_book" USING btree ("council_id","case_file_id","pack_id","recipe") WHERE state in ('waiting', 'building');
--> statement-breakpoint

-- Books nobody is building: new ones, and those a process left behind. Building has no person, so the wall of the case file
-- cannot be met yet; only ids leave here, and the rest happens one case file at a time.
CREATE FUNCTION books_due()
RETURNS TABLE (case_file_id uuid, pack_book_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT b.case_file_id, b.pack_book_id FROM pack_book b
  WHERE b.council_id = app_council() AND b.state IN ('waiting', 'building') AND (b.lease_ends_at IS NULL OR b.lease_ends_at < now())
  ORDER BY b.asked_at
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION books_due FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION books_due TO common_ground_app;
