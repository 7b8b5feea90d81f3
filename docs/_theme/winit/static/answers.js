// What the reader predicts: how far off it was. Answers stay on this device, under one name, until they are
// cleared there. Without this script the answer is folded, as on paper.
"use strict";

{
  const NAME = "winit.answers", VERSION = 1;
  const forms = [...document.querySelectorAll("form.guess")];

  // Key of a question -> what was answered: the text of a number, or the place of a choice.
  let kept = {};
  let lasting = true; // without storage, answers last as long as the page
  const load = () => {
    if (!lasting) return;
    try {
      const text = localStorage.getItem(NAME);
      kept = {};
      const { version, answers } = JSON.parse(text);
      if (version === VERSION) kept = { ...answers };
    } catch (error) {
      if (error.name === "SecurityError") lasting = false; // all else is no answer of ours, and is replaced
    }
  };
  const save = () => {
    try {
      if (Object.keys(kept).length > 0) localStorage.setItem(NAME, JSON.stringify({ version: VERSION, answers: kept }));
      else localStorage.removeItem(NAME);
    } catch {
      lasting = false;
    }
  };

  // 0.5, 5e-3 and 1/3 are numbers; NaN is all else.
  const part = (text) => /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text.trim()) ? Number(text) : NaN;
  const read = (text) => {
    const [above, below = "1", ...rest] = text.replaceAll("\u2212", "-").split("/");
    const number = rest.length === 0 ? part(above) / part(below) : NaN;
    return Number.isFinite(number) ? number : NaN;
  };
  const raised = (whole) => [...String(whole)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]).join("");
  const rough = (number) => number < 1e4 ? String(Number(number.toPrecision(2))) : `10${raised(Math.round(Math.log10(number)))}`;

  /** Whether a number is near enough, and how far off it is. */
  const judgeNumber = ({ answer, shown, factor, difference, unit = "" }, text) => {
    const number = read(text), truth = Number(answer), said = `You said ${text}${unit}, it is ${shown}`;
    if (number === truth || text + unit === shown) return [true, `Right: it is ${shown}.`];
    const above = number > truth;
    if (factor) {
      if (number <= 0) return [false, `${said}. Only a number above zero comes near it.`];
      const off = above ? number / truth : truth / number;
      if (off <= Number(factor)) return [true, `${said}. Right, within a factor of ${factor}.`];
      return [false, `${said}: ${rough(off)} times too ${above ? "much" : "little"}.`];
    }
    const off = Math.abs(number - truth), of = unit.endsWith("%") ? " points" : unit;
    if (off <= Number(difference)) return [true, `${said}. Right, give or take ${difference}${of}.`];
    return [false, `${said}: ${rough(off)}${of} too ${above ? "high" : "low"}.`];
  };

  const fields = (form) => [...form.querySelectorAll("input")];
  const isNumber = (form) => form.dataset.right === undefined;
  const say = (form, right, ...words) => {
    const verdict = form.querySelector(".verdict");
    verdict.replaceChildren(...words);
    verdict.classList.toggle("right", right === true);
    verdict.classList.toggle("wrong", right === false);
  };

  /** What is wrong with an answer, in one sentence; nothing if it can be judged. */
  const faultOf = (form, answer) => {
    if (!isNumber(form)) return fields(form)[answer] ? "" : "Choose one first.";
    if (answer === "") return "Write a number first, such as 0.5, 5e-3 or 1/3.";
    return Number.isNaN(read(answer)) ? `“${answer}” is no number here. Write it like 0.5, 5e-3 or 1/3, with a point and no comma.` : "";
  };
  const answerOf = (form) => {
    if (!isNumber(form)) return String(fields(form).findIndex(({ checked }) => checked));
    const text = fields(form)[0].value.trim(), unit = (form.dataset.unit ?? "").trim();
    return unit && text.endsWith(unit) ? text.slice(0, -unit.length).trim() : text;
  };

  /** Shows an answer as given: the field is closed, the verdict stands below, the explanation opens. */
  const commit = (form, answer) => {
    form.classList.add("committed");
    const button = form.querySelector("button");
    button.textContent = "Committed";
    button.setAttribute("aria-disabled", "true");
    if (isNumber(form)) {
      const [field] = fields(form);
      field.value = answer;
      field.readOnly = true;
      say(form, ...judgeNumber(form.dataset, answer));
    } else {
      const right = fields(form)[form.dataset.right], chosen = fields(form)[answer];
      const inside = form.contains(document.activeElement);
      chosen.checked = true;
      form.querySelector("fieldset").disabled = true;
      if (inside) button.focus();
      right.parentElement.classList.add("right");
      chosen.parentElement.classList.toggle("wrong", chosen !== right);
      if (chosen === right) say(form, true, "Right.");
      else say(form, false, "No. Right is: ", right.nextElementSibling.cloneNode(true));
    }
    form.parentElement.querySelector(".predict-answer").open = true;
  };
  const reset = (form) => {
    form.reset();
    form.classList.remove("committed");
    const button = form.querySelector("button");
    button.textContent = "Commit";
    button.removeAttribute("aria-disabled");
    for (const field of fields(form)) {
      field.readOnly = false;
      field.parentElement.classList.remove("right", "wrong");
    }
    if (!isNumber(form)) form.querySelector("fieldset").disabled = false;
    say(form, null);
    form.parentElement.querySelector(".predict-answer").open = false;
  };

  // One line below the first question clears what was answered, here or everywhere.
  const line = document.createElement("p");
  line.className = "kept";
  const clearing = (shown, name, keys) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = shown;
    button.setAttribute("aria-label", name);
    button.addEventListener("click", () => {
      load();
      for (const key of keys()) delete kept[key];
      save();
      forms.forEach(reset);
      tell();
      say(forms[0], null, "Cleared.");
      fields(forms[0])[0].focus();
    });
    return button;
  };
  const ofPage = () => forms.map((form) => form.dataset.key).filter((key) => key in kept);
  const here = clearing("on this page", "Clear my answers on this page", ofPage);
  const everywhere = clearing("in the whole book", "Clear my answers in the whole book", () => Object.keys(kept));
  line.append("Answers stay on this device. Clear mine ", here, " ", everywhere);
  const tell = () => {
    here.hidden = ofPage().length === 0;
    if (Object.keys(kept).length > 0) forms[0].after(line);
    else line.remove();
  };

  load();
  for (const form of forms) {
    const { key } = form.dataset;
    if (isNumber(form)) form.querySelector(".verdict").id = `said-${key}`;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (form.classList.contains("committed")) return;
      const answer = answerOf(form), fault = faultOf(form, answer);
      if (isNumber(form)) {
        fields(form)[0].setAttribute("aria-invalid", String(fault !== ""));
        fields(form)[0].setAttribute("aria-describedby", `said-${key}`);
      }
      if (fault) {
        say(form, null, fault);
        fields(form)[0].focus();
        return;
      }
      load();
      kept[key] = answer;
      save();
      commit(form, answer);
      tell();
    });
    const before = kept[key];
    if (typeof before === "string" && !faultOf(form, before)) commit(form, before);
  }
  if (forms.length > 0) tell();
}
