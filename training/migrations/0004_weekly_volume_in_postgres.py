"""Weekly volume never rises by more than 10 %, whoever types the SQL.

At once: a week's volume is the sum of its running workouts, and not above its cap; a
workout lies in its own week; weeks that are over are never rewritten.
At commit: no week that is not over is measured against more than the week before it
holds (what was run once that week is over, else what it will hold as things stand), or
may hold more than 10 % above it, except for a restart after a week of less than 1000 m.

Every trigger locks the athlete's row first. Without it, two transactions that are
fine alone could break the promise together, as neither sees what the other did.
Every function looks for tables in the schema of the migration first and among the
temporary ones last: nobody can put a table of their own in the place of one of these.

Time passes without a transaction: a week that ends short of its plan leaves the next
one measured against too much, until it is planned anew. Pages trust the stored weeks
only if the plan says that they take today and the newest check-in into account
(planned_on, planned_after), and that is checked at commit too. Another time zone moves
today, and is never refused: it makes the stored weeks outdated (planned_after is -1).

Not covered: TRUNCATE, which is the right of the tables' owner alone (and how the tests
clean up), and whatever else only an owner or a superuser may do, such as disabling a
trigger.
"""

from django.db import migrations

ATHLETE_TABLES = (
    "plan",
    "week",
    "workout",
    "run",
    "shoe",
    "workoutdone",
    "change",
    "replan",
)
# Who made a change is forgotten with their account; the change stays.
MADE_BY = {"workout": "changed_by", "change": "made_by"}

# Each function keeps the search path in force here. Postgres looks among the temporary
# tables first unless they are named in the path.
PATH = """
SELECT set_config('training.search_path', current_setting('search_path'), true),
    set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);
"""
PATH_AS_BEFORE = """
SELECT set_config('search_path', current_setting('training.search_path'), true);
"""

