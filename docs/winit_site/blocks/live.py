"""What makes a figure live: the experiment that draws it, what the reader may turn, and the form for that.

The form is part of the page. live/*.js runs the chapter's module with what the form says; without scripts
the form does not show. Where no module was built, figures are printed ones only.
"""

from __future__ import annotations

import math
import re
from html import escape
from typing import Any, Iterator, NamedTuple

from sphinx.environment import BuildEnvironment

from winit_site import common
from winit_site.common import Refused
from winit_site.facts import run_data
from winit_site.facts.run_data import Json
from winit_site.facts.typed_text import typed_numbers

MOST_CONTROLS = 4
VALUE = re.compile(r"\{([^{}]+)\}")
PAIR = re.compile(r"([a-z]\w*)=(\S+)")
WHOLE = re.compile(r"\d+")
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.I)
LOG_RATIO = 1000  # from here on a slider is even in the logarithm
SLIDER_STEPS = 1000


class Guess(NamedTuple):
    """A value of the run that the reader may guess: the mark stays in the drawing, beside the truth."""

    name: str
    meaning: str
    low: float
    high: float


class Live(NamedTuple):
    """All that the form of a figure says."""

    slug: str
    experiment: str
    series: str
    controls: list[Json]  # options of places.json, with the "start" of the form
    seed: str
    fixed: list[tuple[str, str]]  # flag and text of options that the reader does not turn
    says: str
    guess: Guess | None
    step: str  # the count that a button "Step" raises by one, or none


# What an author wrote, checked against what the program says of itself.


def experiment_of(env: BuildEnvironment, slug: str, series: str) -> tuple[str, Json]:
    """The experiment that draws a series."""
    experiments = run_data.places_of(env, slug).get("experiments", {})
    for name, contents in experiments.items():
        if series in contents["series"]:
            return name, contents
    raise Refused(f'plot: turn: no experiment of chapter {slug} draws "{series}" by itself; they draw '
                  + (", ".join(sorted(drawn for contents in experiments.values()
                                      for drawn in contents["series"])) or "nothing"))


def option_of(options: dict[str, Json], name: str, where: str, slug: str) -> Json:
    if name not in options:
        raise Refused(f'plot: {where}: unknown option "{name}" of chapter {slug}; '
                      + common.close_names(name, options))
    return options[name]


def turned(options: dict[str, Json], text: str, slug: str) -> list[str]:
    names = text.split()
    if not 1 <= len(names) <= MOST_CONTROLS:
        raise Refused(f"plot: turn: {len(names)} options; the reader turns one to {MOST_CONTROLS}")
    for name in names:
        option_of(options, name, "turn", slug)
        if names.count(name) > 1:
            raise Refused(f'plot: turn: "{name}" stands there twice')
    return names


def accepted(option: Json) -> str:
    if option["kind"] == "choice":
        return "one of " + ", ".join(option["choices"])
    what = "number" if option["kind"] == "number" else "whole number"
    return f"a {what} from {option['from']} to {option['to']}"


def is_accepted(option: Json, text: str) -> bool:
    if option["kind"] == "choice":
        return text in option["choices"]
    if option["kind"] == "number":
        return bool(NUMBER.fullmatch(text)) and option["from"] <= float(text) <= option["to"]
    return bool(WHOLE.fullmatch(text)) and option["from"] <= int(text) <= option["to"]


def given(options: dict[str, Json], text: str, slug: str) -> dict[str, str]:
    """Option -> text, of `name=value` pairs."""
    found = {}
    for word in text.split():
        match = PAIR.fullmatch(word)
        if not match:
            raise Refused(f'plot: with: "{word}" is not written as name=value')
        name, value = match.groups()
        option = option_of(options, name, "with", slug)
        if name in found:
            raise Refused(f'plot: with: "{name}" stands there twice')
        if not is_accepted(option, value):
            raise Refused(f'plot: with: {name} cannot be "{value}"; accepted: {accepted(option)}')
        found[name] = value
    return found


