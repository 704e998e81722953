"""What makes forms: one at a time, to its end, and nobody keeps others from theirs."""

from __future__ import annotations

import asyncio
import gc
import os
import threading
import time
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from anyio import to_process

from contracts.vocabulary import FormName
from services.council.documents.document import Document, Paragraph, Section
from services.council.documents.forms import FORMS, Form
from services.council.documents.setting.problems import CannotBeSet
from services.council.documents.words import plain
from services.council.editions.forms import queue, rendering
from services.council.editions.forms.rendering import FormNotPossible, Renderer
from shared.engine.principals import OWNER, PUBLIC, Principal
from shared.web.problems import Unavailable
from tests.unit.services.council.documents.samples import build_document


class Counting(Form):
    """A form that says how often it was made."""

    __slots__ = ()
    made = 0

    def render(self, document: Document) -> bytes:
        Counting.made += 1
        time.sleep(0.05)
        return document.title.encode()


COUNTING = Counting("json", "text/plain")


class Failing(Form):
    """A form that cannot be made, after a while."""

    __slots__ = ()

    def render(self, document: Document) -> bytes:
        time.sleep(0.05)
        raise CannotBeSet(document.title)


class Blocking(Form):
    """A form that is made once the event loop allows it."""

    __slots__ = ()
    allowed = threading.Event()

    def render(self, document: Document) -> bytes:
        del document
        return b"in time" if Blocking.allowed.wait(10) else b"too late"


async def test_the_event_loop_runs_while_a_form_is_made() -> None:
    making = asyncio.create_task(Renderer().render(build_document("en"), Blocking("json", "text/plain"), OWNER))
    await asyncio.sleep(0.05)
    Blocking.allowed.set()
    assert await making == b"in time"


async def test_a_form_is_made_once_for_all_who_ask_at_once_and_again_for_another_document() -> None:
    Counting.made, renderer, document = 0, Renderer(), build_document("en")
    answers = await asyncio.gather(*(renderer.render(document, COUNTING, OWNER) for _ in range(10)))
    assert set(answers) == {document.title.encode()}
    assert Counting.made == 1
    assert await renderer.render(replace(document, title="Another"), COUNTING, OWNER) == b"Another"
    assert Counting.made == 2


@pytest.mark.parametrize("name", ["pdf", "docx", "xlsx", "json"])
async def test_what_is_counted_later_that_day_and_says_the_same_is_not_set_anew(name: FormName) -> None:
    """Each count of a draft has another freeze. JSON shows it, and what is set shows its day."""
    renderer, document = Renderer(), build_document("en")
    moments = [document.freeze + timedelta(seconds=seconds) for seconds in (0, 1, 86_400)]
    made = [await renderer.render(replace(document, freeze=one), FORMS[name], OWNER) for one in moments]
    assert (made[0] is made[1]) == (name != "json")
    assert len(set(made)) == (3 if name == "json" else 2)


async def test_whoever_asks_while_too_many_wait_is_told_to_come_back() -> None:
    renderer, document = Renderer(), build_document("en")
    several = [replace(document, title=str(number)) for number in range(queue.MOST_WAITING + 11)]
    answers = await asyncio.gather(*(renderer.render(one, COUNTING, OWNER) for one in several), return_exceptions=True)
    assert sum(isinstance(one, Unavailable) for one in answers) == 10
    assert await renderer.render(several[-1], COUNTING, OWNER) == several[-1].title.encode()


