"""The web's own templates, tags and commands."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "kvarbo.web"
    label = "web"
