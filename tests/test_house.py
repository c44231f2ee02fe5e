"""House rules that no linter knows: texts in both languages, settings in the example, short files."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

from bot.settings import Settings
from handlers import routes
from handlers.texts import FOLDER, LANGUAGES
from storage.people import COORDINATOR

ROOT = Path(__file__).parent.parent
HOUSE = ("bot", "handlers", "storage")
ALWAYS_GIVEN = {"you", "You", "centre"}


def texts(language: str, topic: str) -> dict[str, set[str]]:
    """The variables of each message of a file."""
    resource = FluentParser().parse((FOLDER / language / f"{topic}.ftl").read_text(encoding="utf-8"))
    junk = [entry.content for entry in resource.body if isinstance(entry, fluent.Junk)]
    assert junk == []
    return {
        entry.id.name: set(_variables(entry)) - ALWAYS_GIVEN
        for entry in resource.body
        if isinstance(entry, fluent.Message)
    }


def _variables(node: object) -> Iterator[str]:
    if isinstance(node, fluent.VariableReference):
        yield node.id.name
    elif isinstance(node, fluent.BaseNode):
        for value in vars(node).values():
            yield from _variables(value)
    elif isinstance(node, list):
        for value in node:
            yield from _variables(value)


TOPICS = sorted({file.stem for language in LANGUAGES for file in (FOLDER / language).glob("*.ftl")})
SOURCES = [file for folder in HOUSE for file in sorted((ROOT / folder).rglob("*.py")) if "versions" not in file.parts]


@pytest.mark.parametrize("topic", TOPICS)
def test_both_languages_say_the_same_with_the_same_variables(topic: str) -> None:
    assert texts("en", topic) == texts("vi", topic)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_text_is_named_after_its_file(topic: str) -> None:
    assert [key for key in texts("vi", topic) if key.partition("-")[0] != topic] == []


def test_every_text_that_the_code_names_exists() -> None:
    known = {key for topic in TOPICS for key in texts("vi", topic)}
    named = {
        (found, file.name)
        for file in SOURCES
        for found in re.findall(r'"([a-z]+-[a-z0-9-]+)"', file.read_text(encoding="utf-8"))
        if found.partition("-")[0] in TOPICS and not found.endswith("-")
    }
    # Some names are completed by what they are about: "broadcast-which" + "-cohort", "problem-" + a problem's key.
    completed = {f"{topic}-{key}" for topic in ("problem", "unreadable") for key, _ in named} & known
    begun = {key for key, _ in named if any(other.startswith(f"{key}-") for other in known)}
    assert sorted(pair for pair in named if not {pair[0], f"problem-{pair[0]}"} & (known | completed | begun)) == []


def test_every_text_is_used() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in SOURCES)
    prefixes = set(re.findall(r'f"([a-z]+-[a-z-]*)\{', code))
    unused = [
        key
        for topic in TOPICS
        for key in texts("vi", topic)
        if not any(f'"{part}"' in code for part in _beginnings(key))
        and not any(key.startswith(prefix) for prefix in prefixes)
    ]
    assert unused == []


def _beginnings(key: str) -> list[str]:
    """The key, what remains when its last words are cut off, and a problem's own key."""
    topic, _, own = key.partition("-")
    words = key.split("-")
    cut = ["-".join(words[:count]) for count in range(2, len(words) + 1)]
    return [own, *cut] if topic in {"problem", "unreadable"} else cut


def test_every_menu_command_is_explained_in_help() -> None:
    shown = set(routes.menu(None)) | set(routes.menu([])) | set(routes.menu([COORDINATOR]))
    help_texts = texts("vi", "help")
    assert sorted(name for name in shown if f"help-command-{name}" not in help_texts) == []
    assert shown == {name for name, route in routes.COMMANDS.items() if route.in_menu}


def test_aliases_lead_to_commands() -> None:
    assert sorted(name for name in routes.ALIASES.values() if name not in routes.COMMANDS) == []


def test_steps_are_named_after_their_handlers() -> None:
    wrong = [
        name
        for name, route in routes.STEPS.items()
        if name != f"{_feature(route.handler.__module__)}.{route.handler.__name__}"
    ]
    assert wrong == []


def _feature(module: str) -> str:
    return module.split(".")[1]


def test_every_setting_stands_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = re.findall(r"^(CHUONG_\w+)=", example, re.MULTILINE)
    assert named == [f"CHUONG_{name.upper()}" for name in Settings.model_fields]


def test_the_example_can_be_used_as_it_is(tmp_path: Path) -> None:
    settings = Settings(_env_file=ROOT / ".env.example")
    assert settings == Settings(_env_file=None)


def test_files_and_functions_are_short() -> None:
    """All files in one test each: there are hundreds, and a test of its own costs more than looking at one."""
    long = [str(file) for file in SOURCES if len(file.read_text(encoding="utf-8").splitlines()) > 300]
    long += [
        f"{file}: {node.name}"
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= 40
    ]
    assert long == []


def test_every_module_begins_with_one_sentence() -> None:
    docstrings = {str(file): ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) for file in SOURCES}
    assert [file for file, text in docstrings.items() if not (text or "").split("\n\n")[0].strip()] == []


def test_the_top_level_holds_what_the_house_allows() -> None:
    tracked = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "__"))}
    assert tracked - {"chuong.egg-info"} == {"bot", "handlers", "storage", "tests", "docs"}


def test_handlers_are_plain_functions() -> None:
    every = [*routes.COMMANDS.values(), *routes.OFFERED.values(), *routes.STEPS.values()]
    assert [route.handler.__name__ for route in every if inspect.iscoroutinefunction(route.handler)] == []
