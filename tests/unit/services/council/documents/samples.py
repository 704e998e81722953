"""A document in each language, with a block of each sort, invented; the words say little but are real ones."""

# ruff: noqa: RUF001 - letters of other alphabets are meant here

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from reference import Language
from services.council.counting.numbers import Figure, share
from services.council.documents.document import (
    Bars,
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Note,
    Paragraph,
    Section,
    Span,
    Table,
)

CUT_OFF: Final = date(2024, 12, 31)


@dataclass(frozen=True)
class Words:
    title: str
    section: str
    heading: str
    sentence: str
    count: str
    note: str
    term: str
    marking: str


WORDS: Final[Mapping[Language, Words]] = {
    "en": Words(
        "Report on the work of the Committee in 2024",
        "Visits to Member States",
        "Visits by region",
        "In 2024, the Committee carried out visits to Member States with their consent, and recommended measures. ",
        "5 visits",
        "Resolution 2617 (2021), paragraph 18.",
        "Border security",
        "Synthetic: invented data",
    ),
    "fr": Words(
        "Rapport sur les travaux du Comité en 2024",
        "Visites aux États Membres",
        "Visites par région",
        "En 2024, le Comité s’est rendu dans des États Membres avec leur accord, et a recommandé des mesures. ",
        "5 visites",
        "Résolution 2617 (2021), paragraphe 18.",
        "Sécurité des frontières",
        "Données fictives",
    ),
    "es": Words(
        "Informe sobre la labor del Comité en 2024",
        "Visitas a los Estados Miembros",
        "Visitas por región",
        "En 2024, el Comité realizó visitas a Estados Miembros con su consentimiento y recomendó medidas. ",
        "5 visitas",
        "Resolución 2617 (2021), párrafo 18.",
        "Seguridad de las fronteras",
        "Datos ficticios",
    ),
    "ru": Words(
        "Доклад о работе Комитета в 2024 году",
        "Посещения государств-членов",
        "Посещения по регионам",
        "В 2024 году Комитет с согласия государств-членов провел их посещения и рекомендовал меры. ",
        "5 посещений",
        "Резолюция 2617 (2021), пункт 18.",
        "Безопасность границ",
        "Вымышленные данные",
    ),
    "zh": Words(
        "委员会2024年工作报告",
        "对会员国的访问",
        "按区域分列的访问",
        "2024年，委员会经会员国同意对其进行了访问，并建议采取措施。“建议”一词在本报告中指委员会的建议。",
        "5次访问",
        "第2617(2021)号决议第18段。",
        "边境安全",
        "虚构数据",
    ),
    "ar": Words(
        "تقرير عن أعمال اللجنة في عام 2024",
        "الزيارات إلى الدول الأعضاء",
        "الزيارات حسب المنطقة",
        "في عام 2024، قامت اللجنة بزيارات إلى الدول الأعضاء (193 دولة) بموافقتها، وأوصت باتخاذ تدابير بنسبة 62.5%. ",
        "5 زيارات",
        "القرار 2617 (2021)، الفقرة 18.",
        "أمن الحدود",
        "بيانات مختلقة",
    ),
}
LANGUAGES: Final = tuple(WORDS)


def build_document(language: Language, *, sections: tuple[Section, ...] | None = None) -> Document:
    """The document in this language; or another with these sections."""
    words = WORDS[language]
    return Document(
        report="annual",
        year=2024,
        edition=1,
        audience="public",
        cut_off=CUT_OFF,
        freeze=datetime(2025, 1, 15, 17, tzinfo=UTC),
        synthetic=True,
        language=language,
        symbol="DRAFT/ANNUAL/2024",
        title=words.title,
        subtitle=words.sentence.strip(),
        marking=words.marking,
        particulars=((words.section, "31.12.2024"), (words.term, words.count)),
        withheld=0,
        sections=_build_sections(words) if sections is None else sections,
        figures=_figures(words),
        dated="15.1.2025",
    )


def _figures(words: Words) -> tuple[Figure, ...]:
    basis = "/reports/annual/2024/figures/{}/basis?edition=1"
    return tuple(
        Figure(one.id, one.label, one.value, one.numerator, one.denominator, one.unit, CUT_OFF, basis.format(one.id))
        for number in range(8)
        for one in (
            share(f"assessed.theme.t{number}", f"{words.term} {number}", number, 8, words.term, CUT_OFF),
            share(f"implemented.theme.t{number}", f"{words.section} {number}", number // 2, 8, words.term, CUT_OFF),
        )
    )


def _build_sections(words: Words) -> tuple[Section, ...]:
    text = (Span(words.sentence), Span(words.count, "assessed.theme.t5", note=words.note), Span(". "))
    blocks: tuple[Block, ...] = (
        Heading(words.heading),
        *(Paragraph(number, text * 3) for number in range(1, 7)),
        Note(text[:1] * 2),
        _build_table("table-themes", words, 6),
        Chart(
            "chart-themes",
            words.heading,
            words.sentence.strip(),
            (words.section, words.term),
            tuple(
                Bars(f"{words.term} {number}", (f"assessed.theme.t{number}", f"implemented.theme.t{number}"))
                for number in range(8)
            ),
        ),
    )
    return (
        Section("visits", f"I. {words.section}", blocks),
        Section("more", f"II. {words.heading}", (Paragraph(7, text), _build_table("table-long", words, 60))),
        Section("annex-figures", words.term, (_build_entries(words),)),
    )


def _build_table(id_: str, words: Words, rows: int) -> Table:
    columns = (Column(words.term), Column(words.section), Column("2024", numeric=True))
    cells = tuple(
        (Cell(f"{words.term} {row}"), Cell(words.sentence.strip()), Cell(f"{row},000")) for row in range(rows)
    )
    return Table(id_, words.heading, columns, cells)


def _build_entries(words: Words) -> Table:
    columns = tuple(Column(words.term, number in (1, 2, 3)) for number in range(6))
    rows = tuple(
        (
            Cell(one.label, one.id, entry=True),
            Cell(str(one.numerator)),
            Cell(str(one.denominator)),
            Cell(f"{one.value}%"),
            Cell(one.unit),
            Cell(one.id, one.id, one.basis),
        )
        for one in _figures(words)
    )
    return Table("table-figures", words.term, columns, rows)
