-- A case file by the reference somebody of the tribunal team typed, so that an appeal can be linked to it. Nothing for
-- anybody else, nor for whoever is excluded from that case.
CREATE FUNCTION case_to_link(typed text) RETURNS TABLE (case_file_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.case_file_id FROM case_file c
   WHERE c.council_id = app_council() AND c.reference = typed AND in_tribunal_team() AND c.case_file_id <> ALL (my_exclusions())
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION case_to_link FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION case_to_link TO common_ground_app;--> statement-breakpoint

-- The file of a list of appeals belongs to it until it is imported or thrown away.
CREATE OR REPLACE FUNCTION files_that_belong(files uuid[]) RETURNS TABLE (file_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.evidence_item_id FROM evidence_item i
  WHERE i.council_id = app_council() AND i.evidence_item_id = ANY (files) AND i.scan <> 'infected'
  UNION ALL
  SELECT b.pack_book_id FROM pack_book b WHERE b.council_id = app_council() AND b.pack_book_id = ANY (files)
  UNION ALL
  SELECT a.agreement_id FROM agreement a WHERE a.council_id = app_council() AND a.agreement_id = ANY (files)
  UNION ALL
  SELECT l.appeal_import_id FROM appeal_import l WHERE l.council_id = app_council() AND l.appeal_import_id = ANY (files) AND l.file IS NOT NULL
$$;
