from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    operations = [
        migrations.RunSQL(
            "ALTER TABLE accounts_user ADD COLUMN for_a_test integer",
            "ALTER TABLE accounts_user DROP COLUMN for_a_test",
        )
    ]
