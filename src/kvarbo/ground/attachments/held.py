"""Vald fil som står kvar while something else in its form is mended: no browser fills a chosen file in again.

The bytes lie among the room's attachments without a row, so that ``sweep`` takes them if the form is never sent. What
the form carries is a signed ticket, which is good for the member who chose the file, in that room, and for as long as
the bytes are sure to lie there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core import signing
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kvarbo.ground.attachments import storage
from kvarbo.ground.attachments.actions import Upload, examined
from kvarbo.ground.attachments.refusals import AttachmentRefused
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.rooms import current

TICKET = "held_file"
SALT = "kvarbo.ground.attachments.held"
FILE_AGAIN = _("Välj filen igen. Den står kvar en timme, och den tiden har gått.")


@dataclass(slots=True)
class HeldFile:
    """En fil som står kvar, read as an upload is."""

    id: UUID
    name: str | None
    content: bytes
    ticket: str

    def read(self, size: int = -1, /) -> bytes:
        """The bytes, at most ``size``."""
        return self.content if size < 0 else self.content[:size]


def hold(upload: Upload, by: AtWork) -> HeldFile:
    """Let a chosen file stay; ``AttachmentRefused`` when it could not be kept as an attachment anyway."""
    content, name, _type = examined(upload)
    identity = storage.store(content)
    ticket = signing.dumps([current().slug, str(by.id), str(identity), name], salt=SALT)
    return HeldFile(identity, name, content, ticket)


def held(ticket: str, by: AtWork) -> HeldFile | None:
    """The file of a ticket; None when it is another's, made up, or too old."""
    try:
        slug, member, identity, name = signing.loads(ticket, salt=SALT, max_age=storage.ORPHAN_AFTER)
    except signing.BadSignature:
        return None
    content = storage.read(UUID(identity)) if (slug, member) == (current().slug, str(by.id)) else None
    return None if content is None else HeldFile(UUID(identity), name, content, ticket)


def _found(ticket: str, by: AtWork) -> HeldFile | None:
    """The file that a form had before; None when it had none, ``AttachmentRefused`` when it is gone."""
    found = held(ticket, by) if ticket else None
    if ticket and found is None:
        raise AttachmentRefused(str(FILE_AGAIN))
    return found


class KeepsItsFile(forms.Form):
    """Ett formulär vars fil står kvar: has a field ``file`` of its own, and a ticket for the one chosen before."""

    held_file = forms.CharField(max_length=2_000, required=False, widget=forms.HiddenInput)

    def chosen_file(self, by: AtWork) -> Upload | None:
        """The file that was chosen now, else the one that stayed; ``AttachmentRefused`` when that one is gone."""
        chosen: Upload | None = self.cleaned_data["file"]
        return chosen or _found(self.cleaned_data[TICKET], by)

    def let_the_file_stay(self, by: AtWork) -> None:
        """Before the form is shown again with what to mend: its file stays, or it is told why not."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # what a browser sent can be copied
        ticket, data[TICKET] = data.get(TICKET, ""), ""
        self.data = data
        if "file" in self.errors:
            return
        try:
            stays = self._stays(ticket, by)
        except AttachmentRefused as refused:
            self.add_error("file", refused.message)
            return
        if stays is not None:
            data[TICKET] = stays.ticket
            self["file"].help_text = gettext("Vald: %(name)s. Den står kvar; välj bara om den var fel.") % {
                "name": stays.name
            }

    def _stays(self, ticket: str, by: AtWork) -> HeldFile | None:
        chosen = self.files.get("file")
        if chosen is not None:
            chosen.seek(0)
            return hold(chosen, by)
        return _found(ticket, by)
