"""Addresses of Inbetalningar."""

from django.urls import path

from kvarbo.landlord.rent.payments import pages

urlpatterns = [
    path("inbetalningar/", pages.payments, name="payments"),
    path("inbetalningar/<uuid:payment>/", pages.payment, name="payment"),
    path("inbetalningar/<uuid:payment>/placera/", pages.payment_place, name="payment_place"),
    path("inbetalningar/<uuid:payment>/sok/", pages.payment_seek, name="payment_seek"),
    path("inbetalningar/<uuid:payment>/inte-hyra/", pages.payment_set_aside, name="payment_set_aside"),
    path("inbetalningar/<uuid:payment>/angra/", pages.payment_take_back, name="payment_take_back"),
    path("inbetalningar/<uuid:payment>/stammer/", pages.payment_confirm, name="payment_confirm"),
]
