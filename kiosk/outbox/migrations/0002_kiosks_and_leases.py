
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('outbox', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PrinterLease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('port', models.CharField(max_length=200, unique=True)),
                ('holder', models.CharField(max_length=200)),
                ('kiosk', models.CharField(max_length=24)),
                ('until_at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='job',
            name='kiosk',
            field=models.CharField(blank=True, default='', max_length=24),
        ),
    ]
