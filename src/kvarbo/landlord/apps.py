"""A landlord's room: rents and reaching people."""

from django.apps import AppConfig


class LandlordConfig(AppConfig):
    name = "kvarbo.landlord"
    label = "landlord"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kvarbo.ground import subjects
        from kvarbo.ground.protection import moving
        from kvarbo.landlord.rent import protection
        from kvarbo.landlord.subjects import lease_called, leases_as_subjects, tenants_met

        subjects.register("landlord", leases_as_subjects, tenants_met, lease_called)
        moving.register("landlord", hide=protection.hide, bring_back=protection.bring_back)
