"""The first tables of blood pressure; readings only grow from the start."""

import django.db.models.deletion
import kiosk.blood_pressure.rules
import uuid
from django.db import migrations, models

from kiosk.staff.append_only import AppendOnly

TABLE = "blood_pressure_reading"


def refuse_replace(_apps, schema_editor):
    """SQLite's INSERT OR REPLACE removes the old row without asking a delete trigger: refuse an INSERT over a reading."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} WHEN EXISTS (SELECT 1 FROM {TABLE}"
            " WHERE id = NEW.id OR supersedes_id = NEW.supersedes_id"
            " OR (session_id = NEW.session_id AND seq = NEW.seq AND revision = NEW.revision))"
            f" BEGIN SELECT RAISE(ABORT, '{TABLE} only grows: replace is refused'); END"
        )


def allow_replace(_apps, schema_editor):
    """Undo `refuse_replace`."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_replace")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('request_id', models.UUIDField(unique=True)),
                ('kiosk', models.CharField(max_length=24)),
                ('language', models.CharField(max_length=8)),
                ('identity', models.CharField(max_length=12)),
                ('token', models.CharField(blank=True, max_length=43)),
                ('consent_version', models.CharField(max_length=16)),
                ('state', models.CharField(default=kiosk.blood_pressure.rules.State['WAITING'], max_length=12)),
                ('ended_why', models.CharField(blank=True, max_length=12)),
                ('trouble', models.CharField(blank=True, max_length=12)),
                ('troubles_in_a_row', models.PositiveSmallIntegerField(default=0)),
                ('started_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('n', models.PositiveSmallIntegerField(default=0)),
                ('members', models.JSONField(default=list)),
                ('avg_systolic_mmhg', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('avg_diastolic_mmhg', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('avg_pulse_bpm', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('level', models.CharField(blank=True, max_length=12)),
                ('policy_id', models.CharField(max_length=32)),
                ('policy_version', models.PositiveIntegerField()),
                ('slip_job', models.BigIntegerField(blank=True, null=True)),
                ('slip_members', models.JSONField(default=list)),
            ],
            options={
                'indexes': [models.Index(fields=['token', 'started_at'], name='bp_session_by_token')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', (kiosk.blood_pressure.rules.State['WAITING'], kiosk.blood_pressure.rules.State['MEASURING']))), fields=('kiosk',), name='bp_one_open_session_a_kiosk'), models.CheckConstraint(condition=models.Q(('state__in', [kiosk.blood_pressure.rules.State['WAITING'], kiosk.blood_pressure.rules.State['MEASURING'], kiosk.blood_pressure.rules.State['DONE'], kiosk.blood_pressure.rules.State['ENDED'], kiosk.blood_pressure.rules.State['NO_RESULT']])), name='bp_session_state_is_known'), models.CheckConstraint(condition=models.Q(('level__in', ['', kiosk.blood_pressure.rules.Level['NORMAL'], kiosk.blood_pressure.rules.Level['ELEVATED'], kiosk.blood_pressure.rules.Level['HIGH'], kiosk.blood_pressure.rules.Level['VERY_HIGH'], kiosk.blood_pressure.rules.Level['URGENT']])), name='bp_session_level_is_known'), models.CheckConstraint(condition=models.Q(('trouble__in', ['', kiosk.blood_pressure.rules.Trouble['ARM_CUFF'], kiosk.blood_pressure.rules.Trouble['KEEP_STILL'], kiosk.blood_pressure.rules.Trouble['CALL_STAFF']])), name='bp_session_trouble_is_known'), models.CheckConstraint(condition=models.Q(('identity', 'token'), models.Q(('identity', 'anonymous'), ('token', '')), _connector='OR'), name='bp_anonymous_has_no_token')],
            },
        ),
        migrations.CreateModel(
            name='Unclaimed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kiosk', models.CharField(max_length=24)),
                ('day', models.DateField()),
                ('why', models.CharField(max_length=12)),
                ('count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kiosk', 'day', 'why'), name='bp_unclaimed_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('seq', models.PositiveSmallIntegerField()),
                ('revision', models.PositiveSmallIntegerField(default=0)),
                ('source', models.CharField(max_length=12)),
                ('received_at', models.DateTimeField()),
                ('device_time', models.CharField(blank=True, max_length=19)),
                ('device_clock_off_s', models.IntegerField(blank=True, null=True)),
                ('systolic_mmhg', models.PositiveSmallIntegerField()),
                ('diastolic_mmhg', models.PositiveSmallIntegerField()),
                ('mean_mmhg', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('pulse_bpm', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('movement', models.BooleanField(default=False)),
                ('irregular', models.BooleanField(default=False)),
                ('entered_by', models.CharField(blank=True, max_length=150)),
                ('why', models.CharField(blank=True, max_length=200)),
                ('supersedes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='blood_pressure.reading')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='blood_pressure.session')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('session', 'seq', 'revision'), name='bp_reading_once'), models.CheckConstraint(condition=models.Q(('systolic_mmhg__gt', models.F('diastolic_mmhg'))), name='bp_systolic_is_higher'), models.CheckConstraint(condition=models.Q(models.Q(('revision', 0), ('supersedes', None)), models.Q(('revision__gt', 0), ('supersedes__isnull', False), models.Q(('why', ''), _negated=True)), _connector='OR'), name='bp_correction_says_what_and_why')],
            },
        ),
        AppendOnly(TABLE),
        migrations.RunPython(refuse_replace, allow_replace),
    ]
