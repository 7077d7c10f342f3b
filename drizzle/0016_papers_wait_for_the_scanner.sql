CREATE INDEX "evidence_item_waiting" ON "evidence_item" USING btree ("council_id","case_file_id","evidence_item_id") WHERE state in ('reading', 'held');--> statement-breakpoint
CREATE INDEX "evidence_item_added_by" ON "evidence_item" USING btree ("council_id","added_by","added_at");--> statement-breakpoint
UPDATE "evidence_item" SET "scan" = 'clean' WHERE "state" = 'ready';--> statement-breakpoint
ALTER TABLE "evidence_item" ADD CONSTRAINT "evidence_item_shown_only_clean" CHECK (state <> 'ready' or scan = 'clean');--> statement-breakpoint

-- Papers the scanner has not judged, and those whose reading was cut short, in no order. Ids and nothing else: each is taken
-- up with its own case in hand.
CREATE FUNCTION papers_to_take_up(at_most integer) RETURNS TABLE (case_file_id uuid, evidence_item_id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.case_file_id, i.evidence_item_id FROM evidence_item i
  WHERE i.council_id = app_council() AND i.state IN ('reading', 'held') AND i.withdrawn_at IS NULL
    AND (i.scan = 'pending' OR i.state = 'reading') AND i.added_at < now() - interval '1 minute'
  ORDER BY random() LIMIT at_most
$$;--> statement-breakpoint

-- How much one person has added since a moment, on all case files together: a number and nothing else.
CREATE FUNCTION bytes_added_by(who uuid, since timestamptz) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(i.bytes), 0)::bigint FROM evidence_item i
  WHERE i.council_id = app_council() AND i.added_by = who AND i.added_at > since
$$;--> statement-breakpoint

-- Which of these files belong to a row. A file that is the key of a row of another table has to be added here, or the sweep
-- takes it for one that a crash left behind. What is infected is not to be kept.
CREATE FUNCTION files_that_belong(files uuid[]) RETURNS TABLE (file_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.evidence_item_id FROM evidence_item i
  WHERE i.council_id = app_council() AND i.evidence_item_id = ANY (files) AND i.scan <> 'infected'
  UNION ALL
  SELECT b.pack_book_id FROM pack_book b WHERE b.council_id = app_council() AND b.pack_book_id = ANY (files)
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION papers_to_take_up, bytes_added_by, files_that_belong FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION papers_to_take_up, bytes_added_by, files_that_belong TO common_ground_app;
