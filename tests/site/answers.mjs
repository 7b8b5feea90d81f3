// Predictions: node answers.mjs SITE. What a reader answers is judged, kept on the device and cleared, by
// keyboard and by touch, over http and from a folder on disk. The same trials must find the faults that are
// planted into the script. One line per fault.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { axe, axeColors } from "./bars.mjs";
import { folder, inParallel, launch, serve, sideBySide } from "./tools.mjs";

const [site] = process.argv.slice(2);
const chapters = readFileSync(join(site, "index.html"), "utf8").match(/chapters\/[\w-]+\/index\.html/g);
const pages = [...new Set(chapters)].sort();
const name = "winit.answers";

/** What the page must say to a number, derived here once more from the facts of its form. */
const facts = (form) => form.evaluate(({ dataset }) => ({ ...dataset }));

const parts = (page) => {
  const form = page.locator("form.guess").first();
  return {
    form, field: form.locator("input[type=text]"), choices: form.locator("input[type=radio]"),
    button: form.locator("button"), verdict: form.locator("[role=status]"),
    answer: page.locator(".predict:has(form.guess) .predict-answer").first(),
    here: page.getByRole("button", { name: "Clear my answers on this page" }),
    everywhere: page.getByRole("button", { name: "Clear my answers in the whole book" }),
  };
};
const isOpen = (answer) => answer.evaluate(({ open }) => open);
const kept = (page) => page.evaluate((key) => JSON.parse(localStorage.getItem(key)), name);

// Trials. Each takes an open page of a fresh visitor and pushes what is wrong.

/** By keyboard alone: the wrong choice, and what the page says to it. */
async function choosing(page, faults) {
  const { form, choices, button, verdict, answer } = parts(page);
  const right = Number((await facts(form)).right), count = await choices.count();
  await choices.first().focus();
  await page.keyboard.press("Space");
  const wrong = (right + 1) % count;
  for (let step = 0; step < wrong; ++step) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const said = await verdict.textContent();
  if (!said.startsWith("No. Right is: ")) faults.push(`a wrong choice is called "${said}"`);
  const truth = await form.locator("label > span").nth(right).textContent();
  if (!said.endsWith(truth)) faults.push(`the right choice is "${truth}", the page says "${said}"`);
  if (!await isOpen(answer)) faults.push("the explanation stays closed");
  if (!await button.evaluate((element) => element === document.activeElement)) faults.push("the focus is lost");
  if (await choices.nth(right).isEnabled()) faults.push("what was committed can be changed");
}

/** The right choice, by touch. */
async function touching(page, faults) {
  const { form, choices, button, verdict } = parts(page);
  const right = Number((await facts(form)).right);
  const target = form.locator("label").nth(right);
  for (const control of [target, button]) {
    const { height } = await control.boundingBox();
    if (height < 44) faults.push(`a target of ${height} px`);
  }
  await button.tap();
  if (await verdict.textContent() !== "Choose one first.") faults.push("no choice is an answer");
  await target.tap();
  if (!await choices.nth(right).isChecked()) faults.push("a tap chooses nothing");
  await button.tap();
  if (await verdict.textContent() !== "Right.") faults.push("the right choice is not right");
}

// What is no number, and what the sentence about it must hold.
const bad = ["", "0,5", "1,000", "half", "5e", "1/0", "0/0", "1e999", "1/2/3", "--1", "0x10", "Infinity", "<b>1</b>", "1 2"];

/** Numbers that are none are refused in a sentence that says what is accepted. */
async function refusing(page, faults) {
  const { form, field, verdict, answer } = parts(page);
  for (const text of bad) {
    await field.fill(text);
    await field.press("Enter");
    const said = await verdict.textContent();
    if (!said.includes("0.5, 5e-3 or 1/3")) faults.push(`"${text}" is answered with "${said}"`);
    if (text && !said.includes(text)) faults.push(`"${text}" is not named in "${said}"`);
    if (await field.getAttribute("aria-invalid") !== "true") faults.push(`"${text}" is not marked`);
  }
  if (await isOpen(answer) || await kept(page) !== null) faults.push("an answer that is none was taken");
  if (await form.locator("b").count() > 0) faults.push("an answer became markup");
}

