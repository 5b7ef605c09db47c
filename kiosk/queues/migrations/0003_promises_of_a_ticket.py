from django.db import migrations, models

from kiosk.staff.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('queues', '0002_life_of_a_ticket'),
    ]

    operations = [
        migrations.AlterField(
            model_name='ticket',
            name='queue',
            field=models.CharField(max_length=1),
        ),
        migrations.AlterField(
            model_name='ticket',
            name='queued_at',
            field=models.DateTimeField(),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['state', 'day'], name='tickets_by_state'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['queue', '-ended_at'], name='pace_of_a_class'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.UniqueConstraint(fields=('day', 'label'), name='a_label_is_given_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'called', 'recalled', 'serving', 'on_hold', 'transferred', 'returned', 'done', 'no_show', 'cancelled'])), name='ticket_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['called', 'recalled', 'serving']), _negated=True), models.Q(('called_at__isnull', False), ('calls__gte', 1), ('counter__isnull', False), ('last_call_at__isnull', False)), _connector='OR'), name='who_is_called_has_a_counter'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'serving'), _negated=True), ('served_at__isnull', False), _connector='OR'), name='who_is_served_has_come'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state__in', ['done', 'no_show', 'cancelled'])), models.Q(models.Q(('state__in', ['done', 'no_show', 'cancelled']), _negated=True), ('ended_at__isnull', True)), _connector='OR'), name='what_is_over_has_an_end'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['called', 'recalled', 'serving'])), fields=('counter', 'day'), name='one_ticket_at_a_counter'),
        ),
        AppendOnly("queues_ticketevent"),
    ]
