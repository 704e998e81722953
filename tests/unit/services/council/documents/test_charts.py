"""Charts: what is drawn, where, and in which direction."""

from __future__ import annotations

from datetime import date

import pytest

from reference import Language
from services.council.documents.charts.draw import draw, split
from services.council.documents.charts.drawing import WIDTH, Bar, Dot, Drawing, Mark, Stroke, Words
from services.council.documents.charts.svg import write_svgs
from services.council.documents.document import CHARTS, AnyChart, Line, Stay, TimeLine, Trend
from tests.unit.services.council.documents.samples import build_document

TREND = Trend("trend", "Visits a year", "More visits.", ("2022", "2023", "2024"), (Line("Visits", (0, 5, 10)),))
TIME_LINE = TimeLine(
    "line", "Visits in 2023", "Two visits.", date(2023, 1, 1), date(2023, 12, 31), tuple("JFMAMJJASOND"),
    (Stay("Kenya", date(2023, 1, 1), date(2023, 1, 10)), Stay("Finland", date(2023, 12, 31), date(2023, 12, 31))),
)  # fmt: skip


def marks_of(drawing: Drawing) -> list[Mark]:
    return [mark for strip in drawing for mark in strip.marks]


def draw_marks(chart: AnyChart, language: Language = "en") -> list[Mark]:
    return marks_of(draw(chart, {}, language))


def shares() -> Drawing:
    document = build_document("en")
    (chart,) = [block for section in document.sections for block in section.blocks if isinstance(block, CHARTS)]
    return draw(chart, document.by_id(), "en")


def test_a_bar_is_as_long_as_its_share() -> None:
    bars = [mark for mark in marks_of(shares()) if isinstance(mark, Bar)]
    assert [round(bar.width / 285 * 8) for bar in bars if bar.series == 0] == list(range(8))


def test_each_bar_says_its_numerator_and_denominator() -> None:
    texts = {mark.text for mark in marks_of(shares()) if isinstance(mark, Words)}
    assert {f"{number}/8" for number in range(8)} <= texts


def test_a_trend_begins_at_zero_and_a_larger_number_is_higher() -> None:
    dots = [mark for mark in draw_marks(TREND) if isinstance(mark, Dot)]
    zero = next(mark for mark in draw_marks(TREND) if isinstance(mark, Words) and mark.text == "0")
    assert dots[0].y == pytest.approx(zero.y - 4)
    assert dots[0].y - dots[1].y == pytest.approx(dots[1].y - dots[2].y)
    assert dots[0].x < dots[1].x < dots[2].x
    assert len([mark for mark in draw_marks(TREND) if isinstance(mark, Stroke)]) == 2


@pytest.mark.parametrize("points", [(), ("2024",), tuple(str(year) for year in range(2005, 2026))])
def test_a_trend_of_any_length_stays_within_its_drawing(points: tuple[str, ...]) -> None:
    values = tuple(range(len(points)))
    marks = draw_marks(Trend("t", "T", "T", points, (Line("A", values), Line("B", values[::-1]))))
    assert all(0 <= mark.x <= WIDTH for mark in marks if isinstance(mark, Words | Dot))
    names = [mark.text for mark in marks if isinstance(mark, Words) and mark.text in points]
    assert names[-1:] == list(points[-1:])
    assert len(names) <= 11


def test_a_stay_is_where_its_days_are_and_a_single_day_can_be_seen() -> None:
    kenya, finland = [mark for mark in draw_marks(TIME_LINE) if isinstance(mark, Bar)]
    assert (kenya.x, round(kenya.width, 2)) == (0, round(WIDTH * 10 / 365, 2))
    assert finland.width >= 4
    assert finland.x + finland.width == pytest.approx(WIDTH)


def test_a_stay_beyond_the_scale_ends_with_it() -> None:
    longer = TimeLine(
        "l", "L", "L", date(2023, 1, 1), date(2023, 1, 31), ("J",), (Stay("x", date(2022, 1, 1), date(2024, 1, 1)),)
    )
    (bar,) = [mark for mark in draw_marks(longer) if isinstance(mark, Bar)]
    assert (bar.x, bar.width) == (0, WIDTH)


def test_from_right_to_left_all_is_mirrored() -> None:
    for one, other in zip(draw_marks(TIME_LINE), draw_marks(TIME_LINE, "ar"), strict=True):
        if isinstance(one, Bar) and isinstance(other, Bar):
            assert other.x == pytest.approx(WIDTH - one.x - one.width)
        if isinstance(one, Words) and isinstance(other, Words):
            assert (other.x, other.y) == (WIDTH - one.x, one.y)
            assert (one.anchor, other.anchor) in {("start", "end"), ("end", "start"), ("middle", "middle")}


def test_a_tall_drawing_has_parts_with_the_scale_on_each() -> None:
    scale, *rows = shares()
    parts = split((scale, *rows, *rows))
    assert len(parts) > 1
    assert all(part[0] == scale and len(part) <= 8 for part in parts)
    assert [strip for part in parts for strip in part[1:]] == [*rows, *rows]
    assert split((scale,)) == ((scale,),)


def test_text_in_a_drawing_is_never_markup() -> None:
    hostile = Trend("t", "</title><script>", "</desc><script>", ("<script>",), (Line("<script>", (1,)),))
    (svg,) = write_svgs(hostile, split(draw(hostile, {}, "en")), "en")
    assert "<script" not in svg
    assert 'lang="en"' in svg
