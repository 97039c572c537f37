# Whoever hands on many tenants' money in one payment.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('landlord', '0006_named_for_rent'),
    ]

    operations = [
        migrations.CreateModel(
            name='Remitter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=100)),
            ],
        ),
    ]
