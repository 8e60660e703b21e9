"""Step one again, on the table that every check-in writes."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("expand", "0001_add_a_column")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE triage_checkin ADD COLUMN expanded integer",
            "ALTER TABLE triage_checkin DROP COLUMN expanded",
        )
    ]
