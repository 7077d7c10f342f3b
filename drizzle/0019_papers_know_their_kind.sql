ALTER TABLE "evidence_item" ADD COLUMN "kind" text DEFAULT 'other' NOT NULL;--> statement-breakpoint

-- Papers that are here already: as their row says, and older versions as the newest one's.
WITH RECURSIVE version AS (
  SELECT council_id, case_file_id, evidence_item_id, kind FROM check_row WHERE evidence_item_id IS NOT NULL
  UNION
  SELECT v.council_id, v.case_file_id, p.replaces, v.kind
    FROM version v JOIN evidence_item p USING (council_id, case_file_id, evidence_item_id) WHERE p.replaces IS NOT NULL
)
UPDATE evidence_item p SET kind = v.kind FROM version v
 WHERE v.council_id = p.council_id AND v.case_file_id = p.case_file_id AND v.evidence_item_id = p.evidence_item_id;