FUNCTIONS = """
-- Only a name as in the list of time zones. Postgres takes any word with a number as a
-- zone so many hours away, up to a week: XXX+167, and Europe/Berlin+167 as well.
CREATE FUNCTION training_today(athlete bigint) RETURNS date
    LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
    zone text;
BEGIN
    SELECT time_zone INTO zone FROM accounts_user WHERE id = athlete;
    IF zone !~ '^[A-Za-z_-]+(/[A-Za-z_-]+)*$'
        AND zone !~ '^Etc/GMT(0|-1?[0-9]|[+]1?[0-9])$'
        OR zone ~ '(-1[5-9]|[+]1[3-9])$' THEN
        zone := 'UTC';
    END IF;
    RETURN (now() AT TIME ZONE zone)::date;
EXCEPTION WHEN invalid_parameter_value THEN
    RETURN (now() AT TIME ZONE 'UTC')::date;
END $$;

-- False once the account is being erased: then nothing is left to keep.
CREATE FUNCTION training_lock(athlete bigint) RETURNS boolean
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF current_setting('transaction_isolation') = 'repeatable read' THEN
        RAISE EXCEPTION 'Plans and runs are written with READ COMMITTED or '
            'SERIALIZABLE only: REPEATABLE READ does not see what another '
            'transaction has just planned.'
            USING ERRCODE = 'feature_not_supported';
    END IF;
    PERFORM FROM accounts_user WHERE id = athlete FOR NO KEY UPDATE;
    RETURN FOUND;
END $$;

CREATE FUNCTION training_km(metres bigint) RETURNS text
    LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT AS $$
    SELECT trim_scale(metres / 1000.0)::text || ' km'
$$;

-- What was run in the week from monday. What was told of the days before a plan was
-- made counts, unless more than that is logged for them by now.
CREATE FUNCTION training_run_m(athlete bigint, monday date) RETURNS bigint
    LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
    first training_plan%ROWTYPE;
    since date := monday;
    before bigint := 0;
    after bigint;
BEGIN
    SELECT * INTO first FROM training_plan
        WHERE athlete_id = athlete AND started_on = monday;
    IF FOUND THEN
        since := first.made_on;
        SELECT GREATEST(COALESCE(SUM(distance_m), 0), first.ran_before_m) INTO before
            FROM training_run
            WHERE athlete_id = athlete AND date >= monday AND date < since;
    END IF;
    SELECT COALESCE(SUM(distance_m), 0) INTO after FROM training_run
        WHERE athlete_id = athlete AND date >= since AND date < monday + 7;
    RETURN before + after;
END $$;

-- The most that a week can still hold: what was run, and what is planned from today on
-- for days without a run.
CREATE FUNCTION training_can_hold_m(athlete bigint, monday date) RETURNS bigint
    LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
    SELECT training_run_m(athlete, monday) + COALESCE(SUM(distance_m), 0)
        FROM training_workout AS planned
        WHERE athlete_id = athlete AND date >= training_today(athlete)
            AND date >= monday AND date < monday + 7
            AND NOT EXISTS (
                SELECT FROM training_run WHERE athlete_id = athlete
                    AND training_run.date = planned.date
                    AND training_run.distance_m > 0
            )
$$;

-- What a week counts as: run once it is over; else what it will hold, within its cap,
-- and at least what is planned. Weeks before the first plan count as the athlete told
-- when it was made, unknown ones as logged.
CREATE FUNCTION training_counts_m(athlete bigint, monday date) RETURNS bigint
    LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
    first training_plan%ROWTYPE;
    told jsonb;
    planned bigint;
BEGIN
    SELECT * INTO first FROM training_plan
        WHERE athlete_id = athlete ORDER BY started_on LIMIT 1;
    IF monday < first.started_on THEN
        told := first.spec -> 'recent_weeks_m' -> (4 - (first.started_on - monday) / 7);
        IF monday >= first.started_on - 28 AND told <> 'null' THEN
            RETURN told::bigint;
        END IF;
    ELSIF monday + 7 > training_today(athlete) THEN
        SELECT GREATEST(volume_m, LEAST(cap_m, training_can_hold_m(athlete, monday)))
            INTO planned FROM training_week
            WHERE athlete_id = athlete AND start = monday;
        RETURN COALESCE(planned, 0);
    END IF;
    RETURN training_run_m(athlete, monday);
END $$;

CREATE FUNCTION training_check_week(athlete bigint, monday date) RETURNS void
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    week training_week%ROWTYPE;
    before bigint;
    highest bigint;
BEGIN
    IF NOT training_lock(athlete) THEN
        RETURN;
    END IF;
    SELECT * INTO week FROM training_week
        WHERE athlete_id = athlete AND start = monday;
    IF NOT FOUND OR monday + 7 <= training_today(athlete) THEN
        RETURN;
    END IF;
    before := training_counts_m(athlete, monday - 7);
    IF week.baseline_m > before THEN
        RAISE EXCEPTION 'The week from % is measured against %, but the week before it '
            'holds only %. Weekly volume never rises by more than 10 %%: plan the '
            'weeks anew.', monday, training_km(week.baseline_m), training_km(before)
            USING ERRCODE = 'check_violation',
                CONSTRAINT = 'weekly_volume_rises_by_at_most_10_percent';
    END IF;
    IF week.cap_m::bigint * 10 <= before * 11 THEN
        RETURN;
    END IF;
    before := LEAST(before, training_can_hold_m(athlete, monday - 7));
    -- After a week of less than 1000 m ten per cent say nothing: at most half of the
    -- highest of twelve weeks, or 4.5 km for a new start (clinical.md 7.4).
    SELECT MAX(training_counts_m(athlete, monday - 7 * back)) INTO highest
        FROM generate_series(1, 12) AS back;
    IF before >= 1000 OR week.cap_m > GREATEST(4500, highest / 2) THEN
        RAISE EXCEPTION 'The week from % may hold at most % after a week of %, not %. '
            'Weekly volume never rises by more than 10 %%.', monday,
            training_km(CASE WHEN before >= 1000 THEN before * 11 / 10
                ELSE GREATEST(4500, highest / 2) END),
            training_km(before), training_km(week.cap_m)
            USING ERRCODE = 'check_violation',
                CONSTRAINT = 'weekly_volume_rises_by_at_most_10_percent';
    END IF;
END $$;

-- A week that went by without any change of the plan is stored afterwards, once, as
-- it stood then: until the plan was planned in that week or later.
CREATE FUNCTION training_refuse_past(athlete bigint, monday date) RETURNS void
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF monday + 7 <= training_today(athlete) AND EXISTS (
        SELECT FROM training_plan JOIN training_week ON plan_id = training_plan.id
            WHERE training_week.athlete_id = athlete AND training_week.start = monday
                AND planned_on >= monday
    ) THEN
        RAISE EXCEPTION 'The week from % is over: weeks that are over are never '
            'rewritten.', monday
            USING ERRCODE = 'integrity_constraint_violation',
                CONSTRAINT = 'weeks_that_are_over_stay';
    END IF;
END $$;
"""

