-- Before the athletes' tables are spread over several Postgres servers (Citus): every
-- key begins with the athlete, so that a row and all it refers to lie on one server.
-- Run once, as the tables' owner, with the app stopped; see docs/scaling.md. Django
-- goes on as before: it never asks what a primary key is made of.
--
-- It reads the catalogue, so that a table which is new is not forgotten.

DO $$
DECLARE
    spread CONSTANT oid[] := ARRAY(
        SELECT attrelid FROM pg_attribute
        JOIN pg_class ON pg_class.oid = attrelid AND relkind = 'r'
        WHERE attname = 'athlete_id' AND relnamespace = current_schema()::regnamespace
            AND relname ~ '^(triage|training)_'
    );
    found record;
    readable text;
BEGIN
    CREATE TEMPORARY TABLE keys_before ON COMMIT DROP AS
        SELECT c.oid, c.conrelid, c.confrelid, c.conname, c.contype, a.attname
        FROM pg_constraint AS c
        JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        WHERE c.conrelid = ANY (spread) AND cardinality(c.conkey) = 1
            AND a.attname <> 'athlete_id'
            AND (c.contype IN ('p', 'u') OR c.contype = 'f' AND c.confrelid = ANY (spread));

    -- What refers to a key goes before it, and comes back after it.
    FOR found IN SELECT * FROM keys_before
        ORDER BY array_position(ARRAY['f', 'u', 'p'], contype::text) LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I',
            found.conrelid::regclass, found.conname);
    END LOOP;
    FOR found IN SELECT * FROM keys_before
        ORDER BY array_position(ARRAY['p', 'u', 'f'], contype::text) LOOP
        readable := CASE found.contype
            WHEN 'p' THEN format('PRIMARY KEY (athlete_id, %I)', found.attname)
            WHEN 'u' THEN format('UNIQUE (athlete_id, %I)', found.attname)
            ELSE format('FOREIGN KEY (athlete_id, %I) REFERENCES %s (athlete_id, id) '
                'DEFERRABLE INITIALLY DEFERRED', found.attname, found.confrelid::regclass)
        END;
        EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I %s',
            found.conrelid::regclass, found.conname, readable);
    END LOOP;
END $$;
