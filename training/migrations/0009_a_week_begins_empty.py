"""A week that is written begins without workouts.

Until a transaction ends, a week may be missing while its workouts are there. Two weeks
that were taken out and written again under each other's number took over each other's
workouts: each counted those of the other, and the one to come could hold more than 10 %
above what its days and those before it held.
"""

from django.db import migrations

PATH = """
SELECT set_config('training.search_path', current_setting('search_path'), true),
    set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);
"""
PATH_AS_BEFORE = """
SELECT set_config('search_path', current_setting('training.search_path'), true);
"""

EMPTY = """
CREATE FUNCTION training_week_begins_empty() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF EXISTS (SELECT FROM training_workout WHERE week_id = NEW.id) THEN
        RAISE EXCEPTION 'Week % from % would begin with the workouts of another week.',
            NEW.number, NEW.start
            USING ERRCODE = 'check_violation', CONSTRAINT = 'week_begins_empty';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER week_begins_empty BEFORE INSERT ON training_week
    FOR EACH ROW EXECUTE FUNCTION training_week_begins_empty();
"""

NOT_EMPTY = """
DROP TRIGGER week_begins_empty ON training_week;
DROP FUNCTION training_week_begins_empty;
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0008_workouts_of_a_statement_at_once")]

    operations = [
        migrations.RunSQL(PATH + EMPTY + PATH_AS_BEFORE, NOT_EMPTY),
    ]
