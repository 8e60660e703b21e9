"""Check-ins and care holds go when the account goes, by Postgres' own cascade.

Django's cascade would delete them before the account, which their triggers refuse.
Postgres' cascade runs after the account's row is gone, which they allow.
"""

from django.db import migrations

TABLES = {"triage_checkin": "check_in_athlete", "triage_carehold": "care_hold_athlete"}


class Migration(migrations.Migration):
    dependencies = [("triage", "0001_initial")]

    operations = [
        migrations.RunSQL(
            f"""
            ALTER TABLE {table} ADD CONSTRAINT {name}
                FOREIGN KEY (athlete_id) REFERENCES accounts_user (id)
                ON DELETE CASCADE
            """,
            f"ALTER TABLE {table} DROP CONSTRAINT {name}",
        )
        for table, name in TABLES.items()
    ]