def sentence(env: BuildEnvironment, slug: str, experiment: str, computed: set[str], text: str) -> str:
    """The sentence of the result, with bare names of its values in braces."""
    text = " ".join(text.split())
    if not VALUE.search(text):
        raise Refused("plot: says: the sentence holds no value of the run; put one as {name} or {name|format}")
    for number in typed_numbers(VALUE.sub("", text)):
        raise Refused(f'plot: says: typed number "{number}"; write {{name}} or {{name|format}}')

    def bare(match: re.Match[str]) -> str:
        reference, bar, spec = match[1].partition("|")
        of, name = run_data.split_name(env, reference.strip()) if "/" in reference else (slug, reference.strip())
        run_data.quote(env, f"{of}/{name}{bar}{spec}")
        if of != slug or name not in computed:
            raise Refused(f'plot: says: the experiment "{experiment}" does not compute "{match[1]}"; it computes '
                          + ", ".join(sorted(computed)))
        return f"{{{name}{bar}{spec}}}"

    return VALUE.sub(bare, text)


def guessed(run: Json, computed: set[str], text: str) -> Guess:
    """`name low high`: the value, and what a guess may be."""
    words = text.split()
    if len(words) != 3 or not all(NUMBER.fullmatch(word) for word in words[1:]):
        raise Refused(f'plot: guess: "{text}" is not written as "value lowest highest"')
    name, low, high = words[0], float(words[1]), float(words[2])
    if name not in computed:
        raise Refused(f'plot: guess: the experiment does not compute "{name}"; it computes '
                      + ", ".join(sorted(computed)))
    if not low < high:
        raise Refused(f"plot: guess: the lowest guess {words[1]} is not below the highest, {words[2]}")
    return Guess(name, run["values"][name]["meaning"], low, high)


def parameters(run: Json, places: Json) -> set[str]:
    """The values that every run has: those that belong to no experiment."""
    return set(run["values"]).difference(*(contents["values"] for contents in places["experiments"].values()))


def start_of(option: Json, with_: dict[str, str]) -> str:
    """What an option is before anybody turns it."""
    return with_.get(option["name"], plain(option["default"]))


def plain(number: Any) -> str:
    """A number as an option takes it."""
    return f"{number:.15g}" if isinstance(number, float) else str(number)


def read(env: BuildEnvironment, slug: str, series: str, written: dict[str, str]) -> Live | None:
    """What `:turn:`, `:with:`, `:says:` and `:guess:` of a figure make of it; nothing without them."""
    if "turn" not in written:
        for option in ("with", "says", "guess", "step"):
            if option in written:
                raise Refused(f"plot: {option}: only a live figure has it; say in :turn: what the reader turns")
        return None
    env.note_dependency(str(common.run_dir(env, slug) / "places.json"))
    places = run_data.places_of(env, slug)
    options = {option["name"]: option for option in places.get("options", [])}
    experiment, contents = experiment_of(env, slug, series)
    names = turned(options, written["turn"], slug)
    with_ = given(options, written.get("with", ""), slug)
    if not written.get("says"):
        raise Refused("plot: says: a live figure says its result in one sentence; there is none")
    computed = set(contents["values"]) | parameters(run_data.run_of(env, slug), places)
    says = sentence(env, slug, experiment, computed, written["says"])
    controls = [options[name] | {"start": start_of(options[name], with_)} for name in names]
    seed = start_of(option_of(options, "seed", "seed", slug), with_)
    fixed = [(options[name]["flag"], text) for name, text in with_.items() if name not in (*names, "seed")]
    guess = guessed(run_data.run_of(env, slug), computed, written["guess"]) if "guess" in written else None
    step = written.get("step", "").strip()
    if step and (step not in names or options[step]["kind"] != "count"):
        raise Refused(f'plot: step: "{step}" is no count among the options of :turn:')
    return Live(slug, experiment, series, controls, seed, fixed, says, guess, step)


# The form.


def command(live: Live) -> str:
    """The same run on the reader's machine."""
    options = [*live.fixed, *((control["flag"], control["start"]) for control in live.controls)]
    if all(control["name"] != "seed" for control in live.controls):
        options.append(("--seed", live.seed))
    words = [f"{flag} {text}" for flag, text in options]
    return " ".join([f"./tutorial run {common.chapter_number(live.slug)} --only {live.experiment}", *words])


