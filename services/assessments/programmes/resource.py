"""`/programmes`: the lists of States to visit (OP12), for the Committee alone. Pure."""

from __future__ import annotations

from contracts.vocabulary import Year
from services.assessments.programmes.commands import (
    AdoptProgramme,
    ChangeProgramme,
    adopt_programme,
    change_programme,
    needs_of_adoption,
    needs_of_change,
)
from services.assessments.programmes.views import PROGRAMME
from shared.engine.declarations import Action, Listing, Parameter, Resource, Single
from shared.web.documents.shapes import Change

YEAR = Parameter(Year, "The year of the list.")

RESOURCE = Resource(
    "programmes",
    (
        Listing("list_programmes", "/programmes", "The lists that the CTC adopted, one a year.", PROGRAMME),
        Single(
            "show_programme",
            "/programmes/{year}",
            "A year's list: States with coded reasons and evidence, and what was changed since it was adopted.",
            PROGRAMME,
        ),
        Action(
            "adopted_list",
            "/programmes",
            AdoptProgramme,
            needs_of_adoption,
            adopt_programme,
            creates="/programmes",
            located=lambda command: f"/programmes/{command.given.year}",
            answers=Change,
            who="committee",
        ),
        Action(
            "change_of_list",
            "/programmes/{year}/changes",
            ChangeProgramme,
            needs_of_change,
            change_programme,
            PROGRAMME,
            answers=Change,
            who="committee",
        ),
    ),
    parameters={"year": YEAR},
)
