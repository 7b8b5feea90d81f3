// The page's own numbers, computed again in the reader's browser and compared one by one.
"use strict";

{
  const ROUNDING = 1e-9; // of a number
  const PACE = 25; // ms from tick to tick

  class PageCheck {
    constructor(box) {
      const part = (name) => box.querySelector(name);
      Object.assign(this, {
        box, slug: box.dataset.slug, runButton: part("[data-check-run]"), stopButton: part("[data-check-stop]"),
        progress: part("progress"), status: part("[role=status]"), runner: new winitLive.Runner(), turn: 0,
      });
      this.runButton.addEventListener("click", () => this.run());
      this.stopButton.addEventListener("click", () => this.stop());
    }

    /** Numbers of this chapter on its page, and how many are of others. */
    numbers() {
      const all = [...document.querySelectorAll("main data.value[data-name]")];
      const own = all.filter(({ dataset }) => dataset.name.startsWith(`${this.slug}/`));
      return { own, others: all.length - own.length };
    }

    enter(state) {
      const isBusy = state === "running" || state === "loading";
      this.box.dataset.state = state;
      if (!isBusy && document.activeElement === this.stopButton) this.runButton.focus();
      this.stopButton.disabled = !isBusy;
      this.progress.hidden = !isBusy;
      if (!isBusy) this.progress.removeAttribute("value");
    }

    say(sentence) { this.status.textContent = sentence; }

    forget() {
      ++this.turn;
      this.runner.stop();
      delete this.box.dataset.checkResult;
      this.box.querySelector("ul")?.remove();
      for (const number of this.numbers().own) delete number.dataset.checked;
    }

    stop() {
      this.forget();
      this.enter("stopped");
      this.say("Stopped. Nothing was compared.");
    }

    async run() {
      this.forget();
      const turn = this.turn, isNow = () => turn === this.turn;
      this.enter("loading");
      this.say("Running the whole chapter …");
      try {
        const result = await this.runner.run(this.slug, [], (facts) => { if (isNow()) this.heard(facts); });
        if (!result || !isNow()) return;
        const { printed } = await winitLive.chapter(this.slug);
        await this.compare(result.values, printed.values, isNow);
      } catch (error) {
        if (!isNow()) return;
        this.enter("failed");
        this.say(winitLive.sentenceOf(error));
      }
    }

    heard(facts) {
      if (this.box.dataset.state === "loading") this.enter("running");
      if (!facts?.steps) return;
      this.progress.max = facts.steps;
      this.progress.value = facts.done;
      this.say(`Running ${facts.part.replaceAll("_", " ")} …`);
    }

    async compare(fresh, printed, isNow) {
      const { own, others } = this.numbers(), differing = new Map();
      let agreed = 0, rounded = 0;
      this.progress.max = own.length;
      for (const [index, number] of own.entries()) {
        await new Promise((next) => { setTimeout(next, PACE); });
        if (!isNow()) return;
        const name = number.dataset.name.split("/")[1], golden = printed[name], found = fresh[name]?.value;
        const agrees = golden !== undefined && found !== undefined && Number(number.value) === golden.value
          && winitLive.agrees(found, golden);
        number.dataset.checked = agrees ? "yes" : "no";
        if (agrees) ++agreed;
        else differing.set(name, { number, golden, found });
        if (agrees && Math.abs(found - golden.value) <= ROUNDING * Math.abs(golden.value)) ++rounded;
        this.progress.value = index + 1;
        this.say(`${index + 1} of ${own.length}`);
      }
      this.box.dataset.checkResult = `${agreed}/${own.length}`;
      this.enter("done");
      this.tell(agreed, rounded, own.length, others);
      if (differing.size > 0) this.status.after(this.list(differing));
    }

    tell(agreed, rounded, count, others) {
      const within = agreed - rounded;
      const how = agreed === 0 ? "" : within === 0 ? ", all to rounding" : `: ${rounded} to rounding, ${within} within the tolerance `
        + "that a click on them tells";
      const elsewhere = others === 0 ? "" : ` ${others} more ${others === 1 ? "belongs to another chapter, whose page checks it"
        : "belong to other chapters, whose pages check them"}.`;
      this.say(`${agreed} of ${count} numbers agree${how}.${elsewhere}`);
    }

    list(differing) {
      const list = document.createElement("ul");
      for (const [name, { number, golden, found }] of differing) {
        const entry = document.createElement("li"), allowed = golden ? Math.max(golden.absolute, golden.relative * Math.abs(golden.value)) : 0;
        const shown = (value) => winitLive.show(value, "6");
        entry.textContent = found === undefined || found === null || golden === undefined
          ? `${name}: the page has ${shown(Number(number.value))}, the run has no such number`
          : `${name}: the page has ${shown(Number(number.value))}, the run ${shown(found)}; they differ by `
            + `${winitLive.show(Math.abs(found - Number(number.value)), "2")}, ${winitLive.show(allowed, "2")} is allowed`;
        list.append(entry);
      }
      return list;
    }
  }

  for (const box of document.querySelectorAll(".check")) new PageCheck(box);
}
