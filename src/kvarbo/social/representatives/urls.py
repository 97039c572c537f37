"""Addresses of a matter's representatives, who pays the rent, and who was told of their rights."""

from django.urls import path

from kvarbo.social.representatives import pages

urlpatterns = [
    path("arende/<uuid:matter>/foretradare/", pages.representatives, name="representatives"),
    path("arende/<uuid:matter>/foretradare/ny/", pages.representative_write, name="representative_write"),
    path("arende/<uuid:matter>/foretradare/slut/", pages.representative_end, name="representative_end"),
    path("arende/<uuid:matter>/foretradare/betalare/", pages.rent_payer, name="rent_payer"),
    path("arende/<uuid:matter>/foretradare/ratt/", pages.rights_told, name="rights_told"),
]