WORKOUT = """
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

-- The week's own trigger counts; whatever is set here is replaced there. A week that is
-- over is filled once, all days together: nothing is put into it afterwards.
CREATE FUNCTION training_workout_after() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        UPDATE training_week SET volume_m = 0 WHERE id IN (
            SELECT COALESCE(changed.week_id, was.week_id) FROM changed FULL JOIN was
                    ON (changed.id, changed.week_id, changed.date, changed.distance_m)
                    = (was.id, was.week_id, was.date, was.distance_m)
                WHERE changed.id IS NULL OR was.id IS NULL
        );
        RETURN NULL;
    END IF;
    IF TG_OP = 'INSERT' THEN
        PERFORM training_refuse_past(athlete_id, start) FROM training_week
            WHERE id IN (SELECT week_id FROM changed) AND EXISTS (
                SELECT FROM training_workout WHERE week_id = training_week.id
                    AND id NOT IN (SELECT id FROM changed)
            );
    END IF;
    UPDATE training_week SET volume_m = 0
        WHERE id IN (SELECT week_id FROM changed);
    RETURN NULL;
END $$;

CREATE TRIGGER workouts_inserted_are_counted AFTER INSERT ON training_workout
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION training_workout_after();
CREATE TRIGGER workouts_updated_are_counted AFTER UPDATE ON training_workout
    REFERENCING NEW TABLE AS changed OLD TABLE AS was
    FOR EACH STATEMENT EXECUTE FUNCTION training_workout_after();
CREATE TRIGGER workouts_deleted_are_counted AFTER DELETE ON training_workout
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION training_workout_after();
"""

WEEK = """
CREATE FUNCTION training_week_before() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    kept training_week%ROWTYPE;
BEGIN
    IF TG_OP = 'DELETE' THEN kept := OLD; ELSE kept := NEW; END IF;
    IF NOT training_lock(kept.athlete_id) THEN
        RETURN kept;
    END IF;
    -- Its workouts may be counted again at any time.
    IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE'
        AND to_jsonb(NEW) - 'volume_m' IS DISTINCT FROM to_jsonb(OLD) - 'volume_m' THEN
        PERFORM training_refuse_past(OLD.athlete_id, OLD.start);
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.id, NEW.athlete_id, NEW.plan_id, NEW.number, NEW.start)
        IS DISTINCT FROM
        (OLD.id, OLD.athlete_id, OLD.plan_id, OLD.number, OLD.start) THEN
        RAISE EXCEPTION 'A week stays where it is: only what it may hold changes.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'week_stays_in_its_place';
    END IF;
    IF TG_OP = 'INSERT' AND NOT EXISTS (
        SELECT FROM training_plan
            WHERE id = NEW.plan_id AND athlete_id = NEW.athlete_id
                AND NEW.start = started_on + 7 * (NEW.number - 1)
    ) THEN
        RAISE EXCEPTION 'Week % from % has no place in a plan of its own athlete.',
            NEW.number, NEW.start
            USING ERRCODE = 'check_violation', CONSTRAINT = 'week_has_its_place';
    END IF;
    IF NEW.cap_m::bigint * 10 > NEW.baseline_m::bigint * 11
        AND (NEW.baseline_m >= 1000 OR NOT NEW.is_restart) THEN
        RAISE EXCEPTION 'The week from % may hold at most % after %, not %. Weekly '
            'volume never rises by more than 10 %%.', NEW.start,
            training_km(NEW.baseline_m::bigint * 11 / 10),
            training_km(NEW.baseline_m), training_km(NEW.cap_m)
            USING ERRCODE = 'check_violation',
                CONSTRAINT = 'week_cap_is_at_most_10_percent_more';
    END IF;
    SELECT COALESCE(SUM(distance_m), 0) INTO NEW.volume_m
        FROM training_workout WHERE week_id = NEW.id;
    IF NEW.volume_m > NEW.cap_m THEN
        RAISE EXCEPTION 'The week from % would hold % of running, but at most % are '
            'allowed. Weekly volume never rises by more than 10 %%.', NEW.start,
            training_km(NEW.volume_m), training_km(NEW.cap_m)
            USING ERRCODE = 'check_violation', CONSTRAINT = 'week_is_within_its_cap';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER week_counts_its_workouts
    BEFORE INSERT OR UPDATE OR DELETE ON training_week
    FOR EACH ROW EXECUTE FUNCTION training_week_before();

CREATE FUNCTION training_week_at_commit() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        PERFORM training_check_week(NEW.athlete_id, NEW.start);
    END IF;
    -- Even if no number differs: a workout may have moved to a day that is over.
    IF TG_OP = 'DELETE' THEN
        PERFORM training_check_week(OLD.athlete_id, OLD.start + 7);
    ELSE
        PERFORM training_check_week(NEW.athlete_id, NEW.start + 7);
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER week_is_measured_against_the_one_before
    AFTER INSERT OR UPDATE OR DELETE ON training_week
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION training_week_at_commit();
"""

