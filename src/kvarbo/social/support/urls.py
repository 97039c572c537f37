"""Addresses of support and plan in a matter."""

from django.urls import path

from kvarbo.social.support import pages

urlpatterns = [
    path("arende/<uuid:matter>/stod/", pages.support, name="support"),
    path("arende/<uuid:matter>/stod/plan/", pages.support_plan, name="support_plan"),
    path("arende/<uuid:matter>/stod/orsaker/", pages.support_causes, name="support_causes"),
    path("arende/<uuid:matter>/stod/orsaker/stryk/", pages.support_cause_strike, name="support_cause_strike"),
    path("arende/<uuid:matter>/stod/budget/", pages.support_budget, name="support_budget"),
    path("arende/<uuid:matter>/stod/stod/", pages.support_offer, name="support_offer"),
    path("arende/<uuid:matter>/stod/andra/", pages.support_change, name="support_change"),
    path("arende/<uuid:matter>/stod/mal/", pages.support_goal, name="support_goal"),
    path("arende/<uuid:matter>/stod/mal/hur/", pages.support_result, name="support_result"),
    path("arende/<uuid:matter>/stod/ord/", pages.support_word, name="support_word"),
]