/** Numbers far off and near, in every way to write one. */
async function measuring(page, faults) {
  const { form, field, verdict, here } = parts(page);
  const { answer, shown, factor, difference } = await facts(form);
  const truth = Number(answer), tolerance = Number(factor ?? difference);
  const byDifference = [
    [truth + 3 * tolerance, /too high\.$/], [truth - 3 * tolerance, /too low\.$/], [truth + tolerance / 2, /Right, give or take/],
  ];
  const byFactor = [
    [truth * 80, /: 80 times too much\.$/], [truth / 80, /: 80 times too little\.$/], [truth * 2e8, /: 10⁸ times too much\.$/],
    [truth / (1.1 * tolerance), /times too little\.$/], [truth * Math.sqrt(tolerance), /Right, within a factor of/],
    [0, /above zero/], [-1, /above zero/],
  ];
  const exact = [[answer, /^Right: it is /], [`${truth * 9}/9`, /Right/], [` +${truth.toExponential()} `, /Right/]];
  for (const [number, expected] of [...factor === undefined ? byDifference : byFactor, ...exact]) {
    const text = String(number);
    await field.fill(text);
    await field.press("Enter");
    const said = await verdict.textContent();
    if (!expected.test(said) || !said.includes(shown)) faults.push(`"${text}" where it is ${shown} is called "${said}"`);
    if (!await field.evaluate(({ readOnly }) => readOnly)) faults.push("what was committed can be changed");
    await here.click();
    if (!await field.evaluate((element) => element === document.activeElement)) faults.push("cleared, the focus is lost");
  }
}

/** Commits to something. */
async function answerSomehow(page) {
  const { field, choices, button } = parts(page);
  if (await field.count() > 0) await field.fill("0.25");
  else await choices.first().check();
  await button.click();
}

/** What was answered comes back, on its page alone, until it is cleared. */
async function remembering(page, faults, other) {
  const mine = parts(page), address = page.url();
  await answerSomehow(page);
  const said = await mine.verdict.textContent();
  await page.reload();
  if (await mine.verdict.textContent() !== said) faults.push("after a reload the verdict is another");
  if (!await isOpen(mine.answer)) faults.push("after a reload the explanation is closed");
  if (await mine.button.textContent() !== "Committed") faults.push("after a reload the answer is open again");
  await page.goto(other);
  if (await mine.verdict.textContent() !== "") faults.push("an answer shows on another page");
  if (await mine.here.isVisible()) faults.push("a page without answers offers to clear them");
  await answerSomehow(page);
  await mine.here.click();
  if (await mine.verdict.textContent() !== "Cleared.") faults.push("clearing is not said");
  if (await isOpen(mine.answer)) faults.push("clearing leaves the answer in sight");
  await page.goto(address);
  if (await mine.verdict.textContent() !== said) faults.push("clearing one page clears another");
  await mine.everywhere.click();
  if (await kept(page) !== null) faults.push("clearing the book leaves answers on the device");
  await page.reload();
  if (await mine.verdict.textContent() !== "") faults.push("what was cleared comes back");
}

/** What is stored and is no answer of ours is ignored, and replaced by the next answer. */
async function broken(page, faults) {
  const { form, verdict } = parts(page);
  const { key } = await facts(form);
  const version = (answer, number = 1) => JSON.stringify({ version: number, answers: { [key]: answer } });
  const other = [undefined, "abc", ["0"]].map((answers) => JSON.stringify({ version: 1, answers }));
  const stored = ["", "{", "null", "[]", "7", '"text"', ...other, version("0", 2), version(0), version({}), version("-1x"),
    version("99x"), version(null)];
  for (const text of stored) {
    await page.evaluate(([item, value]) => localStorage.setItem(item, value), [name, text]);
    await page.reload();
    if (await verdict.textContent() !== "") faults.push(`broken storage ${text} is taken for an answer`);
    await answerSomehow(page);
    const after = await kept(page).catch(() => null);
    if (after?.version !== 1 || typeof after.answers[key] !== "string") faults.push(`broken storage ${text} is not replaced`);
  }
}

/** Where nothing can be stored, an answer lasts as long as the page. */
async function storeless(page, faults) {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } });
  });
  await page.reload();
  const { verdict, here } = parts(page);
  await answerSomehow(page);
  if (await verdict.textContent() === "") faults.push("without storage there is no verdict");
  await here.click();
  if (await verdict.textContent() !== "Cleared.") faults.push("without storage nothing can be cleared");
}

/** Before and after an answer, in both schemes. */
async function accessible(page, faults) {
  for (const answered of [false, true]) {
    if (answered) await answerSomehow(page);
    await page.emulateMedia({ colorScheme: "light" });
    faults.push(...await axe(page));
    await page.emulateMedia({ colorScheme: "dark" });
    faults.push(...await axeColors(page));
  }
}

/** On paper a committed question looks as one that nobody answered: choices, and the answer open. */
async function printed(page, faults) {
  await answerSomehow(page);
  await page.emulateMedia({ media: "print" });
  for (const part of [".verdict", ".kept", "button", "input", "legend"]) {
    if (await page.locator(`.predict ${part}`).first().isVisible()) faults.push(`${part} is printed`);
  }
  const { choices, form } = parts(page);
  if (await choices.count() > 0 && !await form.locator("label > span").first().isVisible()) faults.push("choices are not printed");
}

