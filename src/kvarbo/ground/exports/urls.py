"""Addresses of Uttag."""

from django.urls import path

from kvarbo.ground.exports import pages

urlpatterns = [
    path("uttag/", pages.exports, name="exports"),
    path("uttag/svara/", pages.decide_export, name="decide_export"),
]
