"""The social services' room: matters, the people in them, and what comes in."""

from django.apps import AppConfig


class SocialConfig(AppConfig):
    name = "kvarbo.social"
    label = "social"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        self._answer_the_other_floors()
        self._tell_of_matters()

    def _answer_the_other_floors(self) -> None:
        """What the ground floor and the doors ask a room of, and the days that run in a matter."""
        from kvarbo.doors.post import beginnings as papers
        from kvarbo.ground import subjects, ties
        from kvarbo.ground.attachments import holders
        from kvarbo.ground.letters import beginnings
        from kvarbo.ground.protection import moving
        from kvarbo.social.casework import clocks, protection
        from kvarbo.social.casework.queries import matters_of, ties_of_matters
        from kvarbo.social.children import waiting
        from kvarbo.social.evictions.clocks import clocks_told as eviction_clocks
        from kvarbo.social.inbox.queries import holds_files
        from kvarbo.social.letters import known_of_letter, nothing_in_the_way
        from kvarbo.social.papers import known_of_paper
        from kvarbo.social.subjects import matter_called, matters_as_subjects, people_met
        from kvarbo.social.support import waiting as support
        from kvarbo.social.undertakings.clocks import clocks_told as undertaking_clocks

        clocks.register("children", waiting.clocks_told)
        clocks.register("evictions", eviction_clocks)
        clocks.register("support", support.clocks_told)
        clocks.register("undertakings", undertaking_clocks)
        holders.register("social", holds_files)
        subjects.register("social", matters_as_subjects, people_met, matter_called)
        ties.register("social", ties_of_matters, matters_of)
        beginnings.register("social", known_of_letter, nothing_in_the_way)
        moving.register("social", hide=protection.hide, bring_back=protection.bring_back)
        papers.register("social", known_of_paper)

    def _tell_of_matters(self) -> None:
        """What each activity has to say of matters."""
        from kvarbo.social import waits
        from kvarbo.social.casework import added
        from kvarbo.social.children import waiting
        from kvarbo.social.children.shown import shown as children_shown
        from kvarbo.social.closing import waiting as closing
        from kvarbo.social.closing.shown import shown as closing_shown
        from kvarbo.social.contacts.shown import shown as visits_shown
        from kvarbo.social.evictions.shown import shown as eviction_shown
        from kvarbo.social.inbox.waiting import urgent as loose_times_told
        from kvarbo.social.notes.waiting import waiting as not_in_record
        from kvarbo.social.representatives import waiting as representatives
        from kvarbo.social.support import waiting as support
        from kvarbo.social.support.shown import shown as support_shown
        from kvarbo.social.undertakings.shown import shown as undertakings_shown

        added.register("inbox", added.Activity(urgent=loose_times_told))
        added.register(
            "children",
            added.Activity(tell=waiting.tell, shown=children_shown, before_assigning=waiting.before_assigning),
        )
        added.register(
            "closing",
            added.Activity(urgent=closing.urgent, tell=closing.tell, shown=closing_shown, closing=closing.CLOSING),
        )
        added.register("representatives", added.Activity(tell=representatives.tell))
        added.register("support", added.Activity(waiting=support.waiting, tell=support.tell, shown=support_shown))
        added.register(
            "contacts",
            added.Activity(urgent=waits.urgent, waiting=waits.waiting, met=waits.met, shown=visits_shown),
        )
        added.register("evictions", added.Activity(shown=eviction_shown))
        added.register("undertakings", added.Activity(shown=undertakings_shown))
        added.register("notes", added.Activity(waiting=not_in_record))
