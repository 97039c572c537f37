"""An empty ledger: nothing is visible and nothing is known."""

from django.db import migrations


def begin(apps, schema_editor):
    alias = schema_editor.connection.alias
    apps.get_model("landlord", "LedgerState").objects.using(alias).get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("landlord", "0001_initial")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop, elidable=False)]
