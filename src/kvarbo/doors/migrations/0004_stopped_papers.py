"""A paper that waited when its consent was taken back has a state of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("doors", "0003_consent")]

    operations = [
        migrations.AlterField(
            model_name="sentpaper",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Väntar på att skickas"),
                    ("carried", "Avlämnat"),
                    ("received", "Mottaget"),
                    ("stopped", "Stoppat"),
                ],
                default="waiting",
                max_length=10,
            ),
        ),
    ]
