"""The table of settings.CACHES, so that `migrate` alone makes a database complete."""

from __future__ import annotations

from django.core.management import call_command
from django.db import migrations


def create_the_cache_table(apps, schema_editor):
    # Fine if it is there already.
    call_command(
        "createcachetable",
        "cache_entries",
        database=schema_editor.connection.alias,
        verbosity=0,
    )


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(create_the_cache_table, migrations.RunPython.noop),
    ]
