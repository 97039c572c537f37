# Deferrals: a later day that the landlord has said yes to.

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("landlord", "0004_collection")]
    operations = [
        migrations.CreateModel(
            name="Deferral",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("granted_date", models.DateField()),
                ("until_date", models.DateField()),
                ("amount", models.BigIntegerField(null=True)),
                ("reason", models.CharField(max_length=20)),
                ("by", models.UUIDField()),
                ("by_name", models.CharField(max_length=200)),
                (
                    "lease",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deferrals", to="landlord.lease"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_date__gte", models.F("granted_date"))), name="deferral_ends_after"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount", None), ("amount__gt", 0), _connector="OR"),
                        name="deferral_of_something",
                    ),
                ]
            },
        ),
    ]
