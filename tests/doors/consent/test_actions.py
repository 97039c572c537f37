"""What can be said in a consent, what is kept of it, and what taking it back leaves."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kvarbo.core.law.secrecy.consent import ConsentDirection
from kvarbo.core.law.secrecy.may_disclose import may_disclose
from kvarbo.core.law.secrecy.vocabulary import Allowed, KindOfFact, Party
from kvarbo.doors.consent import actions, files
from kvarbo.doors.consent.handed import HandedOver, register
from kvarbo.doors.consent.models import Consent, ConsentWithdrawal, ReceiverToTell
from kvarbo.doors.consent.presenting import shown_to_tell
from kvarbo.doors.consent.queries import consents_about, consents_expiring, covers, receivers_to_tell
from kvarbo.doors.consent.refusals import CannotDo
from kvarbo.doors.consent.status import ConsentStatus
from kvarbo.doors.organisations.actions import keep_counterpart
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from tests.doors.consent.conftest import ON, UNTIL, Consenting

TELL = ConsentDirection.TELL
ARREARS, HOUSEHOLD = KindOfFact.ARREARS, KindOfFact.HOUSEHOLD
PDF = b"%PDF-1.7 en undertecknad blankett"


def asked(consenting: Consenting, lease: Any, **question: Any) -> Any:
    usual = {"counterpart": consenting.board.pk, "fact": ARREARS, "direction": TELL, "on": ON}
    return covers(consenting.about(lease).people[0].id, subject=lease.id, **{**usual, **question})


def test_a_consent_covers_what_it_names_and_nothing_else(consenting: Consenting) -> None:
    lease, other = consenting.lease("1"), consenting.lease("2", name="Bo O'Neill")
    consent = consenting.give(lease, facts=["arrears", "late_payment"])
    found = asked(consenting, lease)
    assert (found.consent_id, found.until, found.has_reservation) == (consent.pk, UNTIL, False)
    assert asked(consenting, lease, on=UNTIL) is not None
    assert asked(consenting, lease, fact=HOUSEHOLD) is None
    assert asked(consenting, lease, counterpart=consenting.counselling.pk) is None
    assert asked(consenting, lease, direction=ConsentDirection.FETCH) is None
    assert asked(consenting, lease, on=UNTIL + timedelta(days=1)) is None
    assert asked(consenting, lease, on=ON - timedelta(days=1)) is None
    assert asked(consenting, other) is None


def test_a_consent_towards_one_landlord_opens_nothing_towards_another_of_its_kind(consenting: Consenting) -> None:
    lease = consenting.lease()
    with recorded("test"):
        neighbour = keep_counterpart(name="Grannkommunens nämnd", party="social_board", transport="letter")
    consenting.give(lease)
    assert consenting.consents(lease, neighbour) == ()
    assert len(consenting.consents(lease)) == 1


def test_the_rules_of_secrecy_read_a_kept_consent(consenting: Consenting) -> None:
    lease = consenting.lease()
    consent = consenting.give(lease, facts=["household"], has_reservation=True)
    (flat,) = consenting.consents(lease)
    assert (flat.reference, flat.holder, flat.onward_allowed) == (str(consent.pk), Party.MUNICIPAL_LANDLORD, False)
    question = {"on": ON, "holder": Party.MUNICIPAL_LANDLORD, "receiver": Party.SOCIAL_BOARD, "fact": HOUSEHOLD}
    assert may_disclose(**question, consents=(flat,)).value.allowed is Allowed.YES
    assert may_disclose(**question).value.allowed is not Allowed.YES


def test_a_part_taken_back_leaves_the_rest(consenting: Consenting) -> None:
    lease = consenting.lease()
    receivers = [consenting.board.pk, consenting.counselling.pk]
    consent = consenting.give(lease, facts=["arrears", "household"], receivers=receivers)
    consenting.withdraw(consent, (consenting.board.pk, HOUSEHOLD))
    assert asked(consenting, lease, fact=HOUSEHOLD) is None
    assert asked(consenting, lease) is not None
    assert asked(consenting, lease, fact=HOUSEHOLD, counterpart=consenting.counselling.pk) is not None
    assert consenting.kept(consent).status(on=ON) is ConsentStatus.PARTLY_WITHDRAWN
    flat = {one.facts: one.withdrawn for one in consenting.consents(lease)}
    assert flat == {(ARREARS,): None, (HOUSEHOLD,): ON}
    consenting.withdraw(consent)
    assert consenting.kept(consent).status(on=ON) is ConsentStatus.WITHDRAWN
    assert {one.withdrawn for one in consenting.consents(lease)} == {ON}


def test_given_taken_back_and_given_again_on_the_same_day(consenting: Consenting) -> None:
    lease = consenting.lease()
    first = consenting.give(lease)
    consenting.withdraw(first)
    assert asked(consenting, lease) is None
    second = consenting.give(lease)
    assert asked(consenting, lease).consent_id == second.pk
    consenting.withdraw(second)
    assert asked(consenting, lease) is None


def test_what_was_said_is_kept_as_it_was_said(consenting: Consenting) -> None:
    lease = consenting.lease()
    consent = consenting.give(lease, facts=["arrears", "household"])
    before = Consent.objects.filter(pk=consent.pk).values().get()
    consenting.withdraw(consent, (consenting.board.pk, ARREARS), told_how="letter", withdrawn_by="Åke-Örjan O'Neill")
    consenting.withdraw(consent)
    assert Consent.objects.filter(pk=consent.pk).values().get() == before
    assert [row.withdrawn_by for row in ConsentWithdrawal.objects.all()] == ["Åke-Örjan O'Neill", "Åsa Öberg"]
    yesterday = consenting.kept(consent).status(on=ON - timedelta(days=1))
    assert yesterday is ConsentStatus.COMING


def test_the_trail_tells_of_it_in_ids_and_kinds(consenting: Consenting) -> None:
    lease = consenting.lease()
    consent = consenting.give(lease)
    consenting.withdraw(consent)
    rows = list(TrailRow.objects.filter(act__startswith="consent.").order_by("seq"))
    assert [row.act for row in rows] == ["consent.given", "consent.withdrawn"]
    assert all(row.subjects == [str(lease.id)] and row.about["consent"] == str(consent.pk) for row in rows)
    assert "Öberg" not in str([row.about for row in rows])


def test_the_same_form_sent_twice_is_one(consenting: Consenting) -> None:
    lease = consenting.lease()
    consent = consenting.give(lease, key="samma")
    assert consenting.give(lease, key="samma").pk == consent.pk
    first = consenting.withdraw(consent, key="samma")
    assert consenting.withdraw(consent, key="samma").pk == first.pk
    assert (Consent.objects.count(), ConsentWithdrawal.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"person": "00000000-0000-4000-8000-000000000000"}, "person"),
        ({"giver": "granne"}, "giver"),
        ({"giver": "god_man"}, "giver_name"),
        ({"giver": "god_man", "giver_name": "Eva Ek"}, "basis"),
        ({"direction": "both"}, "direction"),
        ({"receivers": []}, "receivers"),
        ({"receivers": ["00000000-0000-4000-8000-000000000000"]}, "receivers"),
        ({"facts": []}, "facts"),
        ({"facts": ["health"]}, "facts"),  # a landlord keeps nothing about health
        ({"facts": ["reporter_identity"]}, "facts"),
        ({"purpose": "  "}, "purpose"),
        ({"how_given": "implied"}, "how_given"),
        ({"heard_by": ""}, "heard_by"),
        ({"how_given": "written"}, "file"),
        ({"given_on": ON + timedelta(days=1)}, "given_on"),
        ({"given_on": ON - timedelta(days=91)}, "given_on"),
        ({"valid_from": ON - timedelta(days=1)}, "valid_from"),
        ({"until": ON - timedelta(days=1)}, "until"),
        ({"until": date(2027, 11, 10)}, "until"),
    ],
)
def test_what_cannot_be_a_consent_is_refused_where_it_is_wrong(
    consenting: Consenting, said: dict[str, Any], field: str
) -> None:
    from uuid import UUID

    if "person" in said:
        said = {"person": UUID(said["person"])}
    if said.get("receivers"):
        said = {"receivers": [UUID(said["receivers"][0])]}
    with pytest.raises(CannotDo) as refusal:
        consenting.give(consenting.lease(), **said)
    assert refusal.value.field == field
    assert Consent.objects.count() == 0


def test_a_custodian_speaks_for_a_child_until_it_comes_of_age(consenting: Consenting) -> None:
    child = consenting.lease("1", name="Liv", born=date(2009, 3, 1))
    speaks = {"giver": "custodian", "giver_name": "Åsa Öberg", "basis": "Ensam vårdnadshavare enligt folkbokföringen"}
    with pytest.raises(CannotDo, match="fyller 18 år"):
        consenting.give(child, **speaks)
    consent = consenting.give(child, **speaks, until=date(2027, 2, 28))
    assert (consent.giver_name, consent.person_id) == ("Åsa Öberg", consenting.about(child).people[0].id)
    grown = consenting.lease("2", name="Bo", born=date(2008, 11, 9))
    with pytest.raises(CannotDo, match="har fyllt 18 år"):
        consenting.give(grown, **speaks)


def test_the_form_is_kept_as_it_came_and_under_no_name(consenting: Consenting) -> None:
    lease = consenting.lease()
    consent = consenting.give(lease, how_given="written", file=BytesIO(PDF))
    assert files.content_of(consent.pk, consent.file_sha256) == PDF
    assert files.path_of(consent.pk).stat().st_mode & 0o777 == 0o600
    files.path_of(consent.pk).write_bytes(PDF + b"!")
    with pytest.raises(CannotDo, match="inte den som sparades"):
        files.content_of(consent.pk, consent.file_sha256)
    files.path_of(consent.pk).unlink()
    with pytest.raises(CannotDo, match="finns inte kvar"):
        files.content_of(consent.pk, consent.file_sha256)


@pytest.mark.parametrize("content", [b"<html><script>", b"MZ\x90", b"", b"%PDF-" + b"0" * files.LARGEST])
def test_what_is_no_scanned_form_is_refused(consenting: Consenting, content: bytes) -> None:
    with pytest.raises(CannotDo) as refusal:
        consenting.give(consenting.lease(), how_given="written", file=BytesIO(content))
    assert refusal.value.field == "file"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"withdrawn_by": " "}, "withdrawn_by"),
        ({"told_how": "dream"}, "told_how"),
        ({"withdrawn_on": ON + timedelta(days=1)}, "withdrawn_on"),
        ({"withdrawn_on": ON - timedelta(days=1)}, "withdrawn_on"),
    ],
)
def test_a_withdrawal_says_who_how_and_when(consenting: Consenting, said: dict[str, Any], field: str) -> None:
    consent = consenting.give(consenting.lease())
    with pytest.raises(CannotDo) as refusal:
        consenting.withdraw(consent, **said)
    assert refusal.value.field == field
    assert ConsentWithdrawal.objects.count() == 0


def test_only_what_is_left_can_be_taken_back(consenting: Consenting) -> None:
    lease, other = consenting.lease("1"), consenting.lease("2")
    consent = consenting.give(lease, facts=["arrears", "household"])
    consenting.withdraw(consent, (consenting.board.pk, ARREARS))
    with pytest.raises(CannotDo, match="redan tillbakataget"):
        consenting.withdraw(consent, (consenting.board.pk, ARREARS))
    consenting.withdraw(consent)
    with pytest.raises(CannotDo, match="redan tillbakataget"):
        consenting.withdraw(consent)
    with pytest.raises(CannotDo, match="finns inte här"), recorded("test"):
        actions.withdraw(
            subject=consenting.about(other), consent=consent.pk, parts=None, withdrawn_on=ON, withdrawn_by="Åsa",
            told_how="phone", on=ON, by=consenting.member("anna"), form_key="ny",
        )  # fmt: skip


def test_each_receiver_that_lost_something_is_to_be_told_with_what_it_has_had(
    consenting: Consenting, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = consenting.lease()
    consent = consenting.give(lease, receivers=[consenting.board.pk, consenting.counselling.pk])
    about = {"consent_id": consent.pk, "counterpart_id": consenting.board.pk, "on": ON, "url": "/papper/1/"}
    debt, home = frozenset({KindOfFact.ARREARS}), frozenset({KindOfFact.HOUSEHOLD})
    had = HandedOver(**about, title="Tidig signal", facts=debt, has_left=True)
    waits = HandedOver(**about, title="Förfrågan", facts=debt, has_left=False)
    rests_on_the_rest = HandedOver(**about, title="Svar", facts=home, has_left=True)
    monkeypatch.setattr("kvarbo.doors.consent.handed._finders", [])
    register(lambda ids: [had, waits, rests_on_the_rest] if consent.pk in ids else [])
    consenting.withdraw(consent)
    kept = {consent.pk: consenting.kept(consent)}
    listed = shown_to_tell(receivers_to_tell([lease.id]), kept)
    assert {one.receiver: one.papers for one in listed} == {
        "Budgetrådgivningen": (),
        "Socialtjänsten i Kvarnby": (had,),
    }
    assert {one.receiver: one.stopped for one in listed}["Socialtjänsten i Kvarnby"] == (waits,)
    task = next(one.task for one in listed if one.receiver == "Budgetrådgivningen")
    told = {"told_how": "phone", "on": ON, "by": consenting.member("anna")}
    with recorded("test"):
        assert not actions.tell_receiver(subject=consenting.about(consenting.lease("2")), task=task, **told)
        assert actions.tell_receiver(subject=consenting.about(lease), task=task, **told)
        assert not actions.tell_receiver(subject=consenting.about(lease), task=task, **told)
        with pytest.raises(CannotDo):
            actions.tell_receiver(subject=consenting.about(lease), task=task, **{**told, "told_how": "dream"})
    assert [one.receiver.counterpart.name for one in receivers_to_tell()] == ["Socialtjänsten i Kvarnby"]
    assert ReceiverToTell.objects.exclude(told_on=None).get().told_by_name == "Anna"


def test_what_ends_soon_is_listed_nearest_first_and_what_is_taken_back_is_not(consenting: Consenting) -> None:
    lease = consenting.lease()
    late = consenting.give(lease, until=ON + timedelta(days=30))
    soon = consenting.give(lease, until=ON + timedelta(days=3))
    consenting.give(lease, until=ON + timedelta(days=31))
    consenting.withdraw(consenting.give(lease, until=ON + timedelta(days=5)))
    listed = consents_expiring(on=ON, through=ON + timedelta(days=30))
    assert [one.row.pk for one in listed] == [soon.pk, late.pk]


def test_a_consent_belongs_to_where_it_was_given(consenting: Consenting) -> None:
    one, other = consenting.lease("1"), consenting.lease("2")
    consenting.give(one)
    assert (len(consents_about(one.id)), len(consents_about(other.id))) == (1, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": ON - timedelta(days=1)},
        {"heard_by": ""},
        {"giver_name": "Eva Ek"},
        {"giver": "god_man"},
    ],
)
def test_the_database_itself_refuses_what_is_no_consent(consenting: Consenting, wrong: dict[str, Any]) -> None:
    consent = consenting.give(consenting.lease())
    with pytest.raises(IntegrityError), transaction.atomic(using=f"room:{consenting.room.slug}"):
        Consent.objects.filter(pk=consent.pk).update(**wrong)


@pytest.mark.parametrize(
    ("start", "months", "after"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 11, 9), 12, date(2027, 11, 9)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_so_many_months_after(start: date, months: int, after: date) -> None:
    assert actions.months_after(start, months) == after
