"""The ground in every room: units and roles, trail, jobs, people."""

from django.apps import AppConfig


class GroundConfig(AppConfig):
    name = "kvarbo.ground"
    label = "ground"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kvarbo.ground import beside
        from kvarbo.ground.attachments.presenting import link_to
        from kvarbo.ground.letters.presenting import link_to as letters_of
        from kvarbo.ground.needs_two import register_kinds

        beside.register("attachments", link_to)
        beside.register("letters", letters_of)
        register_kinds()
