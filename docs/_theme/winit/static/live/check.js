// The page's own numbers, computed again in the reader's browser and compared one by one.
"use strict";

{
  const ROUNDING = 1e-9; // of a number
  const PACE = 25; // ms from tick to tick
  const MOST_WORKERS = 4; // each has the memory of a run
  const nameOf = (number) => number.dataset.name.split("/")[1];

  winitLive.PageCheck = class {
    constructor(box) {
      const part = (name) => box.querySelector(name);
      Object.assign(this, {
        box, slug: box.dataset.slug, runButton: part("[data-check-run]"), stopButton: part("[data-check-stop]"),
        progress: part("progress"), status: part("[role=status]"), runners: [], turn: 0,
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
      for (const runner of this.runners) runner.stop();
      this.runners = [];
      delete this.box.dataset.checkResult;
      this.box.querySelector("ul")?.remove();
      for (const number of this.numbers().own) delete number.dataset.checked;
    }

    stop() {
      this.forget();
      this.enter("stopped");
      this.say("Stopped before the end.");
    }

    async run() {
      this.forget();
      const turn = this.turn, isNow = () => turn === this.turn;
      this.enter("loading");
      this.say("Loading the program of this chapter …");
      try {
        const { printed } = await winitLive.chapter(this.slug);
        if (!isNow()) return;
        this.enter("running");
        await this.compareAll(printed, isNow);
      } catch (error) {
        if (!isNow()) return;
        this.forget();
        this.enter("failed");
        this.say(winitLive.sentenceOf(error));
      }
    }

    /** Experiments, each with the numbers of the page that it gives; parameters come with any of them. */
    parts({ experiments }) {
      const { own } = this.numbers(), left = new Set(own);
      const parts = Object.entries(experiments).map(([experiment, values]) => {
        const numbers = own.filter((number) => values.includes(nameOf(number)));
        for (const number of numbers) left.delete(number);
        return { experiment, numbers };
      });
      if (parts.length > 0) parts[0].numbers.push(...left);
      return parts.filter(({ numbers }) => numbers.length > 0);
    }

    /** Runs the experiments, as many at a time as there are processors; numbers are compared as they come. */
    async compareAll(printed, isNow) {
      const queue = this.parts(printed), running = new Map(); // experiment -> numbers that it stands for by now
      const score = { agreed: 0, rounded: 0, compared: 0, differing: new Map(), running };
      const { own, others } = this.numbers();
      this.progress.max = own.length;
      this.progress.value = 0;
      this.tellScore(score);
      const work = async () => {
        const runner = new winitLive.Runner();
        this.runners.push(runner);
        for (let part = queue.shift(); part && isNow(); part = queue.shift()) {
          const { experiment, numbers } = part;
          running.set(experiment, 0);
          const result = await runner.run(this.slug, ["--only", experiment], (facts) => {
            if (!facts?.steps || !isNow()) return;
            running.set(experiment, Math.max(running.get(experiment), numbers.length * facts.done / facts.steps));
            this.tellScore(score);
          });
          running.delete(experiment);
          if (result && isNow()) await this.compare(numbers, result.values, printed.values, score, isNow);
        }
      };
      const count = Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 1);
      await Promise.all(Array.from({ length: count }, work));
      if (!isNow()) return;
      this.box.dataset.checkResult = `${score.agreed}/${own.length}`;
      this.enter("done");
      this.tell(score, own.length, others);
      if (score.differing.size > 0) this.status.after(this.list(score.differing));
    }

    /** Ticks numbers of the page one by one. */
    async compare(numbers, fresh, printed, score, isNow) {
      for (const number of numbers) {
        await new Promise((next) => { setTimeout(next, PACE); });
        if (!isNow()) return;
        const name = nameOf(number), golden = printed[name], found = fresh[name]?.value;
        const agrees = golden !== undefined && found !== undefined && Number(number.value) === golden.value
          && winitLive.agrees(found, golden);
        number.dataset.checked = agrees ? "yes" : "no";
        if (agrees) ++score.agreed;
        else score.differing.set(name, { number, golden, found });
        if (agrees && Math.abs(found - golden.value) <= ROUNDING * Math.abs(golden.value)) ++score.rounded;
        ++score.compared;
        this.tellScore(score);
      }
    }

    /** Numbers that are compared; the bar moves with the runs, too. */
    tellScore({ compared, running }) {
      this.progress.value = [...running.values()].reduce((sum, part) => sum + part, compared);
      const names = [...running.keys()].map((name) => name.replaceAll("_", " ")).join(", ");
      const sentence = `${compared} of ${this.progress.max}${names && `; running ${names} …`}`;
      if (this.status.textContent !== sentence) this.say(sentence); // it is read out loud
    }

    tell({ agreed, rounded }, count, others) {
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
        const entry = document.createElement("li");
        const allowed = golden ? Math.max(golden.absolute, golden.relative * Math.abs(golden.value)) : 0;
        const shown = (value) => winitLive.show(value, "6");
        entry.textContent = found === undefined || found === null || golden === undefined
          ? `${name}: the page has ${shown(Number(number.value))}, the run has no such number`
          : `${name}: the page has ${shown(Number(number.value))}, the run ${shown(found)}; they differ by `
            + `${winitLive.show(Math.abs(found - Number(number.value)), "2")}, ${winitLive.show(allowed, "2")} is allowed`;
        list.append(entry);
      }
      return list;
    }
  };
}
