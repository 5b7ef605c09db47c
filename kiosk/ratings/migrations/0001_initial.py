import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request_id', models.UUIDField(unique=True)),
                ('kiosk', models.CharField(max_length=24)),
                ('face', models.CharField(choices=[('very_satisfied', 'very_satisfied'), ('satisfied', 'satisfied'), ('neutral', 'neutral'), ('dissatisfied', 'dissatisfied'), ('very_dissatisfied', 'very_dissatisfied')], max_length=20)),
                ('language', models.CharField(max_length=8)),
                ('counter', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('ticket', models.CharField(blank=True, max_length=8)),
                ('invited', models.BooleanField(default=False)),
                ('rated_at', models.DateTimeField()),
                ('day', models.DateField()),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='ratings.rating')),
            ],
        ),
        migrations.CreateModel(
            name='LastTap',
            fields=[
                ('kiosk', models.CharField(max_length=24, primary_key=True, serialize=False)),
                ('rating', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ratings.rating')),
            ],
        ),
        migrations.CreateModel(
            name='Reason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=24)),
                ('added_at', models.DateTimeField()),
                ('rating', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reasons', to='ratings.rating')),
            ],
        ),
        migrations.AddIndex(
            model_name='rating',
            index=models.Index(fields=['day', 'invited', 'face'], name='rating_by_day'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.CheckConstraint(condition=models.Q(('face__in', ['very_satisfied', 'satisfied', 'neutral', 'dissatisfied', 'very_dissatisfied'])), name='rating_face_is_a_name'),
        ),
        migrations.AddConstraint(
            model_name='reason',
            constraint=models.UniqueConstraint(fields=('rating', 'reason'), name='reason_once_a_rating'),
        ),
        migrations.AddConstraint(
            model_name='reason',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ('waited_too_long', 'unclear', 'attitude', 'papers_missing', 'too_slow', 'place', 'counter_not_found', 'other'))), name='reason_is_known'),
        ),
    ]
