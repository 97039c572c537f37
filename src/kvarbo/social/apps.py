"""The social services' room: matters, the people in them, and what comes in."""

from django.apps import AppConfig


class SocialConfig(AppConfig):
    name = "kvarbo.social"
    label = "social"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kvarbo.ground import subjects, ties
        from kvarbo.social.casework.queries import matters_of, ties_of_matters
        from kvarbo.social.subjects import matters_as_subjects, people_met

        subjects.register("social", matters_as_subjects, people_met)
        ties.register("social", ties_of_matters, matters_of)
