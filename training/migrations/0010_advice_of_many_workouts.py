"""Workouts that are updated are compared with what they were in one pass.

Each was looked for among all that the statement had changed: the time grew with the
square of their number, and a coach who has changed ten thousand workouts could not be
erased, as Postgres ended the statement that forgets who changed them.

What 0006 made for updates stays, unused, for who goes back.
"""

from django.db import migrations

PATH = """
SELECT set_config('training.search_path', current_setting('search_path'), true),
    set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);
"""
PATH_AS_BEFORE = """
SELECT set_config('search_path', current_setting('training.search_path'), true);
"""

# In a full join all rows are hashed, however few there were when the plan that is kept
# was made; any other may end as a loop over each pair of thousands. It stands alone, as
# with a condition on either side Postgres would make another join of it.
IN_ONE_PASS = """
CREATE FUNCTION training_workouts_advised() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM training_check_advice(
        athlete_id, today, array_agg(date ORDER BY date),
        array_agg(kind::text ORDER BY date)
    ) FROM (
        SELECT athlete_id, training_today(athlete_id) AS today
            FROM changed GROUP BY athlete_id
    ) AS athletes JOIN (
        WITH pairs AS MATERIALIZED (
            SELECT changed.*, COALESCE(
                (was.athlete_id, was.date, was.kind, was.activity)
                    = (changed.athlete_id, changed.date, changed.kind, changed.activity)
                AND changed.distance_m <= was.distance_m, FALSE
            ) AS is_no_more
            FROM was FULL JOIN changed USING (id)
        )
        SELECT athlete_id, date, kind FROM pairs
            WHERE activity = 'running' AND NOT is_no_more
    ) AS more USING (athlete_id)
        WHERE date >= today
        GROUP BY athlete_id, today;
    RETURN NULL;
END $$;

DROP TRIGGER advice_holds_for_workouts_updated ON training_workout;
CREATE TRIGGER advice_holds_for_workouts_updated AFTER UPDATE ON training_workout
    REFERENCING NEW TABLE AS changed OLD TABLE AS was
    FOR EACH STATEMENT EXECUTE FUNCTION training_workouts_advised();
"""

EACH_AMONG_ALL = """
DROP TRIGGER advice_holds_for_workouts_updated ON training_workout;
CREATE TRIGGER advice_holds_for_workouts_updated AFTER UPDATE ON training_workout
    REFERENCING NEW TABLE AS changed OLD TABLE AS was
    FOR EACH STATEMENT EXECUTE FUNCTION training_workout_advised();
DROP FUNCTION training_workouts_advised;
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0009_a_week_begins_empty")]

    operations = [
        migrations.RunSQL(
            PATH + IN_ONE_PASS + PATH_AS_BEFORE, PATH + EACH_AMONG_ALL + PATH_AS_BEFORE
        ),
    ]
