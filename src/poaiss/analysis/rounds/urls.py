"""Addresses of the analysis; the world, real or exercise, stands in each of them."""

from django.urls import path, register_converter

from poaiss.analysis.opendata.worlds import WORLDS, World
from poaiss.analysis.rounds import views


class WorldConverter:
    """A world by its name."""

    regex = "states|exercise"

    def to_python(self, value: str) -> World:
        """Return the world of that name."""
        return WORLDS[value]

    def to_url(self, value: World | str) -> str:
        """Return the name of a world."""
        return value.name if isinstance(value, World) else value


class YearConverter:
    """A year of four digits."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        """Return the year as a number."""
        return int(value)

    def to_url(self, value: int | str) -> str:
        """Return the year as it stands in addresses."""
        return f"{int(value):04d}"


class MatrixFormConverter:
    """A form in which the answer matrix can be taken away."""

    regex = "csv|xlsx|json|sql"

    def to_python(self, value: str) -> str:
        """Return the form."""
        return value

    to_url = to_python


class FormConverter:
    """A form in which a figure can be taken away."""

    regex = "svg|png|csv|sql|json"

    def to_python(self, value: str) -> str:
        """Return the form."""
        return value

    to_url = to_python


register_converter(WorldConverter, "world")
register_converter(YearConverter, "year")
register_converter(FormConverter, "form")
register_converter(MatrixFormConverter, "matrixform")

ROUND = "figures/rounds/<world:world>/<year:year>"
urlpatterns = [
    path("figures/rounds/", views.rounds, name="rounds"),
    path(f"{ROUND}/", views.round, name="round"),
    path(f"{ROUND}/<slug:name>/", views.figure, name="figure"),
    path(f"{ROUND}/<slug:name>.<form:form>", views.figure_file, name="figure-file"),
    path("figures/embed/<world:world>/<year:year>/<slug:name>/", views.embed, name="embed"),
    path("figures/preview/<year:year>/", views.preview, name="preview"),
    path("figures/open-data/", views.open_data, name="open-data"),
    path("figures/open-data/<world:world>.zip", views.open_data_archive, name="open-data-archive"),
    path("figures/open-data/<world:world>/<path:name>", views.open_data_file, name="open-data-file"),
    path("figures/matrix/<world:world>/", views.matrix, name="matrix"),
    path("figures/matrix/<world:world>.<matrixform:form>", views.matrix_file, name="matrix-file"),
    path(
        "figures/matrix/<world:world>/<year:year>/<slug:state>/<str:concept>/",
        views.matrix_answer,
        name="matrix-answer",
    ),
]
