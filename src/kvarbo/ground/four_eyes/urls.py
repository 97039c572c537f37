"""Addresses of Två personer."""

from django.urls import path

from kvarbo.ground.four_eyes import pages

urlpatterns = [
    path("tva-personer/", pages.requests_page, name="requests"),
    path("tva-personer/beslut/", pages.request_decide, name="request_decide"),
]
