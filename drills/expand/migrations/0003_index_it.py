"""Step two: an index, made beside whoever writes."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("expand", "0002_add_another")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX CONCURRENTLY expanded ON triage_checkin (expanded)",
            "DROP INDEX CONCURRENTLY expanded",
        )
    ]
