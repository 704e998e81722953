"""Editions and drafts in six languages: each kept, served to who asks for it, and never in another one instead."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import orjson
import pytest

from reference import LANGUAGES
from services.council.editions.signatures.reading import sign_earlier_editions
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_facts import at, tell
from tests.support.report_story import ASSESSMENT, PATH, get, ok, tell_year, transmit

NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        await tell_year(found)
        await transmit(found)
        yield found


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_edition_is_served_in_each_language_with_the_same_figures(running: Council, language: str) -> None:
    english = await ok(running)
    found = await get(running, f"{PATH}?lang={language}")
    assert found.headers["content-language"] == found.json()["language"] == language
    assert "Accept-Language" in found.headers["vary"]
    assert numbers(found.json()) == numbers(english)
    assert (found.json()["title"] == english["title"]) is (language == "en")
    page = (await get(running, f"{PATH}.html?lang={language}")).text
    assert f'lang="{language}"' in page
    assert ('dir="rtl"' in page) is (language == "ar")


def numbers(edition: dict[str, Any]) -> list[tuple[object, ...]]:
    return [(one["id"], one["numerator"], one["denominator"], one["value"]) for one in edition["figures"]]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("fr-CH, en;q=0.8", "fr"), ("de, es;q=0.5, en;q=0.4", "es"), ("de", "en"), ("fr;q=0, ru;q=0.1", "ru"), ("", "en")],
)
async def test_what_the_reader_accepts_chooses_and_nobody_is_left_without(
    running: Council, accepted: str, language: str
) -> None:
    found = await get(running, **{"accept-language": accepted})
    assert (found.status_code, found.headers["content-language"]) == (200, language)


@pytest.mark.parametrize("path", [PATH, f"{PATH}/provisional", f"{PATH}/drafts/1", f"{PATH}/figures/visits/basis"])
async def test_a_language_that_there_is_none_of_is_refused_with_the_list(running: Council, path: str) -> None:
    found = await get(running, f"{path}?lang=de")
    assert (found.status_code, found.json()["type"]) == (406, "/problems/not-acceptable")
    assert all(one in found.json()["detail"] for one in LANGUAGES)


async def test_an_edition_from_before_there_were_translations_is_there_in_english_alone(running: Council) -> None:
    await running.pool.execute("update council.editions set digests = '{}', signatures = '{}'")
    await sign_earlier_editions(running.runtime.handler)
    found = await get(running, f"{PATH}?lang=fr")
    assert (found.status_code, found.json()["detail"]) == (406, "there is en")
    assert (await get(running, **{"accept-language": "fr"})).headers["content-language"] == "en"


async def test_each_language_leads_to_the_others(running: Council) -> None:
    links = (await get(running, f"{PATH}.pdf?lang=es")).headers["link"]
    for other in set(LANGUAGES) - {"es"}:
        assert f'&lang={other}>; rel="alternate"; type="application/pdf"; hreflang="{other}"' in links
    assert f'<{PATH}.docx?edition=1&lang=es>; rel="alternate"' in links


async def test_a_translation_that_was_changed_behind_our_back_is_not_served(running: Council) -> None:
    change = "update council.edition_documents set document = document || ' '::bytea where id like '%/fr'"
    await running.pool.execute(change)
    assert (await get(running, f"{PATH}?lang=fr")).json()["type"] == "/problems/edition-altered"
    assert (await get(running, f"{PATH}?lang=es")).status_code == 200


async def test_others_get_the_redacted_reissue_in_their_language_too(running: Council) -> None:
    first = await get(running, f"{PATH}?lang=fr")
    at(running, date(2024, 2, 1))
    await tell(running, ASSESSMENT.disclose("2024-02-01", "committee", "r1"))
    public = await get(running, f"{PATH}?lang=fr", None)
    assert (public.json()["reissue"], public.json()["language"]) == (1, "fr")
    assert (await get(running, f"{PATH}?lang=fr")).content == first.content
    ((digests,),) = await running.rows("select digests from council.editions")
    assert orjson.loads(digests)["annual-2023-1/reissue/1/fr"] == sha256(public.content).hexdigest()


async def test_a_draft_and_what_is_counted_now_are_there_in_each_language(running: Council) -> None:
    for path in (f"{PATH}/drafts/1", f"{PATH}/provisional"):
        found = {language: (await ok(running, f"{path}?lang={language}")) for language in LANGUAGES}
        assert {language: one["language"] for language, one in found.items()} == {one: one for one in LANGUAGES}
        assert len({one["marking"] for one in found.values()}) == len(LANGUAGES)


async def test_the_file_of_a_draft_is_not_named_like_an_edition(running: Council) -> None:
    for path, name in ((f"{PATH}/drafts/1.pdf", "annual-2023-draft-1-fr.pdf"), (f"{PATH}/provisional", "provisional")):
        assert name in (await get(running, f"{path}?lang=fr")).headers["content-disposition"]


async def test_what_no_font_has_is_refused_to_who_writes_it_and_not_to_who_reads_it(running: Council) -> None:
    owner = await running.client("owner")
    await owner.post(f"{PATH}/drafts", json={"reason": "Words were missing."})
    for text in ("Thai: \u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35", "\U0001f600"):
        refused = await owner.post(f"{PATH}/words", json={"section": "letter", "text": text, "language": "fr"})
        assert (refused.status_code, refused.json()["type"]) == (422, "/problems/cannot-be-printed")
    await owner.post(f"{PATH}/adoption", json={"by": "meeting", "document": "DRAFT/1"})
    sent = await owner.post(f"{PATH}/transmission", json={"to": "\u0e2a"})
    assert sent.json()["type"] == "/problems/cannot-be-printed"
    typst = {"section": "letter", "text": "#let x = 1 $a$ \\ @ref *b* _c_ `code` <script>", "language": "en"}
    await owner.post(f"{PATH}/drafts", json={"reason": "Words were missing."})
    assert (await owner.post(f"{PATH}/words", json=typst)).status_code == 200
    assert (await get(running, f"{PATH}/drafts/3.pdf")).status_code == 200


async def test_words_of_people_stand_in_the_language_in_which_they_wrote(running: Council) -> None:
    owner = await running.client("owner")
    await owner.post(f"{PATH}/drafts", json={"reason": "Words were missing."})
    for language, said in (("en", "By hand."), ("fr", "À la main.")):
        body = {"section": "introduction", "text": said, "language": language}
        assert (await owner.post(f"{PATH}/words", json=body)).status_code == 200
    shown = {one: (await get(running, f"{PATH}/drafts/2?lang={one}")).text for one in ("en", "fr", "es")}
    assert ["By hand." in shown[one] for one in shown] == [True, False, False]
    assert ["À la main." in shown[one] for one in shown] == [False, True, False]


async def test_the_list_behind_a_figure_is_in_the_language_of_the_report(running: Council) -> None:
    path = f"{PATH}/figures/visits/basis?edition=1&lang=es"
    page = await get(running, path, Accept="text/html")
    assert (page.status_code, page.headers["content-language"]) == (200, "es")
    assert "Accept-Language" in page.headers["vary"]
    assert "Volver al informe" in page.text
    assert "/reports/annual/2023?edition=1&amp;lang=es" in page.text
    assert (await ok(running, path))["figure"]["unit"] == "visitas"
