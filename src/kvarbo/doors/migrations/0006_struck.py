"""What was registered by mistake is struck and keeps its number; names are compared whichever apostrophe they have."""

from django.db import migrations, models


def compare_names_anew(apps, schema_editor):
    """Make the names that are compared as they are made now: every apostrophe straight."""
    from kvarbo.doors.post.register import name_key

    people = apps.get_model("doors", "PersonInPaper").objects.using(schema_editor.connection.alias)
    for person in people.exclude(name_key=""):
        anew = name_key(person.name_key)
        if anew != person.name_key:
            people.filter(pk=person.pk).update(name_key=anew)


class Migration(migrations.Migration):
    dependencies = [("doors", "0005_register")]

    operations = [
        migrations.AddField("receivedpaper", "struck_at", models.DateTimeField(null=True)),
        migrations.AddField("receivedpaper", "struck_by_name", models.CharField(blank=True, max_length=200)),
        migrations.AddField("receivedpaper", "struck_reason", models.CharField(blank=True, max_length=300)),
        migrations.RunPython(compare_names_anew, migrations.RunPython.noop),
    ]
