"""A landlord's room: rents and reaching people."""

from django.apps import AppConfig


class LandlordConfig(AppConfig):
    name = "kvarbo.landlord"
    label = "landlord"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kvarbo.doors.post import beginnings
        from kvarbo.doors.post import checks as of_papers
        from kvarbo.ground import subjects, ties
        from kvarbo.ground.letters import beginnings as of_letters
        from kvarbo.ground.outbox import checks as of_messages
        from kvarbo.ground.outbox import outcomes
        from kvarbo.ground.protection import moving
        from kvarbo.landlord.letter_contacts import contact_of_letter
        from kvarbo.landlord.letters import in_the_way_of_letter, known_of_letter
        from kvarbo.landlord.messages.outcomes import contact_of
        from kvarbo.landlord.messages.rechecks import still_wanted
        from kvarbo.landlord.notices.approval import register_approval
        from kvarbo.landlord.notices.paper_check import paper_stopped
        from kvarbo.landlord.papers import known_of_paper
        from kvarbo.landlord.rent import protection
        from kvarbo.landlord.rent.queries import tenancies_of, ties_of_leases
        from kvarbo.landlord.subjects import lease_called, leases_as_subjects, tenants_met

        subjects.register("landlord", leases_as_subjects, tenants_met, lease_called)
        ties.register("landlord", ties_of_leases, tenancies_of)
        beginnings.register("landlord", known_of_paper)
        of_messages.register("landlord", still_wanted)
        outcomes.register("landlord", contact_of)
        of_letters.register("landlord", known_of_letter, in_the_way_of_letter, contact_of_letter)
        moving.register("landlord", hide=protection.hide, bring_back=protection.bring_back)
        of_papers.register("landlord", paper_stopped)
        register_approval()
