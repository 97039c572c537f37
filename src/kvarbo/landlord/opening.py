"""Att öppna ett hyresförhållande: the one place where a page asks for the lease in its address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404

from kvarbo.landlord.rent.queries import Lease, leases_open_to


def open_lease(request: Any, lease: UUID) -> Lease:
    """The lease if the member who asks may open it.

    :raises Http404: what is hidden, another's or nowhere, all alike
    """
    found = leases_open_to(request.member).filter(pk=lease).first()
    if found is None:
        raise Http404
    return found
