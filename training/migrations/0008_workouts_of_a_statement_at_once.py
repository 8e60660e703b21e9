"""All workouts of a statement are looked at together, once, not one by one.

A plan is written by one statement of some eighty workouts. Each had a trigger of its
own, which locked the athlete and looked up the week: more than half of what the
statement took. What is refused is the same, under the same names. A statement writes its
rows first and locks the athlete then, so whoever writes the workouts of several athletes
locks these before (services.erase does).

Named so that they come before all others of the table: those, of 0004 and 0006, find the
athlete locked.
"""

from django.db import migrations

PATH = """
SELECT set_config('training.search_path', current_setting('search_path'), true),
    set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);
"""
PATH_AS_BEFORE = """
SELECT set_config('search_path', current_setting('training.search_path'), true);
"""

# What takes the stronger lock comes first: nobody waits for it in a circle.
TOGETHER = """
DROP TRIGGER workout_lies_in_its_week ON training_workout;
DROP FUNCTION training_workout_before;

-- Those that are still there, each locked once and in order; the others are being
-- erased, and then nothing is left to keep.
CREATE FUNCTION training_lock_all(athletes bigint[]) RETURNS bigint[]
    LANGUAGE sql SET search_path FROM CURRENT AS $$
    SELECT COALESCE(array_agg(athlete), '{}') FROM (
        SELECT DISTINCT athlete FROM unnest(athletes) AS athlete ORDER BY athlete
    ) AS each WHERE training_lock(athlete)
$$;

CREATE FUNCTION training_workouts_placed() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    athletes bigint[] := training_lock_all(ARRAY(SELECT athlete_id FROM changed));
    wrong record;
BEGIN
    SELECT changed.date, week.start INTO wrong
        FROM changed LEFT JOIN training_week AS week
            ON (week.id, week.athlete_id) = (changed.week_id, changed.athlete_id)
        WHERE changed.athlete_id = ANY (athletes) AND (
            week.id IS NULL OR date NOT BETWEEN week.start AND week.start + 6
        )
        ORDER BY changed.date LIMIT 1;
    IF FOUND AND wrong.start IS NULL THEN
        RAISE EXCEPTION 'A workout belongs to a week of its own athlete.'
            USING ERRCODE = 'check_violation',
                CONSTRAINT = 'workout_is_in_a_week_of_its_athlete';
    END IF;
    IF FOUND THEN
        RAISE EXCEPTION 'A workout on % cannot be in the week from % to %.',
            wrong.date, wrong.start, wrong.start + 6
            USING ERRCODE = 'check_violation',
                CONSTRAINT = 'workout_is_in_its_week';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION training_workouts_updated() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    athletes bigint[] := training_lock_all(ARRAY(SELECT athlete_id FROM was));
    weeks bigint[];
BEGIN
    -- In a full join all rows are hashed, however few there were when the plan that is
    -- kept was made; any other may end as a loop over each pair of thousands.
    IF EXISTS (
        SELECT FROM was FULL JOIN changed USING (id)
            WHERE was.athlete_id IS DISTINCT FROM changed.athlete_id
    ) THEN
        RAISE EXCEPTION 'A workout stays with its own athlete, under its number.'
            USING ERRCODE = 'check_violation',
                CONSTRAINT = 'workout_is_in_a_week_of_its_athlete';
    END IF;
    -- Who changed it may be forgotten at any time.
    weeks := ARRAY(
        SELECT unnest(ARRAY[was.week_id, changed.week_id])
            FROM was FULL JOIN changed USING (id)
            WHERE changed.changed_by_id IS NOT NULL
                OR to_jsonb(was) - 'changed_by_id'
                    IS DISTINCT FROM to_jsonb(changed) - 'changed_by_id'
    );
    PERFORM training_refuse_past(athlete_id, start) FROM training_week
        WHERE athlete_id = ANY (athletes) AND id = ANY (weeks);
    RETURN NULL;
END $$;

CREATE FUNCTION training_workouts_deleted() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    athletes bigint[] := training_lock_all(ARRAY(SELECT athlete_id FROM was));
    weeks bigint[] := ARRAY(SELECT DISTINCT week_id FROM was);
BEGIN
    PERFORM training_refuse_past(athlete_id, start) FROM training_week
        WHERE athlete_id = ANY (athletes) AND id = ANY (weeks);
    RETURN NULL;
END $$;

CREATE TRIGGER a_workout_inserted_lies_in_its_week AFTER INSERT ON training_workout
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION training_workouts_placed();
CREATE TRIGGER a_workout_of_a_week_that_is_over_stays AFTER UPDATE ON training_workout
    REFERENCING NEW TABLE AS changed OLD TABLE AS was
    FOR EACH STATEMENT EXECUTE FUNCTION training_workouts_updated();
CREATE TRIGGER a_workout_updated_lies_in_its_week AFTER UPDATE ON training_workout
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION training_workouts_placed();
CREATE TRIGGER a_workout_deleted_was_not_over AFTER DELETE ON training_workout
    REFERENCING OLD TABLE AS was
    FOR EACH STATEMENT EXECUTE FUNCTION training_workouts_deleted();
"""