/** Every chapter asks, and its first question takes an answer. */
async function everywhere(browser, base) {
  const faults = [];
  const page = await browser.newPage();
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  for (const address of pages) {
    await page.goto(base + address);
    const first = page.locator(".predict").first();
    if (await first.locator("form.guess").count() !== 1) {
      faults.push(`${address}: its first question takes no answer`);
      continue;
    }
    await answerSomehow(page);
    if (await parts(page).verdict.textContent() === "") faults.push(`${address}: no verdict`);
  }
  await page.close();
  return faults;
}

const trials = { choosing, touching, refusing, measuring, remembering, broken, storeless, accessible, printed };
const onNumbers = new Set(["refusing", "measuring"]), onChoices = new Set(["choosing", "touching"]);
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

/** Faults of one trial on some pages, each for a visitor of its own. `script` stands in for that of the site. */
async function tried(browser, base, trial, { choices, numbers }, script) {
  const kinds = onNumbers.has(trial) ? numbers : onChoices.has(trial) ? choices.slice(0, 1) : [choices[0], numbers[0]];
  const faults = [];
  for (const address of kinds) {
    const context = await browser.newContext(trial === "touching" ? phone : {});
    if (script) await context.route("**/answers.js", (route) => route.fulfill({ contentType: "text/javascript", body: script }));
    const page = await context.newPage();
    page.on("pageerror", (error) => faults.push(error.message));
    page.setDefaultTimeout(10000);
    try {
      await page.goto(base + address);
      await trials[trial](page, faults, base + choices[1]);
    } catch (error) {
      faults.push(error.message.split("\n")[0]);
    }
    await context.close();
    if (script && faults.length > 0) break;
  }
  return faults.map((fault) => `${trial}: ${fault}`);
}

// Faults for the script, each with the trial that must find it.
const planted = [
  ["measuring", "a verdict that is wrong", "const above = number > truth", "const above = number < truth"],
  ["measuring", "a factor that is a difference", "off <= Number(factor)", "Math.abs(number - truth) <= Number(factor) - 1"],
  ["measuring", "a focus that is lost", "fields(forms[0])[0].focus();\n    });", "});"],
  ["choosing", "a wrong choice that is right", "if (chosen === right)", "if (chosen)"],
  ["choosing", "an explanation that stays closed", ".open = true", ".open = false"],
  ["choosing", "a focus that is lost", "if (inside) button.focus();", ""],
  ["touching", "a choice that is none", `fields(form)[answer] ? "" : "Choose one first."`, `""`],
  ["refusing", "a comma that is a point", "text.trim()) ?", `(text = text.replace(",", ".")).trim()) ?`],
  ["refusing", "a sentence that says nothing", " is no number here. Write it like 0.5, 5e-3 or 1/3, with a point and no comma.", "?"],
  ["remembering", "a store that forgets", "kept[key] = answer;\n      save();", "kept[key] = answer;"],
  ["remembering", "a store that clears too much", "for (const key of keys()) delete kept[key];", "kept = {};"],
  ["remembering", "a store that clears nothing", "delete kept[key]", "key"],
  ["broken", "a store that is believed", `typeof before === "string" && !faultOf(form, before)`, "before !== undefined"],
  ["broken", "a version that is not asked for", "if (version === VERSION)", ""],
  ["storeless", "a page that needs a store", "if (!lasting) return;\n    try {", "{"],
];

/** Whether a trial sees what is planted for it. */
async function seen(browser, base, asked, sound, [trial, what, from, to]) {
  if (!sound.includes(from)) return [`planted: ${what}: the script has no ${from}`];
  const faults = await tried(browser, base, trial, asked, sound.replace(from, to));
  return faults.length > 0 ? [] : [`planted and not seen by ${trial}: ${what}`];
}

async function main() {
  const kind = (address) => readFileSync(join(site, address), "utf8").match(/<form class="guess"[^>]*data-(right|answer)/)?.[1];
  const asked = {
    choices: pages.filter((address) => kind(address) === "right"), numbers: pages.filter((address) => kind(address) === "answer"),
  };
  if (asked.choices.length < 2 || asked.numbers.length < 2) throw new Error("two pages of each kind are needed");
  const sound = readFileSync(join(site, "_static", "answers.js"), "utf8");
  const browser = await launch();
  const server = await serve(site);
  const base = server.origin + folder, disk = `${pathToFileURL(resolve(site)).href}/`;
  const work = [
    () => everywhere(browser, base),
    ...Object.keys(trials).map((trial) => () => tried(browser, base, trial, asked)),
    ...["choosing", "measuring", "remembering"].map((trial) => async () => {
      const faults = await tried(browser, disk, trial, asked);
      return faults.map((fault) => `file://: ${fault}`);
    }),
    ...planted.map((fault) => () => seen(browser, base, asked, sound, fault)),
  ];
  const faults = (await inParallel(work, sideBySide, (trial) => trial())).flat();
  server.close();
  await browser.close();
  for (const fault of faults) console.log(fault);
  console.log(`${pages.length} questions, ${asked.numbers.length} for numbers, ${planted.length} planted faults: ${faults.length} faults`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

await main();
