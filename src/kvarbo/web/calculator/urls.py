"""The calculator's one address."""

from django.urls import path

from kvarbo.web.calculator import pages

urlpatterns = [path("", pages.recovery_calculator, name="recovery_calculator")]
