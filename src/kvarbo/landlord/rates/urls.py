"""Addresses of the reference rates, below the room's own."""

from django.urls import path

from kvarbo.landlord.rates import pages

urlpatterns = [path("referensranta/", pages.reference_rates, name="reference_rates")]
