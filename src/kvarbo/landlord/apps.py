"""A landlord's room: rents and reaching people."""

from django.apps import AppConfig


class LandlordConfig(AppConfig):
    name = "kvarbo.landlord"
    label = "landlord"
    default_auto_field = "django.db.models.BigAutoField"
