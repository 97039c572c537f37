# What a payer said that money is for.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('landlord', '0005_deferrals'),
    ]

    operations = [
        migrations.AddField(
            model_name='payment',
            name='is_for_rent',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='placement',
            name='is_for_rent',
            field=models.BooleanField(default=False),
        ),
    ]
