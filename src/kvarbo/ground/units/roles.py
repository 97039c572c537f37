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