async def test_strangers_and_desks_leave_places_and_turns_to_everybody_else() -> None:
    """Twenty connections of five strangers took all places; four of one desk kept an officer waiting for minutes."""
    renderer, document = Renderer(), build_document("en")
    order = list[str]()

    async def ask(asker: Principal, number: int) -> None:
        name = f"{asker.name}-{number}"
        await renderer.render(replace(document, title=name), COUNTING, asker)
        order.append(name)

    def flood(asker: Principal, count: int) -> list[asyncio.Task[None]]:
        return [asyncio.create_task(ask(asker, number)) for number in range(count)]

    desks = [Principal(name, "public", frozenset({f"state:{name}"})) for name in ("KEN", "UGA", "TZA")]
    asked = [*flood(PUBLIC, 20), *(task for desk in desks for task in flood(desk, 6))]
    await asyncio.sleep(0.01)
    asked += flood(OWNER, 3)
    answers = await asyncio.gather(*asked, return_exceptions=True)
    answered = Counter(name.split("-")[0] for name in order)
    assert sum(isinstance(one, Unavailable) for one in answers) == len(asked) - answered.total()
    assert answered == {"public": 7, "KEN": 5, "UGA": 5, "TZA": 5, "owner": 3}
    assert [order.index(f"owner-{number}") for number in range(3)] == [1, 3, 5]
    assert max(order.index(f"{desk.name}-0") for desk in desks) < 8


async def test_an_account_that_fills_the_line_leaves_places_and_turns_to_others_of_its_state_and_to_other_states() -> (
    None
):
    """One account of Kenya took all places of Kenya, and five accounts those of all States."""
    renderer, document = Renderer(), build_document("en")
    order = list[str]()

    async def ask(name: str, state: str, number: int) -> None:
        asker = Principal(name, "public", frozenset({f"state:{state}"}))
        await renderer.render(replace(document, title=f"{name} {number}"), COUNTING, asker)
        order.append(name)

    flood = [asyncio.create_task(ask("flooder", "KEN", number)) for number in range(queue.MOST_WAITING + 1)]
    await asyncio.sleep(0.01)
    others = [asyncio.create_task(ask(*who, 0)) for who in (("colleague", "KEN"), ("elsewhere", "UGA"))]
    await asyncio.gather(*others)
    assert order.index("elsewhere") < 3
    assert order.index("colleague") < 4
    await asyncio.gather(*flood, return_exceptions=True)
    assert Counter(order) == {"flooder": queue.MOST_WAITING - 1, "colleague": 1, "elsewhere": 1}


async def test_what_has_begun_is_made_to_its_end_and_kept_though_its_reader_has_left() -> None:
    """Each stranger that left ended the process that makes forms, and whoever came next waited for another one."""
    Counting.made, renderer, document = 0, Renderer(), build_document("en")
    for _ in range(3):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(renderer.render(document, COUNTING, PUBLIC), 0.01)
    assert await renderer.render(document, COUNTING, PUBLIC) == document.title.encode()
    assert Counting.made == 1


async def test_a_form_that_fails_after_its_reader_has_left_is_no_error_of_the_loop() -> None:
    said = list[dict[str, object]]()
    asyncio.get_running_loop().set_exception_handler(lambda _, context: said.append(context))
    renderer, document = Renderer(), build_document("en")
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(renderer.render(document, Failing("json", "text/plain"), PUBLIC), 0.01)
    await renderer.render(replace(document, title="Another"), COUNTING, PUBLIC)  # its turn comes after that
    gc.collect()
    assert said == []


async def test_whoever_leaves_ends_no_process() -> None:
    renderer, document = Renderer(), build_document("en")
    await renderer.spell_out("é", OWNER)
    process = await to_process.run_sync(os.getpid)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(renderer.render(document, FORMS["xlsx"], PUBLIC), 0.01)
    assert (await renderer.render(document, FORMS["xlsx"], OWNER)).startswith(b"PK")
    assert await to_process.run_sync(os.getpid) == process


def test_who_asks_without_a_right_is_a_stranger_to_the_line() -> None:
    who = {
        queue.STRANGERS: [PUBLIC, Principal("account")],
        queue.STAFF: [OWNER, Principal("member", "committee"), Principal("technician", may_operate=True)],
        "un": [Principal("reader", "un")],
        "state:KEN": [Principal("mission", "public", frozenset({"state:KEN"}))],
    }
    assert {party: {queue.find_party(one) for one in askers} for party, askers in who.items()} == {
        party: {party} for party in who
    }


async def test_what_is_made_in_a_process_of_its_own_ends_with_it_and_is_made_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    renderer, document = Renderer(), build_document("en")
    monkeypatch.setattr(rendering, "LONGEST", 0.001)
    with pytest.raises(Unavailable):
        await renderer.render(document, FORMS["xlsx"], OWNER)
    monkeypatch.undo()
    assert (await renderer.render(document, FORMS["xlsx"], OWNER)).startswith(b"PK")


