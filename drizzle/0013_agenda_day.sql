-- A Board that has decided is still the day of the Board of its case, until another is set.
CREATE OR REPLACE FUNCTION agenda_day(council uuid, file uuid) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT max(m.meets_on) FROM agenda_item i JOIN board_meeting m ON m.council_id = i.council_id AND m.board_meeting_id = i.board_meeting_id
  WHERE i.council_id = council AND i.case_file_id = file AND i.state <> 'taken_off' AND m.cancelled_at IS NULL
$$;
