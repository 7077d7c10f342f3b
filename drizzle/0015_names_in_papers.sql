DROP INDEX "case_file_child";--> statement-breakpoint

-- A name as it is compared with the words of a paper: the same as folded() in src/domain/evidence/folded.ts, for the letters
-- of Latin alphabets. What lower() makes of other letters depends on the installation, so those that do not come apart are named.
CREATE FUNCTION folded_name(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(
    replace(replace(replace(replace(translate(
      regexp_replace(lower(normalize(name, NFKD)), '[\u0300-\u036F''\u2018\u2019\u0060\u00B4\u02BC]', '', 'g'),
      'łŁđĐøØħĦŧŦıðÐ', 'llddoohhttidd'),
      'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'ß', 'ss'),
    '[^a-z0-9\u00C0-\u1FFF\u2C00-\uD7FF]+', ' ', 'g'))
$$;--> statement-breakpoint

CREATE INDEX "case_file_child_folded" ON "case_file" USING btree ("council_id",folded_name("child_first_name" || ' ' || "child_last_name"));--> statement-breakpoint
CREATE INDEX "case_file_born" ON "case_file" USING btree ("council_id","child_born_on");--> statement-breakpoint

-- The council's other children whom the words of a paper could name. The wall shows a transaction only its own case file, so
-- the look-up is in here: the council and the case file in hand are the transaction's own and cannot be given, and nobody comes
-- back whom the candidates do not name. Each part is a look-up by an index, once for every candidate (OFFSET 0 keeps it one).
CREATE FUNCTION children_named(names text[], born text[], last_names text[], upns text[], nhs_numbers text[])
RETURNS TABLE (case_file_id uuid, first_name text, last_name text, born_on text, upn text, nhs_number text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH found AS (
    SELECT f.case_file_id FROM unnest(names) n CROSS JOIN LATERAL (
      SELECT c.case_file_id FROM case_file c WHERE c.council_id = app_council()
        AND folded_name(c.child_first_name || ' ' || c.child_last_name) = n OFFSET 0) f
    UNION
    SELECT f.case_file_id FROM unnest(born) b CROSS JOIN LATERAL (
      SELECT c.case_file_id FROM case_file c WHERE c.council_id = app_council() AND c.child_born_on = b::date
        AND folded_name(c.child_last_name) = ANY (last_names) OFFSET 0) f
    UNION
    SELECT f.case_file_id FROM unnest(upns) u CROSS JOIN LATERAL (
      SELECT c.case_file_id FROM case_file c WHERE c.council_id = app_council() AND c.child_upn = u OFFSET 0) f
    UNION
    SELECT f.case_file_id FROM unnest(nhs_numbers) h CROSS JOIN LATERAL (
      SELECT c.case_file_id FROM case_file c WHERE c.council_id = app_council() AND c.child_nhs_number = h OFFSET 0) f)
  SELECT c.case_file_id, c.child_first_name, c.child_last_name, c.child_born_on::text, c.child_upn, c.child_nhs_number
    FROM found CROSS JOIN LATERAL (
      SELECT * FROM case_file f WHERE f.council_id = app_council() AND f.case_file_id = found.case_file_id OFFSET 0) c
   WHERE app_case_file() IS NOT NULL AND c.case_file_id <> app_case_file()
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION children_named FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION children_named TO common_ground_app;
