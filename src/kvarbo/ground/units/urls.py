"""Addresses of Medarbetare och roller."""

from django.urls import path

from kvarbo.ground.units import pages

urlpatterns = [
    path("medarbetare/", pages.members, name="members"),
    path("medarbetare/ta-in/", pages.member_take_in, name="member_take_in"),
    path("medarbetare/slapp-ut/", pages.member_let_out, name="member_let_out"),
    path("medarbetare/ge-roll/", pages.role_give, name="role_give"),
    path("medarbetare/ta-roll/", pages.role_take, name="role_take"),
    path("medarbetare/intyga/", pages.member_attest, name="member_attest"),
    path("medarbetare/samma-person/", pages.member_same, name="member_same"),
]
