"""Addresses of a closed matter's follow-up."""

from django.urls import path

from kvarbo.social.closing import pages

urlpatterns = [
    path("arende/<uuid:matter>/uppfoljning/", pages.follow_up, name="follow_up"),
    path("arende/<uuid:matter>/uppfoljning/gjord/", pages.follow_up_done, name="follow_up_done"),
    path("arende/<uuid:matter>/uppfoljning/hyran/", pages.follow_up_rent, name="follow_up_rent"),
]
