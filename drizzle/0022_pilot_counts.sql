-- What the pilot's measures are counted from: dates and codes, and nothing else. No word anybody said, wrote or agreed, no
-- name and no id leaves, so whoever counts cannot reach what was confidential (threats E08). The council is that of the
-- transaction and cannot be given, and only its staff are answered. Days are days in England; what happened after `up_to`
-- has not happened yet.
CREATE FUNCTION asked_by_staff() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM person WHERE council_id = app_council() AND person_id = app_person() AND kind = 'staff' AND disabled_at IS NULL)
$$;--> statement-breakpoint
-- One row for each disagreement and kind: when it was tried twice, the later try.
CREATE FUNCTION pilot_tries(up_to date)
RETURNS TABLE (kind text, appealable boolean, raised_on date, wanted_on date, met_on date, closed_on date, outcome text,
               notice_sent_on date, certificate_on date, appealed_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.kind, d.ground IS NOT NULL, (d.raised_at AT TIME ZONE 'Europe/London')::date, t.wanted_on,
         CASE WHEN t.started_on <= up_to THEN t.started_on END, CASE WHEN t.closed_on <= up_to THEN t.closed_on END,
         CASE WHEN t.closed_on <= up_to THEN o.outcome END, d.notice_sent_on,
         (SELECT max(c.issued_on) FROM certificate c WHERE c.council_id = d.council_id AND c.dispute_id = d.dispute_id AND c.issued_on <= up_to),
         CASE WHEN d.appealed_on <= up_to THEN d.appealed_on END
    FROM (SELECT DISTINCT ON (m.dispute_id, m.kind) m.council_id, m.mediation_id, m.dispute_id, m.kind, m.wanted_on,
                 (m.started_at AT TIME ZONE 'Europe/London')::date AS started_on,
                 (m.closed_at AT TIME ZONE 'Europe/London')::date AS closed_on
            FROM mediation m
           WHERE m.council_id = app_council() AND asked_by_staff() AND (m.opened_at AT TIME ZONE 'Europe/London')::date <= up_to
           ORDER BY m.dispute_id, m.kind, m.opened_at DESC) t
    JOIN dispute d ON d.council_id = t.council_id AND d.dispute_id = t.dispute_id
    LEFT JOIN outcome_record o ON o.council_id = t.council_id AND o.mediation_id = t.mediation_id
   ORDER BY 1, 3, 4
$$;--> statement-breakpoint
-- What was promised in signed agreements and not replaced by a later one.
CREATE FUNCTION pilot_promises(up_to date) RETURNS TABLE (due_on date, kept_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT due_on, CASE WHEN kept_on <= up_to THEN kept_on END FROM promise
   WHERE council_id = app_council() AND asked_by_staff() AND made_on <= up_to AND replaced_at IS NULL
   ORDER BY 1, 2
$$;--> statement-breakpoint
CREATE FUNCTION pilot_ratings(up_to date) RETURNS TABLE (kind text, rating integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.kind, r.rating FROM mediation_rating r
    JOIN mediation m ON m.council_id = r.council_id AND m.mediation_id = r.mediation_id
   WHERE r.council_id = app_council() AND asked_by_staff() AND (r.at AT TIME ZONE 'Europe/London')::date <= up_to
   ORDER BY 1, 2
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION asked_by_staff, pilot_tries, pilot_promises, pilot_ratings FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION pilot_tries, pilot_promises, pilot_ratings TO common_ground_app;
