ALTER TABLE "presence" ADD COLUMN "side" text;--> statement-breakpoint
ALTER TABLE "presence" ADD COLUMN "role_in_words" text;--> statement-breakpoint

-- Somebody who leaves a mediation, or changes sides in it, has another standing from that moment: what they had open ends
-- as it does with any standing that changed, on every node, and what they were about to write is not stored.
CREATE FUNCTION leaving_changes_standing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE standing SET epoch = epoch + 1
   WHERE council_id = OLD.council_id AND case_file_id = OLD.case_file_id AND person_id = OLD.person_id AND ended_at IS NULL;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER party_leaves AFTER UPDATE OF left_at, side ON mediation_party FOR EACH ROW
  WHEN (OLD.person_id IS NOT NULL AND OLD.left_at IS NULL AND (NEW.left_at IS NOT NULL OR NEW.side <> OLD.side)) EXECUTE FUNCTION leaving_changes_standing();--> statement-breakpoint

-- Which of these people may speak and hear in one sealed room now. A room of the kept kind has no relay, nor has a closed one.
CREATE OR REPLACE FUNCTION private_room_members(council uuid, room uuid, people uuid[])
RETURNS TABLE (person_id uuid, place text, name text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT who, mediation_place(council, r.mediation_id, who), coalesce(p.called_name, p.full_name)
    FROM private_room r
    JOIN mediation m ON m.council_id = r.council_id AND m.mediation_id = r.mediation_id AND m.closed_at IS NULL AND m.private_rooms
    CROSS JOIN unnest(people) AS who
    JOIN person p ON p.council_id = r.council_id AND p.person_id = who AND p.disabled_at IS NULL
   WHERE r.council_id = council AND r.private_room_id = room AND r.kind = 'sealed'
     AND mediation_place(council, r.mediation_id, who) IN (r.side, 'lead')
$$;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION private_room_members TO common_ground_engine;--> statement-breakpoint

-- A room that is switched to the kept kind, or ends with its mediation: every node looks again at who is in it.
CREATE FUNCTION wake_for_rooms() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_notify('common_ground', 'relay:' || council_id || ':' || private_room_id)
     FROM private_room WHERE council_id = NEW.council_id AND mediation_id = NEW.mediation_id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER private_room_wakes AFTER UPDATE OF kind ON private_room FOR EACH ROW EXECUTE FUNCTION wake_for_rooms();--> statement-breakpoint
CREATE TRIGGER mediation_wakes_rooms AFTER UPDATE OF closed_at, private_rooms ON mediation FOR EACH ROW EXECUTE FUNCTION wake_for_rooms();
