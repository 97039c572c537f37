"""Addresses of decisions about a lease: opaque ids, and only a lease's in any of them."""

from django.urls import path

from kvarbo.landlord.notices import fact_pages, pages

urlpatterns = [
    path("beslut/", pages.decisions, name="decisions"),
    path("hyresgast/<uuid:lease>/besluta/", pages.decide, name="decide"),
    path("hyresgast/<uuid:lease>/beslut/", pages.decision, name="decision"),
    path("hyresgast/<uuid:lease>/beslut/handelse/", fact_pages.decision_fact, name="decision_fact"),
    path("hyresgast/<uuid:lease>/beslut/underlag/", fact_pages.decision_prepare, name="decision_prepare"),
    path("hyresgast/<uuid:lease>/beslut/fraga/", fact_pages.decision_ask, name="decision_ask"),
    path("hyresgast/<uuid:lease>/beslut/svar/", fact_pages.decision_answered, name="decision_answer"),
    path("hyresgast/<uuid:lease>/beslut/formular/", fact_pages.decision_paper, name="decision_paper"),
]