RUN = """
CREATE FUNCTION training_run_before() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM training_lock(OLD.athlete_id);
        RETURN OLD;
    END IF;
    PERFORM training_lock(NEW.athlete_id);
    IF TG_OP = 'UPDATE' AND NEW.athlete_id <> OLD.athlete_id THEN
        RAISE EXCEPTION 'A run stays with the athlete who ran it.'
            USING ERRCODE = 'check_violation',
                CONSTRAINT = 'run_stays_with_its_athlete';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER run_waits_for_its_athlete
    BEFORE INSERT OR UPDATE OR DELETE ON training_run
    FOR EACH ROW EXECUTE FUNCTION training_run_before();

CREATE FUNCTION training_run_at_commit() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND (NEW.date, NEW.distance_m) IS NOT DISTINCT FROM (OLD.date, OLD.distance_m)
    THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM training_check_week(
            OLD.athlete_id, date_trunc('week', OLD.date)::date + 7);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM training_check_week(
            NEW.athlete_id, date_trunc('week', NEW.date)::date + 7);
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER run_is_what_the_next_week_is_measured_against
    AFTER INSERT OR UPDATE OR DELETE ON training_run
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION training_run_at_commit();
"""

PLAN = """
CREATE FUNCTION training_plan_before() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    kept training_plan%ROWTYPE;
    told jsonb := '[]';
BEGIN
    IF TG_OP = 'DELETE' THEN kept := OLD; ELSE kept := NEW; END IF;
    IF NOT training_lock(kept.athlete_id) THEN
        RETURN kept;
    END IF;
    -- Only the first plan starts from what the athlete told; the log knows the rest.
    IF TG_OP = 'INSERT' AND EXISTS (
        SELECT FROM training_plan WHERE athlete_id = NEW.athlete_id
            AND (started_on >= NEW.started_on OR NEW.ran_before_m > 0)
    ) THEN
        RAISE EXCEPTION 'A plan begins after all earlier ones, and with what is in '
            'the log.' USING ERRCODE = 'integrity_constraint_violation',
            CONSTRAINT = 'plan_keeps_its_start';
    END IF;
    IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND (
        (NEW.id, NEW.athlete_id, NEW.started_on, NEW.made_on,
            NEW.ran_before_m, NEW.spec -> 'recent_weeks_m')
        IS DISTINCT FROM (OLD.id, OLD.athlete_id, OLD.started_on, OLD.made_on,
            OLD.ran_before_m, OLD.spec -> 'recent_weeks_m')
        OR NEW.planned_on < OLD.planned_on
    ) THEN
        RAISE EXCEPTION 'What a plan started from is never changed: its weeks are '
            'measured against it. A plan ends, and another one begins.'
            USING ERRCODE = 'integrity_constraint_violation',
                CONSTRAINT = 'plan_keeps_its_start';
    END IF;
    IF jsonb_typeof(NEW.spec -> 'recent_weeks_m') = 'array' THEN
        told := NEW.spec -> 'recent_weeks_m';
    END IF;
    IF jsonb_array_length(told) <> 4 OR EXISTS (
        SELECT FROM jsonb_array_elements(told) AS metres
            WHERE NOT CASE jsonb_typeof(metres)
                WHEN 'null' THEN true
                WHEN 'number' THEN metres::numeric BETWEEN 0 AND 2147483647
                ELSE false
            END
    ) THEN
        RAISE EXCEPTION 'A plan starts from the metres of the four weeks before it: '
            'recent_weeks_m are four numbers, or null where a week is unknown.'
            USING ERRCODE = 'check_violation',
                CONSTRAINT = 'plan_starts_from_four_weeks';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER plan_keeps_its_start
    BEFORE INSERT OR UPDATE OR DELETE ON training_plan
    FOR EACH ROW EXECUTE FUNCTION training_plan_before();

-- Who says that the stored weeks are up to date has them measured as of today. Those of
-- a day to come (after a flight west) are outdated once that day is there.
CREATE FUNCTION training_plan_at_commit() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    plan training_plan%ROWTYPE;
    today date := training_today(NEW.athlete_id);
    monday date := date_trunc('week', today)::date;
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.planned_on, NEW.planned_after, NEW.ended_on)
        IS NOT DISTINCT FROM (OLD.planned_on, OLD.planned_after, OLD.ended_on) THEN
        RETURN NULL;
    END IF;
    SELECT * INTO plan FROM training_plan
        WHERE id = NEW.id AND planned_after >= 0 AND ended_on IS NULL;
    IF plan.planned_on > today THEN
        UPDATE training_plan SET planned_after = -1 WHERE id = plan.id;
    ELSIF plan.planned_on >= monday THEN
        PERFORM training_check_week(plan.athlete_id, monday);
        PERFORM training_check_week(plan.athlete_id, monday + 7);
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER plan_is_as_new_as_it_says
    AFTER INSERT OR UPDATE ON training_plan
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION training_plan_at_commit();
"""