async def test_text_waits_for_no_pdf() -> None:
    renderer, document = Renderer(), build_document("en")
    pdf = asyncio.create_task(renderer.render(document, FORMS["pdf"], OWNER))
    await asyncio.sleep(0)
    await renderer.render(document, FORMS["csv"], OWNER)
    assert not pdf.done()
    assert (await pdf).startswith(b"%PDF")


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "html"])
async def test_a_character_that_no_font_has_keeps_a_reader_from_no_form(form: FormName) -> None:
    """Others sent it; what officers write is refused to them."""
    text = plain("Synthetic: \U0001f600 \ufffe \x0b \x01 \x1b")
    document = build_document("en", sections=(Section("x", "X", (Paragraph(1, text),)),))
    assert len(await Renderer().render(document, FORMS[form], OWNER)) > 1_000
    spelled = await Renderer().spell_out(text[0].text, OWNER)
    assert spelled.replace("\u200b", "") == "Synthetic: [U+1F600] [U+FFFE] [U+000B] [U+0001] [U+001B]"


WITHOUT_LETTERS = " ".join(one for one in map(chr, range(0x80, 0xE0080)) if unicodedata.category(one) == "Cf")
"""Of some a reader sees something, and of others nothing."""


@pytest.mark.parametrize("text", [WITHOUT_LETTERS, "e" + "\u0301" * 9_999, "\u0915\u094d" * 200, "a\u05d0" * 1_900])
async def test_no_text_keeps_a_reader_from_a_pdf(text: str) -> None:
    """Marks took a gigabyte, Typst panicked at a syllable, and a word was longer than PDF/A allows once spelled out."""
    document = build_document("en", sections=(Section("x", "X", (Paragraph(1, plain(text)),)),))
    assert (await Renderer().render(document, FORMS["pdf"], OWNER)).startswith(b"%PDF")


async def test_a_form_that_takes_too_much_memory_is_refused_once_and_others_are_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One text took a gigabyte, and the container of council ended."""
    renderer, usual = Renderer(), build_document("en")
    dear = replace(usual, sections=(Section("x", "X", (Paragraph(1, plain("word " * 60_000)),)),))
    monkeypatch.setattr(rendering, "MOST_MEMORY", 100 * 1024 * 1024)
    with pytest.raises(FormNotPossible):
        await renderer.render(dear, FORMS["pdf"], OWNER)  # Typst ends the process
    monkeypatch.undo()
    assert await renderer.render(usual, FORMS["pdf"], OWNER)
    with pytest.raises(FormNotPossible):
        await renderer.render(dear, FORMS["pdf"], OWNER)


def take_a_gigabyte(name: FormName, document: Document) -> bytes:
    """As a form that Python makes may do."""
    return bytes(1024 * 1024 * 1024)[:1] + name.encode() + document.title.encode()


async def test_a_form_that_python_has_no_memory_for_is_refused_too(monkeypatch: pytest.MonkeyPatch) -> None:
    renderer, document = Renderer(), build_document("en")
    monkeypatch.setattr(rendering, "set_form", take_a_gigabyte)
    with pytest.raises(FormNotPossible):
        await renderer.render(document, FORMS["docx"], OWNER)
    monkeypatch.undo()
    assert await renderer.render(document, FORMS["xlsx"], OWNER)


async def test_a_form_that_could_not_be_made_is_tried_again_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its process may have ended for another reason. At once it would cost all the same again."""
    renderer, document = Renderer(), build_document("en")
    failing = Failing("json", "text/plain")
    with pytest.raises(FormNotPossible):
        await renderer.render(document, failing, OWNER)
    with pytest.raises(FormNotPossible):
        await renderer.render(document, COUNTING, OWNER)  # the same form by its name
    now = time.monotonic() + rendering.TRIED_AGAIN
    monkeypatch.setattr(rendering, "monotonic", lambda: now)
    assert await renderer.render(document, COUNTING, OWNER)
