-- Whoever answers requests for records, for the cases they may know of: never one they are excluded from, or family of.
CREATE FUNCTION records_desk(file uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT has_duty('records')
    AND NOT EXISTS (SELECT 1 FROM exclusion e WHERE e.council_id = app_council() AND e.case_file_id = file AND e.person_id = app_person())
    AND NOT EXISTS (SELECT 1 FROM standing s WHERE s.council_id = app_council() AND s.case_file_id = file AND s.person_id = app_person()
                      AND s.role IN ('parent', 'young_person', 'supporter') AND s.ended_at IS NULL)
$$;--> statement-breakpoint
DROP POLICY desk_or_asker ON data_request;--> statement-breakpoint
CREATE POLICY desk_or_asker ON data_request TO common_ground_app USING (council_id = app_council() AND
  (app_person() IS NULL OR records_desk(case_file_id) OR (case_file_id = app_case_file() AND asked_by = app_person())));--> statement-breakpoint
DROP POLICY desk_or_asker ON data_request_item;--> statement-breakpoint
CREATE POLICY desk_or_asker ON data_request_item TO common_ground_app USING (council_id = app_council() AND
  (app_person() IS NULL OR records_desk(case_file_id) OR (case_file_id = app_case_file() AND decision IN ('include', 'hide_parts') AND EXISTS
    (SELECT 1 FROM data_request r WHERE r.council_id = data_request_item.council_id AND r.case_file_id = data_request_item.case_file_id
       AND r.data_request_id = data_request_item.data_request_id AND r.state = 'released' AND r.asked_by = app_person()))));--> statement-breakpoint
-- One step after the other, each by whoever it is said to be; what was released stays as it was, but for its forgetting by nobody.
CREATE FUNCTION data_request_steps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'received' OR NEW.identity_how <> '' THEN
      RAISE EXCEPTION 'a request for records begins as received' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF app_person() IS NOT NULL AND OLD.state IN ('released', 'closed') THEN
    RAISE EXCEPTION 'a request that was answered stays as it is' USING ERRCODE = '42501';
  END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NOT (NEW.state = 'closed' OR (OLD.state, NEW.state) IN
      (('received', 'gathered'), ('gathered', 'ready'), ('ready', 'gathered'), ('ready', 'released'))) THEN
    RAISE EXCEPTION 'a request for records goes one step at a time' USING ERRCODE = '42501';
  END IF;
  IF NEW.state <> 'closed' AND NEW.identity_how = '' THEN
    RAISE EXCEPTION 'nobody checked who asks for these records' USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'ready' AND NEW.ready_by IS DISTINCT FROM app_person() THEN
    RAISE EXCEPTION 'whoever makes records ready does it in their own name' USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'released' AND (NEW.released_by IS DISTINCT FROM app_person() OR app_person() IS NULL
      OR NEW.ready_by IS NULL OR NEW.released_by = NEW.ready_by OR NEW.ready_by IS DISTINCT FROM OLD.ready_by) THEN
    RAISE EXCEPTION 'records are released by a second person' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER data_request_one_step BEFORE INSERT OR UPDATE ON data_request FOR EACH ROW EXECUTE FUNCTION data_request_steps();--> statement-breakpoint
-- What was gathered is decided about between gathering and making ready, and at no other time.
CREATE FUNCTION data_request_item_in_time() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE its text;
BEGIN
  SELECT r.state INTO its FROM data_request r WHERE r.council_id = NEW.council_id AND r.case_file_id = NEW.case_file_id
    AND r.data_request_id = NEW.data_request_id FOR SHARE;
  IF its IS DISTINCT FROM (CASE TG_OP WHEN 'INSERT' THEN 'received' ELSE 'gathered' END) THEN
    RAISE EXCEPTION 'what was gathered is settled' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.words, NEW.title, NEW.source, NEW.source_id, NEW.class) IS DISTINCT FROM (OLD.words, OLD.title, OLD.source, OLD.source_id, OLD.class) THEN
    RAISE EXCEPTION 'what was gathered stays as it was gathered' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER data_request_item_settled BEFORE INSERT OR UPDATE ON data_request_item FOR EACH ROW EXECUTE FUNCTION data_request_item_in_time();--> statement-breakpoint
-- How much was kept back, by the rule it was kept back under: all that whoever asked is told of it.
CREATE FUNCTION withheld_from(request uuid) RETURNS TABLE (exemption text, number integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.exemption, count(*)::int FROM data_request_item i
    JOIN data_request r ON r.council_id = i.council_id AND r.case_file_id = i.case_file_id AND r.data_request_id = i.data_request_id
   WHERE r.council_id = app_council() AND r.case_file_id = app_case_file() AND r.data_request_id = request
     AND r.asked_by = app_person() AND r.state = 'released' AND i.decision = 'withhold'
   GROUP BY i.exemption
$$;--> statement-breakpoint
-- Whose card a link opens, while the family says yes to it. Ids only.
CREATE FUNCTION enquiry_by_link(hash text) RETURNS TABLE (case_file_id uuid, enquiry_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.case_file_id, e.enquiry_id FROM enquiry e
   WHERE e.council_id = app_council() AND e.link_hash = hash AND e.expires_at > now() AND e.consent AND e.withdrawn_at IS NULL
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION records_desk, withheld_from, enquiry_by_link FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION records_desk, withheld_from, enquiry_by_link TO common_ground_app;
