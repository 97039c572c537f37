"""The doors of every room: papers, the post, consents and the channels that people's data leave by."""

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    name = "kvarbo.doors"
    label = "doors"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kvarbo.doors.consent import beside as consents_beside
        from kvarbo.doors.consent import handed
        from kvarbo.doors.post import beside as papers_beside
        from kvarbo.doors.post.queries import handed_over_on
        from kvarbo.ground import beside

        handed.register(handed_over_on)
        beside.register("consents", consents_beside.link_to)
        beside.register("papers", papers_beside.link_to)
