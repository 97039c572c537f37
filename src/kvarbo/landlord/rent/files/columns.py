"""Every column a rent officer's file may have, and the Swedish words systems print above it."""

from __future__ import annotations

from kvarbo.landlord.rent.files.values import plain

LEASE_FIELDS = (
    "lease_number", "kind", "address", "flat", "district", "lease_start", "lease_end", "rent", "autogiro",
    "first_lease", "children", "language",
)  # fmt: skip
TENANT_PARTS = ("identity", "name", "phone", "email", "protected")
TENANT_FIELDS = tuple(f"tenant{place}_{part}" for place in (1, 2) for part in TENANT_PARTS)
LINE_FIELDS = {
    "line_rent": "rent",
    "line_insurance": "insurance",
    "line_garage": "garage",
    "line_meter": "meter",
    "line_fee": "fee",
    "line_interest": "interest",
    "line_other": "other",
}
BILL_FIELDS = ("month", "bill_kind", "bill_number", "ocr", "due_date", "amount", *LINE_FIELDS)
PAYMENT_FIELDS = ("booked", "order_received", "paid", "reference")
FIELDS = (*LEASE_FIELDS, *TENANT_FIELDS, *BILL_FIELDS, *PAYMENT_FIELDS, "remaining")

SWEDISH: dict[str, str] = {
    "lease_number": "avtalsnummer", "kind": "objekttyp", "address": "adress", "flat": "lägenhetsnummer",
    "district": "område", "lease_start": "avtalets början", "lease_end": "avtalets slut", "rent": "månadshyra",
    "autogiro": "autogiro", "first_lease": "första bostad", "children": "antal barn", "language": "språk",
    "tenant1_identity": "hyresgästens personnummer", "tenant1_name": "hyresgästens namn",
    "tenant1_phone": "hyresgästens telefon", "tenant1_email": "hyresgästens e-post",
    "tenant1_protected": "hyresgästens skyddade uppgifter",
    "tenant2_identity": "andra hyresgästens personnummer", "tenant2_name": "andra hyresgästens namn",
    "tenant2_phone": "andra hyresgästens telefon", "tenant2_email": "andra hyresgästens e-post",
    "tenant2_protected": "andra hyresgästens skyddade uppgifter",
    "month": "månad", "bill_kind": "avgiftsslag", "bill_number": "avinummer", "ocr": "OCR-nummer",
    "due_date": "förfallodag", "amount": "belopp", "line_rent": "hyra på avin", "line_insurance": "försäkring på avin",
    "line_garage": "garage på avin", "line_meter": "el, vatten och värme på avin", "line_fee": "avgift på avin",
    "line_interest": "ränta på avin", "line_other": "övrigt på avin", "booked": "betaldag",
    "order_received": "orderdag", "paid": "betalt belopp", "reference": "betalningens referens",
    "remaining": "restbelopp",
}  # fmt: skip

