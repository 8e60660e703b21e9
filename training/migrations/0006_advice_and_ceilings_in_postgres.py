"""What is planned keeps to the advice, and to a coach's ceiling, whoever types the SQL.

At once, for today and all days to come: no run while a care hold is open, or while the
check-in made last names a warning sign; no run today where that check-in says walk or
rest, and nothing but an easy run or a run-walk where it says easy run; nothing hard
until it says run. What is stored already stays: a check-in or a hold makes it outdated,
and the plan is built anew with it.
At commit: no week that is not over may hold more than a ceiling that stands in it; and
no plan may say that it takes the check-in made last into account while its runs do not.

The planner comes to the same, from the same check-in (training/inputs.py): it obeys
the one made last, which counts for the day on which it was made, today at the latest.

As in 0004, every function has its search path fixed, and the athlete's row is locked by
the triggers of 0004, which come first.
"""

from django.db import migrations

PATH = """
SELECT set_config('training.search_path', current_setting('search_path'), true),
    set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);
"""
PATH_AS_BEFORE = """
SELECT set_config('search_path', current_setting('training.search_path'), true);
"""

ADVICE = """
CREATE FUNCTION training_check_advice(
    athlete bigint, today date, days date[], kinds text[]
) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    newest record;
    held_since date;
    day date;
    kind text;
BEGIN
    SELECT opened_at::date INTO held_since FROM triage_carehold
        WHERE athlete_id = athlete AND cleared_at IS NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'No run can be planned on %: a care hold is open since %. It '
            'ends once a clinician has assessed the athlete.', days[1], held_since
            USING ERRCODE = 'check_violation',
                CONSTRAINT = 'no_run_is_planned_on_a_hold';
    END IF;
    -- The one made last is among the newest by date: the index finds those.
    SELECT * INTO newest FROM (
        SELECT id, local_date, verdict, care FROM triage_checkin AS one
            WHERE athlete_id = athlete AND NOT EXISTS (
                SELECT FROM triage_checkin WHERE supersedes_id = one.id
            )
            ORDER BY local_date DESC, id DESC LIMIT 60
    ) AS newest_by_date ORDER BY id DESC LIMIT 1;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF newest.care >= 3 THEN
        RAISE EXCEPTION 'No run can be planned on %: the newest check-in names a '
            'warning sign that has to be assessed first.', days[1]
            USING ERRCODE = 'check_violation',
                CONSTRAINT = 'no_run_is_planned_on_a_hold';
    END IF;
    FOR place IN 1 .. cardinality(days) LOOP
        day := days[place];
        kind := kinds[place];
        IF day = today AND newest.local_date >= today AND newest.verdict >= 2 THEN
            RAISE EXCEPTION 'No run can be planned today, %: the check-in of today '
                'says %.', day,
                CASE newest.verdict WHEN 2 THEN 'walk' ELSE 'rest' END
                USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'no_run_is_planned_past_the_verdict';
        END IF;
        IF day = today AND newest.local_date >= today AND newest.verdict = 1
            AND kind NOT IN ('easy', 'run_walk') THEN
            RAISE EXCEPTION 'Only an easy run or a run-walk can be planned today, %, '
                'not a workout of kind %: the check-in of today says easy run.',
                day, kind
                USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'no_run_is_planned_past_the_verdict';
        END IF;
        IF newest.verdict >= 1 AND kind IN ('tempo', 'intervals') THEN
            RAISE EXCEPTION 'No workout of kind % can be planned on %: nothing hard '
                'until a check-in says run again.', kind, day
                USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'nothing_hard_until_a_check_in_says_run';
        END IF;
    END LOOP;
END $$;

-- Who changed a workout may be forgotten, and its words changed, at any time.
CREATE FUNCTION training_workout_advised() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM training_check_advice(
            athlete_id, today, array_agg(date ORDER BY date),
            array_agg(kind::text ORDER BY date)
        ) FROM (
            SELECT athlete_id, training_today(athlete_id) AS today
                FROM changed GROUP BY athlete_id
        ) AS athletes JOIN changed USING (athlete_id)
            WHERE activity = 'running' AND date >= today
            GROUP BY athlete_id, today;
        RETURN NULL;
    END IF;
    PERFORM training_check_advice(
        athlete_id, today, array_agg(date ORDER BY date),
        array_agg(kind::text ORDER BY date)
    ) FROM (
        SELECT athlete_id, training_today(athlete_id) AS today
            FROM changed GROUP BY athlete_id
    ) AS athletes JOIN changed USING (athlete_id)
        WHERE activity = 'running' AND date >= today AND NOT EXISTS (
            SELECT FROM was
                WHERE (was.id, was.athlete_id, was.date, was.kind, was.activity)
                        = (changed.id, changed.athlete_id, changed.date,
                            changed.kind, changed.activity)
                    AND changed.distance_m <= was.distance_m
        )
        GROUP BY athlete_id, today;
    RETURN NULL;
END $$;

-- Named so that they come before those that count: the advice is the better reason.
CREATE TRIGGER advice_holds_for_workouts_inserted AFTER INSERT ON training_workout
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION training_workout_advised();
CREATE TRIGGER advice_holds_for_workouts_updated AFTER UPDATE ON training_workout
    REFERENCING NEW TABLE AS changed OLD TABLE AS was
    FOR EACH STATEMENT EXECUTE FUNCTION training_workout_advised();

-- Pages trust the stored weeks if the plan says that they take the check-in made last
-- into account: who says so has them obey it.
CREATE FUNCTION training_plan_advised() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    newest bigint;
    today date := training_today(NEW.athlete_id);
BEGIN
    SELECT COALESCE(max(id), 0) INTO newest FROM (
        SELECT id FROM triage_checkin AS one
            WHERE athlete_id = NEW.athlete_id AND NOT EXISTS (
                SELECT FROM triage_checkin WHERE supersedes_id = one.id
            )
            ORDER BY local_date DESC, id DESC LIMIT 60
    ) AS newest_by_date;
    IF EXISTS (
        SELECT FROM training_plan WHERE id = NEW.id AND planned_after = newest
            AND planned_on = today AND ended_on IS NULL
    ) THEN
        PERFORM training_check_advice(
            NEW.athlete_id, today, array_agg(date ORDER BY date),
            array_agg(kind::text ORDER BY date)
        ) FROM training_workout
            WHERE athlete_id = NEW.athlete_id AND activity = 'running' AND date >= today
            GROUP BY athlete_id;
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER plan_obeys_the_check_in_that_it_names
    AFTER INSERT OR UPDATE OF planned_after, planned_on ON training_plan
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION training_plan_advised();

-- A hold is opened by a check-in, which makes the stored weeks outdated; one that is
-- typed, or opened again, does so too.
CREATE FUNCTION training_hold_opened() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    UPDATE training_plan SET planned_after = -1
        WHERE athlete_id = NEW.athlete_id AND ended_on IS NULL;
    RETURN NULL;
END $$;

CREATE TRIGGER hold_makes_the_plan_outdated
    AFTER INSERT OR UPDATE ON triage_carehold
    FOR EACH ROW WHEN (NEW.cleared_at IS NULL)
    EXECUTE FUNCTION training_hold_opened();
"""

