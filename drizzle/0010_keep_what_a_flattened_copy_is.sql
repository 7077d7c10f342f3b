ALTER TABLE "evidence_item" ADD COLUMN "redacted_by" uuid;--> statement-breakpoint
ALTER TABLE "evidence_item" ADD COLUMN "redacted_sha256" text;--> statement-breakpoint
ALTER TABLE "evidence_item" ADD COLUMN "redacted_bytes" bigint;--> statement-breakpoint
CREATE INDEX "evidence_page_unread" ON "evidence_page" USING btree ("council_id","case_file_id","evidence_item_id") WHERE words_from = 'none';--> statement-breakpoint
UPDATE "evidence_page" SET "words_from" = 'none' WHERE "words" = '';--> statement-breakpoint

-- Papers with pages whose words nobody has read off the picture yet, the oldest first. Ids and nothing else: each is read
-- with its own case in hand.
CREATE FUNCTION papers_to_read_off(at_most integer) RETURNS TABLE (case_file_id uuid, evidence_item_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.case_file_id, i.evidence_item_id FROM evidence_item i
  WHERE i.council_id = app_council() AND i.state = 'ready' AND i.withdrawn_at IS NULL
    AND EXISTS (SELECT 1 FROM evidence_page p WHERE p.council_id = i.council_id AND p.case_file_id = i.case_file_id
      AND p.evidence_item_id = i.evidence_item_id AND p.words_from = 'none')
  ORDER BY i.evidence_item_id LIMIT at_most
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION papers_to_read_off(integer) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION papers_to_read_off(integer) TO common_ground_app;
