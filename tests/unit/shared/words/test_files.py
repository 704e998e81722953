"""Messages are read one by one, when they are said; as if the files had been read whole."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle
from fluent.syntax import ast

import services.council.words
import services.exchange.words
import services.portal.words
from reference import LANGUAGES, Language
from shared.words.files import Catalogue, list_files, read_resource

pytestmark = pytest.mark.thorough

ALL = [
    (Path(words.__path__[0]), language)
    for words in (services.council.words, services.exchange.words, services.portal.words)
    for language in LANGUAGES
]
FILE = """
# Synthetic.
visits = { $visits ->
    [one] one { -visit }
   *[other] { $visits } { visit.many }
}
    .title = Title { bold }
visit = visit
    .many = visits
bold=<b>{ NUMBER($visits) }</b>
-visit = visit of { country }
country = Country

broken line
last =
    Last { missing }
"""


def say(catalogue: Catalogue, id_: str, attribute: str = "", **arguments: int) -> tuple[str, list[str]]:
    message = catalogue.get(id_)
    made, errors = catalogue.format(message.attributes[attribute] if attribute else message.value, arguments)
    return made, [f"{error}" for error in errors]


@pytest.mark.parametrize(("directory", "language"), ALL, ids=lambda it: it if isinstance(it, str) else it.parent.name)
def test_each_message_is_the_same_as_where_its_file_is_read_whole(directory: Path, language: Language) -> None:
    files, whole, ids = list_files(directory, language), FluentBundle([language], use_isolating=False), list[str]()
    for file in files:
        resource = read_resource(file)
        whole.add_resource(resource)
        ids += [one.id.name for one in resource.body if isinstance(one, ast.Message)]
    catalogue = Catalogue(language, [file.read_text() for file in files])
    assert catalogue.ids == tuple(dict.fromkeys(ids))
    for id_ in ids:
        one, other = catalogue.get(id_), whole.get_message(id_)
        assert (one.value is None, set(one.attributes)) == (other.value is None, set(other.attributes))
        for pattern, same in zip(
            (one.value, *one.attributes.values()), (other.value, *other.attributes.values()), strict=True
        ):
            if pattern is not None and same is not None:
                assert catalogue.format(pattern, {})[0] == whole.format_pattern(same, {})[0], id_


def test_what_a_message_mentions_is_read_with_it() -> None:
    assert Catalogue("en", [FILE]).ids == ("visits", "visit", "bold", "country", "last")
    assert say(Catalogue("en", [FILE]), "visits", visits=1) == ("one visit of Country", [])
    assert say(Catalogue("en", [FILE]), "visits", visits=2) == ("2 visits", [])
    assert say(Catalogue("en", [FILE]), "visits", "title", visits=3) == ("Title <b>3</b>", [])
    assert Catalogue("en", [FILE]).get("nothing") is None


def test_what_is_not_there_is_an_error_and_no_more() -> None:
    assert say(Catalogue("en", [FILE]), "last") == ("Last {missing}", ["Unknown message: missing"])


def test_of_two_messages_with_one_id_the_first_counts() -> None:
    assert say(Catalogue("en", ["one = First", "one = Second"]), "one") == ("First", [])


def test_messages_that_mention_one_another_are_read_once() -> None:
    catalogue = Catalogue("en", ["one = { two.name }\n    .name = A", "two = { one.name }\n    .name = B"])
    assert say(catalogue, "one") == ("B", [])
    assert say(catalogue, "two") == ("A", [])


def test_threads_that_say_it_at_once_all_get_the_whole() -> None:
    chain = "\n".join(f"m{number} = {{ m{number + 1} }}" for number in range(50)) + "\nm50 = End"
    for _ in range(10):
        catalogue = Catalogue("en", [chain])
        with ThreadPoolExecutor(8) as pool:
            said = [pool.submit(say, catalogue, f"m{number}") for number in [*range(50)] * 2]
        assert {one.result()[0] for one in said} == {"End"}