CEILING = """
CREATE FUNCTION training_check_ceiling(athlete bigint, first_day date, last_day date)
    RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    week record;
BEGIN
    IF NOT training_lock(athlete) THEN
        RETURN;
    END IF;
    SELECT start, cap_m, ceiling_m, last INTO week
        FROM training_week JOIN training_change AS ceiling
            ON ceiling.athlete_id = training_week.athlete_id
                AND kind = 'ceiling' AND undone_at IS NULL
                AND first <= start + 6 AND last >= start
        WHERE training_week.athlete_id = athlete AND cap_m > ceiling_m
            AND start BETWEEN first_day - 6 AND last_day
            AND start + 7 > training_today(athlete)
        ORDER BY start, ceiling_m LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The week from % may hold at most %, not %: a ceiling that a '
            'coach set holds up to and including %.', week.start,
            training_km(week.ceiling_m), training_km(week.cap_m), week.last
            USING ERRCODE = 'check_violation',
                CONSTRAINT = 'week_is_within_the_ceiling';
    END IF;
END $$;

CREATE FUNCTION training_week_ceiling_at_commit() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM training_check_ceiling(NEW.athlete_id, NEW.start, NEW.start);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER week_is_within_the_ceiling
    AFTER INSERT OR UPDATE OF cap_m, start, athlete_id ON training_week
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION training_week_ceiling_at_commit();

CREATE FUNCTION training_change_ceiling_at_commit() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM training_check_ceiling(NEW.athlete_id, NEW.first, NEW.last);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ceiling_holds_for_its_weeks
    AFTER INSERT OR UPDATE ON training_change
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.kind = 'ceiling' AND NEW.undone_at IS NULL)
    EXECUTE FUNCTION training_change_ceiling_at_commit();
"""

