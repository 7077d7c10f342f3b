ALTER TABLE "mail_arrival" ADD COLUMN "attached" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
-- The case an address is of, asked before anybody knows which council. Nothing for a case whose words were forgotten.
CREATE FUNCTION case_of_address(asked text) RETURNS TABLE (council_id uuid, case_file_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.council_id, a.case_file_id FROM case_address a
    JOIN case_file c ON c.council_id = a.council_id AND c.case_file_id = a.case_file_id AND c.forgotten_at IS NULL
   WHERE a.word = asked
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION case_of_address FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION case_of_address TO common_ground_app;--> statement-breakpoint

-- A mail that waits for an officer is kept whole until it is sorted.
CREATE OR REPLACE FUNCTION files_that_belong(files uuid[]) RETURNS TABLE (file_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.evidence_item_id FROM evidence_item i
  WHERE i.council_id = app_council() AND i.evidence_item_id = ANY (files) AND i.scan <> 'infected'
    AND NOT EXISTS (SELECT 1 FROM erasure e WHERE e.council_id = i.council_id AND e.case_file_id = i.case_file_id AND e.source = 'paper'
                     AND e.source_id = i.evidence_item_id::text AND e.done_at IS NOT NULL)
  UNION ALL
  SELECT b.pack_book_id FROM pack_book b WHERE b.council_id = app_council() AND b.pack_book_id = ANY (files)
  UNION ALL
  SELECT a.agreement_id FROM agreement a WHERE a.council_id = app_council() AND a.agreement_id = ANY (files)
  UNION ALL
  SELECT l.appeal_import_id FROM appeal_import l WHERE l.council_id = app_council() AND l.appeal_import_id = ANY (files) AND l.file IS NOT NULL
  UNION ALL
  SELECT m.mail_arrival_id FROM mail_arrival m WHERE m.council_id = app_council() AND m.mail_arrival_id = ANY (files) AND m.state = 'held'
$$;
