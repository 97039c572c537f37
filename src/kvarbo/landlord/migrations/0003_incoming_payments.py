# Payments that the bank or the debt collector tells of, and where they belong.

import django.db.models.deletion
import kvarbo.ground.clock
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('landlord', '0002_ledger_begins'),
    ]

    operations = [
        migrations.CreateModel(
            name='AccountDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200, unique=True)),
                ('account', models.CharField(max_length=60)),
                ('number', models.CharField(blank=True, max_length=40)),
                ('day', models.DateField(null=True)),
                ('through', models.DateField()),
                ('total', models.BigIntegerField()),
                ('payments', models.IntegerField()),
                ('import_no', models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='IncomingPayment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=240, unique=True)),
                ('told_by', models.CharField(choices=[('bank', 'Banken'), ('agency', 'Inkassobolaget')], default='bank', max_length=10)),
                ('account', models.CharField(blank=True, max_length=60)),
                ('booked_date', models.DateField()),
                ('order_received_date', models.DateField(null=True)),
                ('amount', models.BigIntegerField()),
                ('reference', models.CharField(blank=True, max_length=140)),
                ('reference_key', models.CharField(blank=True, max_length=140)),
                ('parts', models.JSONField(default=list)),
                ('text', models.CharField(blank=True, max_length=500)),
                ('payer_name', models.CharField(blank=True, max_length=140)),
                ('payer_account', models.CharField(blank=True, db_index=True, max_length=60)),
                ('payer_identity', models.CharField(blank=True, max_length=20)),
                ('open_amount', models.BigIntegerField(default=0)),
                ('seen_by', models.CharField(blank=True, choices=[('ledger', 'Er reskontra'), ('lists', 'Era restlistor')], default='', max_length=10)),
                ('is_contradicted', models.BooleanField(default=False)),
                ('is_protected', models.BooleanField(default=False)),
                ('import_no', models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.BigIntegerField()),
                ('rule', models.CharField(blank=True, choices=[('reference', 'Referensen är avins eller avtalets'), ('text', 'Meddelandet nämner precis ett nummer som är avins eller avtalets'), ('payer', 'Samma konto har betalat samma avtal förut, med samma belopp som avin'), ('matter', 'Inkassobolaget säger vilket ärende det är'), ('remittance', 'Redovisning från inkassobolaget: hyresgästernas betalningar är redan räknade')], max_length=12)),
                ('why', models.CharField(max_length=300)),
                ('reason', models.CharField(blank=True, max_length=20)),
                ('by', models.UUIDField(null=True)),
                ('by_name', models.CharField(blank=True, max_length=60)),
                ('decided_at', models.DateTimeField(default=kvarbo.ground.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name='PossibleLease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reasons', models.JSONField(default=list)),
                ('place', models.SmallIntegerField(default=1)),
            ],
        ),
        migrations.AddField(
            model_name='bill',
            name='number_key',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='bill',
            name='ocr_key',
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.AddField(
            model_name='payment',
            name='bank_order_date',
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name='bill',
            index=models.Index(fields=['ocr_key'], name='bill_by_ocr'),
        ),
        migrations.AddIndex(
            model_name='bill',
            index=models.Index(fields=['number_key'], name='bill_by_number'),
        ),
        migrations.CreateModel(
            name='LeftToPerson',
            fields=[
                ('incoming', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='left_to_person', serialize=False, to='landlord.incomingpayment')),
                ('by_name', models.CharField(max_length=60)),
                ('decided_at', models.DateTimeField(default=kvarbo.ground.clock.now)),
            ],
        ),
        migrations.AddIndex(
            model_name='incomingpayment',
            index=models.Index(fields=['reference_key'], name='incoming_by_reference'),
        ),
        migrations.AddIndex(
            model_name='incomingpayment',
            index=models.Index(condition=models.Q(('open_amount', 0), _negated=True), fields=['booked_date', 'id'], name='incoming_waiting'),
        ),
        migrations.AddField(
            model_name='payment',
            name='incoming',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='counted_as', to='landlord.incomingpayment'),
        ),
        migrations.AddField(
            model_name='placement',
            name='bill',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='placements', to='landlord.bill'),
        ),
        migrations.AddField(
            model_name='placement',
            name='incoming',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='landlord.incomingpayment'),
        ),
        migrations.AddField(
            model_name='placement',
            name='lease',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='landlord.lease'),
        ),
        migrations.AddField(
            model_name='possiblelease',
            name='bill',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='landlord.bill'),
        ),
        migrations.AddField(
            model_name='possiblelease',
            name='incoming',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='possible', to='landlord.incomingpayment'),
        ),
        migrations.AddField(
            model_name='possiblelease',
            name='lease',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='possible_payments', to='landlord.lease'),
        ),
        migrations.AddConstraint(
            model_name='placement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rule', ''), _negated=True), ('by__isnull', False), _connector='OR'), name='a_rule_or_a_person_places'),
        ),
        migrations.AddConstraint(
            model_name='placement',
            constraint=models.CheckConstraint(condition=models.Q(('lease__isnull', False), models.Q(('reason', ''), _negated=True), models.Q(('rule', ''), _negated=True), _connector='OR'), name='belonging_to_no_tenant_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='possiblelease',
            constraint=models.UniqueConstraint(fields=('incoming', 'lease'), name='possible_once_a_lease'),
        ),
    ]