# The planner reads it: what is no workout would be no page either.
SHAPE = """
ALTER TABLE training_change ADD CONSTRAINT change_to_another_workout_is_one CHECK (
    workout IS NULL OR COALESCE(CASE
        WHEN jsonb_typeof(workout) <> 'object'
            OR jsonb_typeof(workout -> 'text') IS DISTINCT FROM 'string'
            OR jsonb_typeof(workout -> 'distance_m') IS DISTINCT FROM 'number'
            OR jsonb_typeof(workout -> 'duration_s') IS DISTINCT FROM 'number' THEN false
        WHEN (workout ->> 'distance_m')::numeric NOT BETWEEN 0 AND 200000
            OR (workout ->> 'duration_s')::numeric NOT BETWEEN 0 AND 36000
            OR length(workout ->> 'text') > 500
            OR (workout ->> 'distance_m')::numeric % 1 <> 0
            OR (workout ->> 'duration_s')::numeric % 1 <> 0 THEN false
        WHEN workout ->> 'kind' IN ('easy', 'long', 'tempo', 'intervals', 'run_walk')
            THEN workout ->> 'activity' = 'running'
        WHEN (workout ->> 'distance_m')::numeric > 0 THEN false
        WHEN workout ->> 'kind' = 'walk' THEN workout ->> 'activity' = 'walking'
        WHEN workout ->> 'kind' IN ('strength', 'rest')
            THEN workout ->> 'activity' = workout ->> 'kind'
        WHEN workout ->> 'kind' = 'cross_training' THEN workout ->> 'activity' IN
            ('cycling', 'swimming', 'strength', 'yoga', 'rowing', 'elliptical')
        ELSE false
    END, false)
);
ALTER TABLE training_change ADD CONSTRAINT change_to_a_ceiling_is_a_distance CHECK (
    ceiling_m IS NULL OR ceiling_m BETWEEN 0 AND 300000
);
ALTER TABLE training_change ADD CONSTRAINT change_is_in_a_year_of_plans CHECK (
    first >= '1900-01-01' AND last <= '2200-12-31'
);
ALTER TABLE training_workout ADD CONSTRAINT workout_is_of_an_activity_of_its_kind CHECK (
    CASE
        WHEN kind = 'walk' THEN activity = 'walking'
        WHEN kind IN ('strength', 'rest') THEN activity = kind
        WHEN kind = 'cross_training' THEN activity IN
            ('cycling', 'swimming', 'strength', 'yoga', 'rowing', 'elliptical')
        ELSE activity = 'running'
    END
);
ALTER TABLE training_workout ADD CONSTRAINT workout_is_hard_only_of_a_hard_kind CHECK (
    hard_s = 0 OR kind IN ('tempo', 'intervals')
);
"""

DROP = """
ALTER TABLE training_workout DROP CONSTRAINT workout_is_hard_only_of_a_hard_kind,
    DROP CONSTRAINT workout_is_of_an_activity_of_its_kind;
ALTER TABLE training_change DROP CONSTRAINT change_is_in_a_year_of_plans,
    DROP CONSTRAINT change_to_a_ceiling_is_a_distance,
    DROP CONSTRAINT change_to_another_workout_is_one;
DROP TRIGGER ceiling_holds_for_its_weeks ON training_change;
DROP TRIGGER week_is_within_the_ceiling ON training_week;
DROP TRIGGER advice_holds_for_workouts_updated ON training_workout;
DROP TRIGGER advice_holds_for_workouts_inserted ON training_workout;
DROP TRIGGER hold_makes_the_plan_outdated ON triage_carehold;
DROP TRIGGER plan_obeys_the_check_in_that_it_names ON training_plan;
DROP FUNCTION training_change_ceiling_at_commit, training_week_ceiling_at_commit,
    training_check_ceiling, training_hold_opened, training_plan_advised,
    training_workout_advised, training_check_advice;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0005_coach"),
        ("triage", "0003_profile_changed_at"),
    ]

    operations = [
        migrations.RunSQL(PATH + ADVICE + CEILING + SHAPE + PATH_AS_BEFORE, DROP),
    ]
