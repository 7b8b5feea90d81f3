// A live figure: its form is part of the page, its drawing and its numbers come from a run of the chapter's program.
"use strict";

{
  const SHORT = 200; // ms: a run that takes longer shows its progress
  const OLD = 400; // ms: a run that is older than this makes room for a newer one
  const DELAYS = { range: 30, number: 450, text: 450 }; // ms after the last change of a control
  const LARGEST_SEED = 2n ** 64n - 1n;
  const MARKETING = /^utm_|clid$/; // what other sites hang on a link

  const copied = async (text, button) => {
    const shown = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not allowed here";
    }
    setTimeout(() => { button.textContent = shown; }, 1500);
  };

  /** What a number has to be, or nothing if it is. */
  const numberFault = (field) => {
    const { value, min, max, step, name } = field;
    if (name === "seed") {
      return /^\d{1,20}$/.test(value) && BigInt(value) <= LARGEST_SEED ? "" : `a whole number from 0 to ${LARGEST_SEED}`;
    }
    const whole = step === "1", form = whole ? /^\d+$/ : /^-?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
    const fits = form.test(value) && Number(value) >= Number(min) && Number(value) <= Number(max);
    return fits ? "" : `a ${whole ? "whole " : ""}number from ${min} to ${max}`;
  };

  // A slider stands at a number, or, if that goes through many sizes, at its logarithm.
  const bounds = (field) => [Number(field.min), Number(field.max)];
  const numberAt = (slider, field) => {
    if (!("log" in slider.dataset)) return slider.value;
    const [low, high] = bounds(field), number = low * (high / low) ** (Number(slider.value) / Number(slider.max));
    return field.step === "1" ? String(Math.round(number)) : String(Number(number.toPrecision(3)));
  };
  const placeOf = (slider, field) => {
    if (!("log" in slider.dataset)) return field.value;
    const [low, high] = bounds(field);
    return String(Math.round(Number(slider.max) * Math.log(Number(field.value) / low) / Math.log(high / low)));
  };

  class LiveFigure {
    constructor(figure) {
      const part = (name) => figure.querySelector(name);
      Object.assign(this, {
        figure, slug: figure.dataset.slug, series: figure.id.replace(/^fig-/, ""), form: part("form.live"),
        link: part("a"), printed: part("picture"), status: part("[role=status]"), progress: part("progress"),
        runButton: part("[data-live-run]"), stopButton: part("[data-live-stop]"), dataButton: part("[data-live-data]"),
        command: part(".live-command code"), runner: new winitLive.Runner(), turn: 0, began: 0, again: false, timer: 0,
      });
      this.fields = [...this.form.elements].filter(({ name }) => name);
      this.guessField = part("[data-live-guess] [type=number]");
      this.sliders = [...this.form.querySelectorAll("[type=range]")];
      this.seed = this.form.elements.seed.defaultValue;
      this.status.id = `${this.form.id || this.series}-status`;
      this.listen();
    }

    listen() {
      this.form.addEventListener("submit", (event) => { event.preventDefault(); this.run(); });
      this.form.addEventListener("input", ({ target }) => this.turned(target));
      const onClick = {
        "[data-live-stop]": () => this.stop(), "[data-live-seed]": () => this.newSeed(), "[data-live-reset]": () => this.reset(),
        "[data-live-link]": (button) => this.copyLink(button), "[data-live-data]": () => this.save(),
        "[data-live-command]": (button) => copied(this.command.textContent, button),
      };
      const stepButton = this.form.querySelector("[data-live-step]");
      stepButton?.addEventListener("click", () => this.step(this.form.elements[stepButton.dataset.liveStep]));
      for (const [name, act] of Object.entries(onClick)) {
        const button = this.form.querySelector(name);
        button.addEventListener("click", () => act(button));
      }
    }

    // The form.

    get isBusy() { return ["loading", "running"].includes(this.figure.dataset.state); }

    fieldOf(slider) { return slider.parentElement.querySelector("[type=number]"); }

    labelOf(field) { return field.labels?.[0]?.textContent ?? field.name; }

    /** What is wrong with the form, in one sentence. */
    fault() {
      let found = "";
      this.guessField?.removeAttribute("aria-invalid");
      const guess = this.guessField?.value || this.guessField?.validity.badInput ? [this.guessField] : [];
      for (const field of [...guess, ...this.fields]) {
        const wanted = field.tagName === "SELECT" ? "" : numberFault(field);
        field.toggleAttribute("aria-invalid", false);
        if (!wanted) continue;
        field.setAttribute("aria-invalid", "true");
        field.setAttribute("aria-describedby", this.status.id);
        const not = field.value ? `, not ${field.value}` : "";
        found ||= `“${this.labelOf(field)}” takes ${wanted}${not}.`;
      }
      return found;
    }

    options() {
      const { fixed } = this.form.dataset;
      return [...(fixed ? fixed.split(" ") : []),
        ...this.fields.flatMap(({ name, value }) => [`--${name.replaceAll("_", "-")}`, value])];
    }

    arguments() { return ["--only", this.figure.dataset.live, ...this.options()]; }

    /** Sliders and command follow the fields. */
    follow() {
      for (const slider of this.sliders) {
        const field = this.fieldOf(slider);
        if (numberFault(field)) continue;
        slider.value = placeOf(slider, field);
        slider.setAttribute("aria-valuetext", field.value);
      }
      this.command.textContent = ["./tutorial run", Number(this.slug.slice(0, 2)), ...this.arguments()].join(" ");
    }

    turned(control) {
      if (control.type === "range") {
        const field = this.fieldOf(control);
        field.value = numberAt(control, field);
      }
      if (control.closest("[data-live-guess]")) {
        this.follow();
        if (!this.isBusy) this.say(this.guessField.value ? "Your guess is noted. Now run it." : "");
        return; // a guess is made before the run, and starts none
      }
      if (!this.fields.some((field) => field.tagName !== "SELECT" && numberFault(field))) this.follow();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.run(), DELAYS[control.type] ?? 0);
    }

    /** One more of a count, and a run. */
    step(field) {
      field.value = String(Math.min(Number(field.max), Number(field.value) + 1));
      this.follow();
      this.run();
    }

    newSeed() {
      this.form.elements.seed.value = String(crypto.getRandomValues(new Uint32Array(1))[0] % 1000000);
      this.follow();
      this.run();
    }

    // The run. A newer one takes the place of an older one, which may still end if it is short.

    async run() {
      clearTimeout(this.timer);
      const fault = this.fault();
      if (fault) {
        this.fail(fault);
        return;
      }
      this.follow();
      if (this.isBusy && performance.now() - this.began < OLD) {
        this.again = true;
        return;
      }
      const turn = ++this.turn;
      this.began = performance.now();
      this.again = false;
      this.enter("loading");
      const isNow = () => turn === this.turn;
      setTimeout(() => { if (isNow() && this.isBusy) this.tellBusy(); }, SHORT);
      this.guessField?.removeAttribute("aria-invalid");
      const guess = this.guessField?.value ?? "", marks = guess ? { [`${this.series}.guess`]: guess } : {};
      try {
        const hear = (facts) => { if (isNow()) this.heard(facts); };
        const result = await this.runner.run(this.slug, this.arguments(), hear, marks);
        if (result && isNow()) this.show(result, guess);
      } catch (error) {
        if (isNow()) this.fail(winitLive.sentenceOf(error));
      }
      if (isNow() && this.again) this.run();
    }

    enter(state) {
      this.figure.dataset.state = state;
      if (!this.isBusy) {
        this.progress.hidden = true;
        this.progress.removeAttribute("value");
        if (document.activeElement === this.stopButton) this.runButton.focus();
      }
      this.stopButton.disabled = !this.isBusy;
    }

    tellBusy() {
      this.progress.hidden = false;
      this.say(this.figure.dataset.state === "loading" ? "Loading the program of this chapter …" : "Running …");
    }

    heard(facts) {
      if (this.figure.dataset.state === "loading") {
        this.enter("running");
        if (!this.progress.hidden) this.say("Running …");
      }
      if (!facts?.steps) return;
      this.progress.max = facts.steps;
      this.progress.value = facts.done;
    }

    say(sentence) { this.status.textContent = sentence; }

    /** No run, and nothing that it gave. */
    clear(state) {
      clearTimeout(this.timer);
      ++this.turn;
      this.again = false;
      this.runner.stop();
      this.enter(state);
    }

    stop() {
      if (!this.isBusy) return;
      this.clear("stopped");
      this.say(this.drawn ? "Stopped. The drawing is of the run before." : "Stopped. The drawing is the printed one.");
    }

    fail(sentence) {
      this.clear("failed");
      this.showPrinted();
      this.say(sentence);
    }

    reset() {
      this.clear("idle");
      this.form.reset();
      this.form.elements.seed.value = this.seed;
      this.fault();
      this.follow();
      this.showPrinted();
      this.say("");
    }

    // The result.

    get drawn() { return this.link.querySelector("picture.live-drawing"); }

    get data() { return this.figure.querySelector("script[data-live-series]"); }

    showPrinted() {
      this.drawn?.remove();
      this.data?.remove();
      this.dataButton.disabled = true;
    }

    show(result, guess) {
      const sentence = winitLive.fill(this.form.dataset.says, result.values) + this.verdict(guess, result.values);
      const drawing = result.series[this.series];
      if (!drawing) throw new Error(`it did not draw ${this.series}`);
      this.showPrinted();
      this.link.append(this.pictureOf(drawing, sentence));
      const data = document.createElement("script");
      data.type = "application/json";
      data.dataset.liveSeries = "";
      const series = Object.entries(result.series).map(([name, { csv }]) => [name, { csv }]);
      data.textContent = JSON.stringify({ values: result.values, series: Object.fromEntries(series) });
      this.figure.append(data);
      this.dataButton.disabled = false;
      this.enter("done");
      this.say(sentence);
    }

    /** How far off the guess was: by a factor where sizes go through many powers of ten. */
    verdict(guess, values) {
      if (!guess) return "";
      const { liveGuess } = this.guessField.parentElement.dataset, truth = values[liveGuess].value, number = Number(guess);
      const shown = winitLive.show(truth, "2"), said = ` You guessed ${winitLive.show(number, "2")}, it is ${shown}`;
      if (shown === winitLive.show(number, "2")) return `${said}: right.`;
      const bySize = "log" in this.guessField.parentElement.querySelector("[type=range]").dataset && truth > 0 && number > 0;
      const off = bySize ? `${winitLive.show(Math.max(number / truth, truth / number), "2")} times`
        : winitLive.show(Math.abs(number - truth), "2");
      return `${said}: ${off} too ${number > truth ? "much" : "little"}.`;
    }

    /** For light and for dark pages, as the printed one. */
    pictureOf({ light, dark }, sentence) {
      const picture = this.printed.cloneNode(true), image = picture.querySelector("img");
      const address = (svg) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
      const [, width, height] = /viewBox="[\d.]+ [\d.]+ ([\d.]+) ([\d.]+)"/.exec(light) ?? [];
      picture.className = "live-drawing";
      picture.querySelector("source").srcset = address(dark);
      image.removeAttribute("loading");
      if (width) Object.assign(image, { width, height });
      const turned = this.fields.map((field) => `${field.name} ${field.value}`).join(", ");
      image.alt = `${sentence} Redrawn with ${turned}.`;
      image.src = address(light);
      return picture;
    }

    save() {
      const text = JSON.parse(this.data.textContent).series[this.series].csv, link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
      link.download = `${this.series}.csv`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }

    // The address.

    copyLink(button) {
      const fault = this.fault();
      if (fault) {
        this.fail(fault);
        return;
      }
      const address = new URL(location.href);
      address.search = new URLSearchParams([["live", this.series], ...this.fields.map(({ name, value }) => [name, value])]);
      address.hash = this.figure.id;
      copied(address.href, button);
    }

    /** What the address says of this figure: the form follows, and it runs. */
    open(state) {
      for (const [name, value] of state) {
        if (name === "live" || MARKETING.test(name)) continue;
        const field = this.fields.find((known) => known.name === name);
        if (!field) {
          this.fail(`The address turns “${name}”, which this figure does not have; it has ${this.names()}.`);
          return;
        }
        field.value = value;
        if (field.value !== value) {
          field.value = "";
          this.fail(`The address gives “${value}” for “${this.labelOf(field)}”, which does not take it.`);
          return;
        }
      }
      this.run();
    }

    names() { return this.fields.map(({ name }) => name).join(", "); }
  }

  let figures = [];

  /** All scripts are there. */
  winitLive.begin = () => {
    figures = [...document.querySelectorAll("figure[data-live]")].map((figure) => new LiveFigure(figure));
    for (const box of document.querySelectorAll(".check")) new winitLive.PageCheck(box);
  };

  /** An address with a state: ?live=NAME&depth=50&seed=7 */
  winitLive.open = () => {
    const state = new URLSearchParams(location.search), name = state.get("live");
    const wanted = figures.find(({ series }) => series === name);
    if (wanted) wanted.open(state);
    else figures[0]?.fail(`The address asks for the live figure “${name}”, which this page does not have.`);
  };
}
