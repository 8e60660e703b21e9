"""Step four: the old rows are read, and nobody is locked out."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("expand", "0004_constrain_it")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE triage_checkin VALIDATE CONSTRAINT expanded_is_small",
            migrations.RunSQL.noop,
        )
    ]
