"""The kinds of rooms there are, and how strong a login a room can ask for."""

from django.db import models


class RoomKind(models.TextChoices):
    """Slag av rum: a room's kind decides which tables and pages it has."""

    LANDLORD = "landlord", "Hyresvärd"
    SOCIAL = "social", "Socialtjänst"
    COUNSELLING = "counselling", "Budget- och skuldrådgivning"


class LoginRequirement(models.TextChoices):
    """Inloggningskrav: how strong a login the room asks for."""

    PASSWORD = "password", "Lösenord"
    SECOND_FACTOR = "second_factor", "Lösenord och engångskod eller passnyckel"
