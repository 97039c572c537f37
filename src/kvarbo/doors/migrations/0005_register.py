"""What comes in has a number without gaps and is found by whom it is about; two ways more for it to come."""

import json

import django.db.models.deletion
from django.db import migrations, models

ARRIVALS = [
    ("room", "Från ett annat rum här"),
    ("file", "Som fil från en annan installation"),
    ("registered", "Rekommenderat brev"),
    ("letter", "Vanligt brev"),
    ("handed_over", "Lämnat för hand"),
    ("e_mail", "E-post"),
    ("e_service", "E-tjänst"),
    ("phone", "Telefon"),
    ("visit", "Besök"),
    ("letter_box", "Vår egen brevlåda"),
    ("within", "Inifrån den egna förvaltningen"),
]


def register_what_is_there(apps, schema_editor):
    """Number what has come in so far in the order it came, and note whom it is about."""
    from kvarbo.doors.post.register import name_key, number_of

    alias = schema_editor.connection.alias
    paper, person, number = (
        apps.get_model("doors", name) for name in ("ReceivedPaper", "PersonInPaper", "RegisterNumber")
    )
    last = {}
    for row in paper.objects.using(alias).filter(checked__in=("good", "by_hand")).order_by("taken_in_at", "pk"):
        year = row.taken_in_at.year
        last[year] = last.get(year, 0) + 1
        paper.objects.using(alias).filter(pk=row.pk).update(register_number=f"P{year}-{last[year]:04d}")
        if row.canonical:
            content = json.loads(bytes(row.canonical)).get("content", {})
            named = [
                (one.get("name", ""), one.get("identity", ""))
                for part in ("residents", "people")
                for one in content.get(part, ())
            ]
        else:
            named = [(row.told.get("about_name", ""), row.told.get("about_identity", ""))]
        for name, identity in named:
            if name_key(name) or number_of(identity):
                person.objects.using(alias).create(
                    paper_id=row.pk, identity=number_of(identity), name_key=name_key(name)
                )
    for year, count in last.items():
        number.objects.using(alias).create(year=year, last=count)


class Migration(migrations.Migration):
    dependencies = [("doors", "0004_stopped_papers")]

    operations = [
        migrations.CreateModel(
            name="RegisterNumber",
            fields=[
                ("year", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("last", models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="PersonInPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("identity", models.CharField(blank=True, db_index=True, max_length=12)),
                ("name_key", models.CharField(blank=True, db_index=True, max_length=200)),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people_in_it",
                        to="doors.receivedpaper",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="receivedpaper",
            name="register_number",
            field=models.CharField(max_length=20, null=True, unique=True),
        ),
        migrations.AlterField(
            model_name="receivedpaper", name="came_by", field=models.CharField(choices=ARRIVALS, max_length=20)
        ),
        migrations.RunPython(register_what_is_there, migrations.RunPython.noop),
    ]