_PLAIN_WORDS: dict[str, str] = {
    "lease_number": "avtalsnr avtalsnummer avtal avtalsid kontraktsnr kontraktsnummer kontrakt kontraktnr hyresavtal "
    "hyresavtalsnr hyreskontrakt hyreskontraktsnr lease_number",
    "kind": "objekttyp objektstyp objektslag typ avtalstyp hyresobjektstyp kontraktstyp",
    "address": "adress gatuadress objektadress lägenhetsadress gata besöksadress",
    "flat": "lägenhetsnr lägenhetsnummer lghnr lägenhet lgh objektnr objektnummer objekt lgnr lmnr",
    "district": "område distrikt bostadsområde förvaltningsområde stadsdel fastighet kvarter",
    "lease_start": "avtalfrån avtalsstart inflyttning inflyttningsdatum inflyttad startdatum kontraktfrån avtalsdatum "
    "avtalfrom tillträde tillträdesdag",
    "lease_end": "avtaltill avtalsslut avflyttning avflyttningsdatum avflyttad slutdatum kontrakttill avtaltom avflytt",
    "rent": "månadshyra hyrapermånad totalhyra aktuellhyra hyramånad",
    "autogiro": "autogiro ag autogiromedgivande",
    "first_lease": "förstabostad förstahyresavtal förstagångshyresgäst förstalägenhet förstagång",
    "children": "antalbarn barn",
    "language": "språk kontaktspråk modersmål",
    "month": "månad avimånad hyresmånad avser avsermånad period aviperiod debiteringsmånad",
    "bill_kind": "avgiftsslag avityp fakturatyp slag fordringstyp avgiftstyp debiteringstyp kravtyp",
    "bill_number": "avinr avinummer fakturanr fakturanummer faktura avi hyresavi verifikation",
    "ocr": "ocr ocrnr ocrnummer betalningsreferens",
    "due_date": "förfallodag förfallodatum förfaller förfdatum förfdag förfall",
    "amount": "belopp avibelopp fakturabelopp debiterat ursprungsbelopp ursprungligtbelopp debiteratbelopp att betala "
    "attbetala",
    "line_rent": "hyra varavhyra hyresdel",
    "line_insurance": "försäkring hemförsäkring varavförsäkring",
    "line_garage": "garage varavgarage pplats parkering",
    "line_meter": "el vatten elochvatten imd förbrukning varavförbrukning",
    "line_fee": "avgift avgifter påminnelseavgift varavavgift",
    "line_interest": "ränta dröjsmålsränta varavränta",
    "line_other": "övrigt varavövrigt",
    "booked": "betaldag betaldatum betalningsdatum betalningsdag bokförd bokföringsdag bokföringsdatum inbetalningsdag "
    "inbetalningsdatum betald bokfört",
    "order_received": "orderdag orderdatum betalorderdag uppdragsdag",
    "paid": "betaltbelopp inbetaltbelopp inbetalt betalt betalat inbetalning",
    "reference": "referens betalreferens inbetalningsreferens meddelande",
    "remaining": "restbelopp rest kvarattbetala återstår återstående obetalt obetaltbelopp öppetbelopp saldo skuld "
    "restsaldo kvarstående utestående förfallet förfalletbelopp",
}
_TENANT_WORDS: dict[str, str] = {
    "identity": "personnr personnummer pnr persnr personorgnr persorgnr orgnr samordningsnr personid",
    "name": "namn fulltnamn",
    "phone": "telefon telefonnr telefonnummer mobil mobilnr mobiltelefon tel tfn",
    "email": "epost mail epostadress mejl email",
    "protected": "skyddad skyddadeuppgifter skyddadepersonuppgifter sekretess sekretessmarkering skyddadidentitet",
}
_FIRST_TENANT = ("", "hyresgäst1", "hyresgäst", "kund", "kontraktsinnehavare", "avtalspart", "huvudhyresgäst", "hg1")
_SECOND_TENANT = ("hyresgäst2", "medhyresgäst", "medkontraktsinnehavare", "medavtalspart", "hg2", "medsökande")


def _tenant_words(place: int, part: str) -> list[str]:
    prefixes = _FIRST_TENANT if place == 1 else _SECOND_TENANT
    words = [prefix + word for prefix in prefixes for word in _TENANT_WORDS[part].split()]
    words += [f"{word}{place}" for word in _TENANT_WORDS[part].split()]
    if part == "name":
        words += [prefix for prefix in prefixes if prefix]
    return words


def _all_words() -> dict[str, dict[str, int]]:
    words = {
        field: {plain(word): rank for rank, word in enumerate(_PLAIN_WORDS[field].split())} for field in _PLAIN_WORDS
    }
    for place in (1, 2):
        for part in TENANT_PARTS:
            named = _tenant_words(place, part)
            words[f"tenant{place}_{part}"] = {plain(word): rank for rank, word in reversed(list(enumerate(named)))}
    return words


WORDS = _all_words()  # field → word → rank; the lowest rank wins when two columns fit
FIELD_OF_WORD = {word: field for field, ranks in WORDS.items() for word in ranks}
