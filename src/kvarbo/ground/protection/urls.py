"""Addresses of Skyddade personuppgifter."""

from django.urls import path

from kvarbo.ground.protection import pages, subject_pages

urlpatterns = [
    path("skyddade/", pages.protected, name="protected"),
    path("skyddade/handlaggare/", pages.handler_ask, name="handler_ask"),
    path("skyddade/avsluta/", pages.protection_end, name="protection_end"),
    path("skyddade/hav-sparr/", pages.bar_lift, name="bar_lift"),
    path("skyddade/regler/", pages.protection_rules, name="protection_rules"),
    path("skyddade/adresser/", pages.protection_addresses, name="protection_addresses"),
    path("skydd/klart/", subject_pages.protection_done, name="protection_done"),
    path("skydd/<uuid:subject>/", subject_pages.protection, name="protection"),
    path("skydd/<uuid:subject>/sparra/", subject_pages.bar, name="bar"),
    path("skydd/<uuid:subject>/post/", subject_pages.mail_sheets, name="mail_sheets"),
]
