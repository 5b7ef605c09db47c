"""A device is known by its name and its kiosk.  What was known is dropped: supervisors tell it anew within seconds."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("health", "0001_initial")]

    operations = [
        migrations.DeleteModel(name="DeviceHealth"),
        migrations.CreateModel(
            name="DeviceHealth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kiosk", models.CharField(default="", max_length=24)),
                ("device", models.CharField(max_length=24)),
                (
                    "state",
                    models.CharField(
                        choices=[("ok", "ok"), ("needs_person", "needs_person"), ("link_down", "link_down"), ("off", "off")],
                        max_length=16,
                    ),
                ),
                ("condition", models.CharField(blank=True, max_length=32)),
                ("detail", models.CharField(blank=True, max_length=200)),
                ("warning", models.CharField(blank=True, max_length=32)),
                ("since_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kiosk", "device"), name="health_one_row_a_device")],
            },
        ),
    ]
