"""The address of Frånvaro och ersättare."""

from django.urls import path

from kvarbo.ground.standing_in import pages

urlpatterns = [path("ersattare/", pages.standing_in, name="standing_in")]
