-- A plan that is kept does not know how many cases somebody may list, and goes through a county's promises case by case: a
-- second instead of a twentieth of one.
ALTER FUNCTION month_cases(text, uuid, date, date, timestamptz, timestamptz, date, date[], date[]) SET plan_cache_mode = force_custom_plan;
