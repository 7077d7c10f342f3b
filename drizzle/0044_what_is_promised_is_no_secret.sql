-- A family's own message starts its clocks, so what the council promises about answering is read on their behalf as well.
DROP POLICY staff_read ON contact_setting;--> statement-breakpoint
CREATE POLICY the_council_reads ON contact_setting FOR SELECT TO common_ground_app USING (council_id = app_council());
