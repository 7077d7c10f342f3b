-- What holds a case is asked of the few that are shown, by `held_by`: asked of every case of a county it would take seconds.
DROP FUNCTION kept_cases(jsonb);--> statement-breakpoint
CREATE FUNCTION kept_cases(rules jsonb)
RETURNS TABLE (case_file_id uuid, reference text, class text, due_on date, forgotten_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.case_file_id, c.reference, k.class,
    ((CASE r.counted_from WHEN 'birth' THEN c.child_born_on ELSE (c.closed_at AT TIME ZONE 'Europe/London')::date END) + make_interval(years => r.years))::date,
    c.forgotten_at
  FROM case_file c
  CROSS JOIN LATERAL (SELECT coalesce(c.kept_as, CASE WHEN c.stage = 'final_plan' OR EXISTS (SELECT 1 FROM case_milestone m
      WHERE m.council_id = c.council_id AND m.case_file_id = c.case_file_id AND m.what = 'plan_made') THEN 'plan' ELSE 'case' END) AS class) k
  JOIN jsonb_to_recordset(rules) AS r(class text, years integer, counted_from text) ON r.class = k.class
  WHERE c.council_id = app_council() AND (SELECT has_duty('records'))
    AND c.case_file_id NOT IN (SELECT e.case_file_id FROM exclusion e WHERE e.council_id = app_council() AND e.person_id = app_person())
    AND c.case_file_id NOT IN (SELECT s.case_file_id FROM standing s WHERE s.council_id = app_council() AND s.person_id = app_person()
                                AND s.role IN ('parent', 'young_person', 'supporter') AND s.ended_at IS NULL)
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION kept_cases FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION kept_cases TO common_ground_app;
--> statement-breakpoint
-- Of the cases somebody leads: those whose young person decides by now, with a parent still there as one, and nothing written
-- of who stays or who decides instead.
CREATE FUNCTION takeovers_overdue(born_by date) RETURNS TABLE (case_file_id uuid, reference text, child text, born_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.case_file_id, c.reference, c.child_first_name, c.child_born_on
    FROM standing s
    CROSS JOIN LATERAL (SELECT * FROM case_file f WHERE f.council_id = s.council_id AND f.case_file_id = s.case_file_id OFFSET 0) c
   WHERE s.council_id = app_council() AND s.person_id = app_person() AND s.role = 'case_officer' AND s.ended_at IS NULL
     AND (s.ends_at IS NULL OR s.ends_at > now()) AND c.closed_at IS NULL AND c.forgotten_at IS NULL AND c.child_born_on <= born_by
     AND EXISTS (SELECT 1 FROM standing p WHERE p.council_id = c.council_id AND p.case_file_id = c.case_file_id AND p.role = 'parent' AND p.ended_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM capacity k WHERE k.council_id = c.council_id AND k.case_file_id = c.case_file_id AND k.alternative_id = p.person_id))
     AND NOT EXISTS (SELECT 1 FROM exclusion e WHERE e.council_id = c.council_id AND e.case_file_id = c.case_file_id AND e.person_id = s.person_id)
   ORDER BY c.child_born_on, c.case_file_id
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION takeovers_overdue FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION takeovers_overdue TO common_ground_app;--> statement-breakpoint
CREATE OR REPLACE FUNCTION forget_paper(council uuid, file uuid, which uuid) RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE books uuid[];
BEGIN
  books := ARRAY(SELECT b.pack_book_id FROM pack_book b LEFT JOIN pack p USING (council_id, case_file_id, pack_id)
    WHERE b.council_id = council AND b.case_file_id = file
      AND (which = ANY (b.late) OR b.planned::text LIKE '%' || which || '%' OR p.manifest LIKE '%' || which || '%'));
  DELETE FROM pack_book WHERE council_id = council AND case_file_id = file AND pack_book_id = ANY (books);
  UPDATE pack SET manifest = without_paper(manifest::jsonb, which::text)::text WHERE council_id = council AND case_file_id = file AND manifest LIKE '%' || which || '%';
  UPDATE bundle SET content = without_paper(content, which::text) WHERE council_id = council AND case_file_id = file AND content::text LIKE '%' || which || '%';
  DELETE FROM evidence_page WHERE council_id = council AND case_file_id = file AND evidence_item_id = which;
  DELETE FROM important_answer WHERE council_id = council AND case_file_id = file AND paper_comment_id IN (
    SELECT paper_comment_id FROM paper_comment WHERE council_id = council AND case_file_id = file AND evidence_item_id = which);
  DELETE FROM paper_comment WHERE council_id = council AND case_file_id = file AND evidence_item_id = which;
  DELETE FROM paper_match WHERE council_id = council AND case_file_id = file AND evidence_item_id = which;
  UPDATE breach SET words = '', outcome_words = '' WHERE council_id = council AND case_file_id = file AND evidence_item_id = which;
  UPDATE misfile SET reason = '' WHERE council_id = council AND case_file_id = file AND evidence_item_id = which;
  UPDATE given SET words = '' WHERE council_id = council AND case_file_id = file AND evidence_item_id = which;
  -- A row of the list that was made from the paper is called as it was; one that waited for it keeps its name.
  UPDATE check_row r SET title = 'A paper that was forgotten', who = '' FROM evidence_item i
   WHERE i.council_id = council AND i.case_file_id = file AND i.evidence_item_id = which
     AND r.council_id = council AND r.case_file_id = file AND r.evidence_item_id = which AND (r.title = i.title OR r.who = i.author AND i.author <> '');
  UPDATE evidence_item SET title = 'A paper that was forgotten', file_name = '', author = '', asked_by = '', used_for = '', released_why = '', sha256 = '', photo_sha256 = NULL,
    redacted_sha256 = NULL, written_on = NULL, state = 'recalled', state_sentence = 'This paper was forgotten. Only that it was here is left.'
    WHERE council_id = council AND case_file_id = file AND evidence_item_id = which;
  RETURN books || which;
END $$;
