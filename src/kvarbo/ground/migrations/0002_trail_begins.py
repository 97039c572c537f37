"""The trail's first link, and on SQLite the triggers that let rows only be added (PostgreSQL: the role's grants)."""

from django.db import migrations

ONLY_ADDED = (
    """create trigger trail_rows_are_never_changed before update on ground_trailrow
       begin select raise(abort, 'the trail is only added to'); end""",
    """create trigger trail_rows_are_never_deleted before delete on ground_trailrow
       begin select raise(abort, 'the trail is only added to'); end""",
)


def begin(apps, schema_editor):
    alias = schema_editor.connection.alias
    apps.get_model("ground", "TrailHead").objects.using(alias).get_or_create(pk=1)
    if schema_editor.connection.vendor == "sqlite":
        for trigger in ONLY_ADDED:
            schema_editor.execute(trigger)


class Migration(migrations.Migration):
    dependencies = [("ground", "0001_initial")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop, elidable=False)]