USER = """
-- Across a Monday, the week before may be over now, or no longer. Refusing that would
-- refuse a flight; the weeks are planned anew instead.
CREATE FUNCTION training_time_zone_changed() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    UPDATE training_plan SET planned_after = -1
        WHERE athlete_id = NEW.id AND ended_on IS NULL;
    RETURN NULL;
END $$;

CREATE TRIGGER another_time_zone_makes_the_plan_outdated
    AFTER UPDATE OF time_zone ON accounts_user
    FOR EACH ROW WHEN (NEW.time_zone IS DISTINCT FROM OLD.time_zone)
    EXECUTE FUNCTION training_time_zone_changed();
"""

DROP = """
DROP TRIGGER another_time_zone_makes_the_plan_outdated ON accounts_user;
DROP TRIGGER plan_is_as_new_as_it_says ON training_plan;
DROP TRIGGER plan_keeps_its_start ON training_plan;
DROP TRIGGER run_is_what_the_next_week_is_measured_against ON training_run;
DROP TRIGGER run_waits_for_its_athlete ON training_run;
DROP TRIGGER week_is_measured_against_the_one_before ON training_week;
DROP TRIGGER week_counts_its_workouts ON training_week;
DROP TRIGGER workouts_deleted_are_counted ON training_workout;
DROP TRIGGER workouts_updated_are_counted ON training_workout;
DROP TRIGGER workouts_inserted_are_counted ON training_workout;
DROP TRIGGER workout_lies_in_its_week ON training_workout;
DROP FUNCTION training_time_zone_changed, training_plan_at_commit,
    training_plan_before, training_run_at_commit, training_run_before,
    training_week_at_commit, training_week_before, training_workout_after,
    training_workout_before, training_refuse_past, training_check_week,
    training_counts_m, training_can_hold_m, training_run_m, training_km,
    training_lock, training_today;
"""


def _foreign_key(table, column, on_delete):
    name = f"training_{table}_{column}"
    return migrations.RunSQL(
        f"""
        ALTER TABLE training_{table} ADD CONSTRAINT {name}
            FOREIGN KEY ({column}_id) REFERENCES accounts_user (id)
            ON DELETE {on_delete}
        """,
        f"ALTER TABLE training_{table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_create_the_cache_table"),
        ("training", "0003_plans_runs_and_shoes"),
    ]

    operations = [
        *(_foreign_key(table, "athlete", "CASCADE") for table in ATHLETE_TABLES),
        *(_foreign_key(*item, "SET NULL") for item in MADE_BY.items()),
        migrations.RunSQL(
            PATH + FUNCTIONS + WORKOUT + WEEK + RUN + PLAN + USER + PATH_AS_BEFORE, DROP
        ),
    ]
