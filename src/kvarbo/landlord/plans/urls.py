"""Addresses of plans: opaque ids, and only a lease's in any of them."""

from django.urls import path

from kvarbo.landlord.plans import addendum_pages, pages

urlpatterns = [
    path("planer/", pages.plans, name="plans"),
    path("hyresgast/<uuid:lease>/plan/", pages.plan, name="plan"),
    path("hyresgast/<uuid:lease>/plan/ny/", pages.plan_new, name="plan_new"),
    path("hyresgast/<uuid:lease>/plan/avsluta/", pages.plan_end, name="plan_end"),
    path("hyresgast/<uuid:lease>/tillagg/", addendum_pages.addendum, name="addendum"),
]
