"""Whoever is protected already gets a protection and, by name, all who handle protected people now: nobody is lost."""

from django.db import migrations
from django.utils.timezone import localdate


def begin(apps, schema_editor):
    alias = schema_editor.connection.alias
    table = {name: apps.get_model("ground", name).objects.using(alias) for name in (
        "Person", "MemberRole", "Protection", "ProtectedHandler", "ProtectionPolicy",
    )}  # fmt: skip
    table["ProtectionPolicy"].get_or_create(pk=1)
    handlers = table["MemberRole"].filter(role="protected_handler", member__is_active=True)
    members = list(handlers.values_list("member_id", flat=True))
    people = table["Person"].filter(is_protected=True).order_by("import_no", "id").values_list("id", flat=True)
    by, on = "system:upgrade", localdate()
    for number, person in enumerate(people, 1):
        table["Protection"].create(
            number=number, person_id=person, kind="not_told", source="file", since=on, decided_by=by
        )
        for member in members:
            table["ProtectedHandler"].create(
                person_id=person, member_id=member, valid_from=on, named_by=by, approved_by=by
            )


class Migration(migrations.Migration):
    dependencies = [("ground", "0005_attachments")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop, elidable=False)]
