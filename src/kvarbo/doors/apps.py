"""The doors of every room: papers, the post, consents and the channels that people's data leave by."""

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    name = "kvarbo.doors"
    label = "doors"
    default_auto_field = "django.db.models.BigAutoField"
