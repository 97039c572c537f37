"""The roles a member of a room can have: the vocabulary that pages and actions ask by."""

from django.db import models


class RoleName(models.TextChoices):
    """Roll: what a member may do in the room. Rights are given here and nowhere else."""

    RENT_OFFICER = "rent_officer", "Hyreshandläggare"
    CARETAKER = "caretaker", "Kvartersvärd"
    MANAGER = "manager", "Chef"
    PROTECTED_HANDLER = "protected_handler", "Handläggare för skyddade personuppgifter"
    CASEWORKER = "caseworker", "Handläggare"
    COUNSELLOR = "counsellor", "Budget- och skuldrådgivare"
    AUDITOR = "auditor", "Loggranskare"
    ADMINISTRATOR = "administrator", "Administratör"


CASE_ROLES = frozenset(
    {
        RoleName.RENT_OFFICER.value,
        RoleName.CARETAKER.value,
        RoleName.MANAGER.value,
        RoleName.PROTECTED_HANDLER.value,
        RoleName.CASEWORKER.value,
        RoleName.COUNSELLOR.value,
    }
)  # to work with people; whoever reviews the trail of a room holds none of them there

NEEDS_TWO = frozenset(
    {
        RoleName.MANAGER.value,
        RoleName.PROTECTED_HANDLER.value,
        RoleName.AUDITOR.value,
        RoleName.ADMINISTRATOR.value,
    }
)  # given only when one has asked for it and another approved