ONE_BY_ONE = """
DROP TRIGGER a_workout_inserted_lies_in_its_week ON training_workout;
DROP TRIGGER a_workout_of_a_week_that_is_over_stays ON training_workout;
DROP TRIGGER a_workout_updated_lies_in_its_week ON training_workout;
DROP TRIGGER a_workout_deleted_was_not_over ON training_workout;
DROP FUNCTION training_workouts_placed, training_workouts_updated,
    training_workouts_deleted, training_lock_all;

CREATE FUNCTION training_workout_before() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    week training_week%ROWTYPE;
    kept training_workout%ROWTYPE;
BEGIN
    IF TG_OP = 'DELETE' THEN kept := OLD; ELSE kept := NEW; END IF;
    IF NOT training_lock(kept.athlete_id) THEN
        RETURN kept;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        -- Who changed it may be forgotten at any time.
        IF TG_OP = 'UPDATE' AND NEW.changed_by_id IS NULL
            AND to_jsonb(NEW) - 'changed_by_id' = to_jsonb(OLD) - 'changed_by_id' THEN
            RETURN NEW;
        END IF;
        PERFORM training_refuse_past(athlete_id, start)
            FROM training_week WHERE id = OLD.week_id;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    SELECT * INTO week FROM training_week
        WHERE id = NEW.week_id AND athlete_id = NEW.athlete_id;
    IF NOT FOUND OR (TG_OP = 'UPDATE' AND NEW.athlete_id <> OLD.athlete_id) THEN
        RAISE EXCEPTION 'A workout belongs to a week of its own athlete.'
            USING ERRCODE = 'check_violation',
                CONSTRAINT = 'workout_is_in_a_week_of_its_athlete';
    END IF;
    IF NEW.activity <> 'running' AND NEW.distance_m > 0 THEN
        RAISE EXCEPTION 'Only a run has a distance, not a workout of kind %.', NEW.kind
            USING ERRCODE = 'check_violation',
                CONSTRAINT = 'workout_has_metres_only_if_it_is_run';
    END IF;
    IF NEW.date NOT BETWEEN week.start AND week.start + 6 THEN
        RAISE EXCEPTION 'A workout on % cannot be in the week from % to %.',
            NEW.date, week.start, week.start + 6
            USING ERRCODE = 'check_violation',
                CONSTRAINT = 'workout_is_in_its_week';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.week_id <> OLD.week_id THEN
        PERFORM training_refuse_past(week.athlete_id, week.start);
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER workout_lies_in_its_week
    BEFORE INSERT OR UPDATE OR DELETE ON training_workout
    FOR EACH ROW EXECUTE FUNCTION training_workout_before();
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0007_cause_brought_in")]

    operations = [
        migrations.RunSQL(
            PATH + TOGETHER + PATH_AS_BEFORE, PATH + ONE_BY_ONE + PATH_AS_BEFORE
        ),
    ]
