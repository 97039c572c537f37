"""The house: accounts, which rooms exist, who may enter which. No person's matter, ever."""

from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "kvarbo.house"
    label = "house"
    default_auto_field = "django.db.models.BigAutoField"