def attributes(live: Live) -> str:
    """Of the figure."""
    return f' data-live="{live.experiment}" data-slug="{live.slug}" data-state="idle"'


def form(live: Live) -> str:
    fixed = " ".join(f"{flag} {text}" for flag, text in live.fixed)
    lines = [f'<form class="live" autocomplete="off" novalidate data-fixed="{escape(fixed)}" '
             f'data-says="{escape(live.says)}">', '<div class="live-controls">']
    if live.guess:
        lines += guess_lines(live.guess, f"live-{live.series}-guess")
    for control in live.controls:
        lines += control_lines(control, f"live-{live.series}-{control['name']}")
    lines.append("</div>")
    if all(control["name"] != "seed" for control in live.controls):
        lines.append(f'<input type="hidden" name="seed" value="{live.seed}">')
    lines += ['<div class="live-row">',
              '<button type="submit" data-live-run>Run</button>',
              *([f'<button type="button" data-live-step="{live.step}">Step</button>'] if live.step else []),
              '<button type="button" data-live-stop disabled>Stop</button>',
              '<button type="button" data-live-seed>New seed</button>',
              '<button type="button" data-live-reset>Reset</button>',
              '<button type="button" data-live-link>Copy link</button>',
              '<button type="button" data-live-data disabled>Data (CSV)</button>', "</div>",
              '<progress aria-label="Progress of the run" hidden></progress>',
              '<div class="live-status" role="status"></div>',
              f'<div class="live-command"><code>{escape(command(live))}</code> '
              '<button type="button" data-live-command>Copy</button></div>', "</form>\n"]
    return "\n".join(lines)


def control_lines(control: Json, key: str) -> Iterator[str]:
    name, start = control["name"], escape(control["start"])
    yield '<div class="live-control">'
    yield f'<label for="{key}">{escape(control["meaning"])}</label>'
    if control["kind"] == "choice":
        yield f'<select id="{key}" name="{name}">'
        for word in control["choices"]:
            chosen = " selected" if word == control["start"] else ""
            yield f"<option{chosen}>{escape(word)}</option>"
        yield "</select>"
    elif control["kind"] == "seed":
        yield (f'<input type="text" inputmode="numeric" id="{key}" name="{name}" value="{start}" '
               'maxlength="20" size="12">')
    else:
        yield from number_lines(control, key, control["meaning"], f' name="{name}"', start)
    yield "</div>"


def guess_lines(guess: Guess, key: str) -> Iterator[str]:
    """Without a name: it is no option of the program."""
    control = {"from": guess.low, "to": guess.high, "kind": "number", "start": plain(guess.low)}
    yield f'<div class="live-control live-guess" data-live-guess="{guess.name}">'
    yield f'<label for="{key}">Guess first: {escape(guess.meaning)}</label>'
    yield from number_lines(control, key, "Your guess", "", "")
    yield "</div>"


def number_lines(control: Json, key: str, label: str, name: str, value: str) -> Iterator[str]:
    """A slider and the field that has its number."""
    step = "1" if control["kind"] == "count" else "any"
    yield f'<input type="range" aria-label="{escape(label)}, slider" {slider(control)}>'
    yield (f'<input type="number" id="{key}"{name} min="{plain(control["from"])}" max="{plain(control["to"])}" '
           f'step="{step}" value="{value}">')


def slider(control: Json) -> str:
    """A slider knows nothing but where it stands: the field beside it has the number."""
    low, high, start = control["from"], control["to"], float(control["start"])
    said = f'aria-valuetext="{escape(control["start"])}"'
    if low > 0 and high / low >= LOG_RATIO:
        place = round(SLIDER_STEPS * math.log(start / low) / math.log(high / low))
        return f'min="0" max="{SLIDER_STEPS}" value="{place}" {said} data-log'
    step = 1 if control["kind"] == "count" else 10.0 ** math.floor(math.log10((high - low) / 100))
    return (f'min="{plain(low)}" max="{plain(high)}" step="{plain(step)}" value="{escape(control["start"])}" {said}')
