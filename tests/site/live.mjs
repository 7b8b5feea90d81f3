// Every live figure of a site, used as a reader would: node live.mjs SITE BUILD [part of a page's name].
// One line per fault. Faults are planted on the way: modules that trap, say nothing or never end, numbers changed by 1 %.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import * as bars from "./bars.mjs";
import { folder, launch, npm, pagesOf, serve } from "./tools.mjs";

const [site, build, wanted = ""] = process.argv.slice(2);
const LONGEST = 60e3; // ms: a run on a busy machine
const faults = [];
const LAST_NUMBER = /([^,\s]+)([,\s]*)$/; // of a table: cells behind it may be empty

// A module of the smallest kind, whose _start is what the bytes say.
const small = (...start) => Buffer.from([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 7, 19, 2,
  6, ...Buffer.from("memory"), 2, 0, 6, ...Buffer.from("_start"), 0, 0, 10, start.length + 4, 1, start.length + 2, 0, ...start, 11]);
const TRAP = small(0), ENDLESS = small(3, 64, 12, 0, 11), SILENT = small();
const scriptOf = (slug, wasm) => `winitLive.module(${JSON.stringify(slug)}, ${JSON.stringify({
  wasm: gzipSync(wasm).toString("base64"), printed: { values: {}, series: {}, experiments: {} } })});`;

// What a run gave, against the same command on this machine.

const table = (csv) => csv.trim().split("\n").map((line) => line.split(","));

/** What differs between two tables by more than a tolerance. */
function difference(fresh, native, { relative, absolute }) {
  const [a, b] = [table(fresh), table(native)];
  if (a.length !== b.length || a[0].join() !== b[0].join()) return `a table of ${a.length} lines, natively ${b.length}`;
  for (const [row, cells] of b.entries()) {
    for (const [column, cell] of cells.entries()) {
      const mine = a[row][column];
      const near = Math.abs(Number(mine) - Number(cell)) <= Math.max(absolute, relative * Math.abs(Number(cell)));
      if (mine !== cell && !(cell !== "" && near)) return `line ${row + 1}, ${b[0][column]}: ${mine}, natively ${cell}`;
    }
  }
  return "";
}

/** The tables of a command as the page shows it. */
function native(command) {
  const [, , number, ...options] = command.split(" "); // ./tutorial run 6 …
  const slug = readdirSync(join(build, "bin")).find((name) => name.startsWith(`${number.padStart(2, "0")}-`));
  const out = mkdtempSync(join(tmpdir(), "winit-live-"));
  try {
    execFileSync(join(build, "bin", slug), [...options, "--no-figures", "--out", out], { stdio: ["ignore", "ignore", "pipe"] });
    const { series } = JSON.parse(readFileSync(join(out, "values.json"), "utf8"));
    return Object.fromEntries(Object.entries(series).map(([name, facts]) =>
      [name, { ...facts, csv: readFileSync(join(out, `${name}.csv`), "utf8") }]));
  } finally {
    rmSync(out, { recursive: true });
  }
}

// Numbers in words, as the site writes them on its pages.

const FORMATS = ["", "1", "2", "3", "fixed 0", "fixed 2", "percent", "percent 1", "sci", "sci 0", "power", "int"];
const NUMBERS = [0, 1, -1, 0.5273, 12000, 123456.7, 999999.6, 1e6, 1.8e-29, 0.00012344, 9.996e-5, 0.9996, 4.4e-4, -0.0004, 3.0001, 2e15];
const BY_PYTHON = `import json, sys; sys.path.insert(0, sys.argv[1])
from winit_site.facts.number_format import show
numbers, formats = json.loads(sys.argv[2])
print(json.dumps([[show(n, f).plain if n > 0 or f != "power" else "" for f in formats] for n in numbers]))`;

async function wordings(visit) {
  const docs = fileURLToPath(new URL("../../docs", import.meta.url));
  const expected = JSON.parse(execFileSync("/usr/bin/python3", ["-B", "-c", BY_PYTHON, docs, JSON.stringify([NUMBERS, FORMATS])]));
  const found = [];
  await visit("", async (view, figure) => {
    await figure.locator("[data-live-reset]").click();
    await view.waitForFunction("globalThis.winitLive?.open");
    const shown = await view.evaluate(([numbers, formats]) => numbers.map((number) =>
      formats.map((format) => window.winitLive.show(number, format))), [NUMBERS, FORMATS]);
    for (const [row, texts] of expected.entries()) {
      for (const [column, text] of texts.entries()) {
        if (text && shown[row][column] !== text) {
          found.push(`${NUMBERS[row]} as "${FORMATS[column]}" is ${shown[row][column]}, on pages ${text}`);
        }
      }
    }
  });
  return found;
}

// A figure in a page.

/** Waits until a run is over; its state, or "endless". */
const ended = (figure, longest = LONGEST) => figure.evaluate((element, limit) => new Promise((done) => {
  const from = performance.now();
  const look = () => {
    const { state } = element.dataset;
    if (["done", "stopped", "failed"].includes(state)) done(state);
    else if (performance.now() - from > limit) done("endless");
    else setTimeout(look, 10);
  };
  look();
}), longest);

const status = async (figure) => (await figure.locator("[role=status]").textContent()).trim();
const settled = (view, figure) => figure.evaluate((element) => Promise.all(
  [...element.querySelectorAll("img")].map((image) => image.decode()))).then(() => bars.drawn(view));
const drawn = (figure) => figure.evaluate((element) => [...element.querySelectorAll("picture")]
  .filter((picture) => picture.checkVisibility()).map((picture) => {
    const { naturalWidth, alt } = picture.querySelector("img");
    return { live: picture.className === "live-drawing", loaded: naturalWidth > 0, alt };
  }));

/** What is wrong with a figure that should show its printed drawing and one sentence. */
async function refused(figure, pattern) {
  const state = await ended(figure), said = await status(figure), shown = await drawn(figure);
  if (state !== "failed") return [`ends as ${state}: ${said}`];
  const found = [];
  if (!pattern.test(said) || said.includes("\n") || !said.endsWith(".")) found.push(`says: ${said}`);
  if (shown.length !== 1 || shown[0].live) found.push("the printed drawing is gone");
  if (await figure.locator("script[data-live-series]").count() > 0) found.push("data stays");
  return found;
}

/** What is wrong with a figure after a run that should have worked. */
async function answered(view, figure, series) {
  const state = await ended(figure), said = await status(figure);
  if (state !== "done") return [`ends as ${state}: ${said}`];
  await settled(view, figure);
  const found = [], shown = await drawn(figure);
  if (shown.length !== 1 || !shown[0].live || !shown[0].loaded) found.push("the new drawing does not show");
  if (!shown.at(-1)?.alt.includes(said)) found.push("the new drawing is not described");
  if (!/\.$/.test(said) || /[{}?]|NaN|undefined/.test(said)) found.push(`says: ${said}`);
  const data = JSON.parse(await figure.locator('script[type="application/json"][data-live-series]').textContent());
  const machine = native((await figure.locator(".live-command code").textContent()).trim());
  const { csv } = data.series[series] ?? {};
  if (!csv) return [...found, "no data of the figure's series"];
  const differs = difference(csv, machine[series].csv, machine[series]);
  if (differs) found.push(`not what its command gives: ${differs}`);
  const { relative, absolute } = machine[series], last = Number(LAST_NUMBER.exec(csv)[1]);
  const changed = csv.replace(LAST_NUMBER, `${last * 1.01}$2`);
  if (Math.abs(last) * 0.01 > Math.max(absolute, relative * Math.abs(last)) && !difference(changed, machine[series].csv, machine[series])) {
    found.push("a number changed by 1 % is not noticed");
  }
  return found;
}

const byKeyboard = async (view, figure) => {
  await figure.locator("form.live input[name]:visible, form.live select").first().focus();
  for (let stops = 0; stops < 20; ++stops) {
    if (await view.evaluate(() => "liveRun" in document.activeElement.dataset)) break;
    await view.keyboard.press("Tab");
  }
  await view.keyboard.press("Enter");
};

async function axe(view, id) {
  if (!await view.evaluate("typeof axe === 'object'")) await view.evaluate(npm("axe-core").source);
  return view.evaluate(async (context) => (await axe.run(context, { resultTypes: ["violations"] })).violations
    .map(({ id: rule, nodes }) => `axe: ${rule}: ${nodes[0].target.join(" ")}`), `#${id}`);
}

// The visits.

async function outOfRange(figure) {
  const field = figure.locator("form.live [type=number][name]").first();
  if (await field.count() === 0) return [];
  const most = await field.getAttribute("max");
  const found = [];
  for (const text of [String(Number(most) + 1), "", "1e"]) {
    await field.focus();
    await field.fill(text === "1e" ? "" : text);
    if (text === "1e") await field.pressSequentially("e1e");
    await field.press("Enter");
    found.push(...(await refused(figure, new RegExp(`number from .* to ${most}`))).map((fault) => `given "${text}": ${fault}`));
  }
  if (await field.getAttribute("aria-invalid") !== "true") found.push("the field is not marked");
  await figure.locator("[data-live-reset]").click();
  if (await figure.getAttribute("data-state") !== "idle" || await field.getAttribute("aria-invalid")) found.push("reset leaves a fault");
  return found;
}

async function atDesk(view, figure, { id, series }) {
  const found = [];
  await byKeyboard(view, figure);
  found.push(...await answered(view, figure, series));
  for (const colorScheme of ["light", "dark"]) {
    await view.emulateMedia({ colorScheme });
    await bars.drawn(view);
    found.push(...await axe(view, id));
    const source = await figure.locator("picture.live-drawing img").evaluate((image) => image.currentSrc);
    const twin = await figure.locator("picture.live-drawing source").getAttribute("srcset");
    if ((source === twin) !== (colorScheme === "dark")) found.push(`the ${colorScheme} page has the other drawing`);
  }
  await view.emulateMedia({ colorScheme: "light", media: "print" });
  if ((await drawn(figure)).some(({ live }) => live)) found.push("on paper it is not the printed figure");
  if (await figure.locator("form.live").isVisible()) found.push("on paper there is a form");
  await view.emulateMedia({ media: "screen" });
  const slider = figure.locator(".live-control:not(.live-guess) [type=range]").first();
  if (await slider.count() > 0) {
    const data = () => figure.locator("script[data-live-series]").textContent();
    const before = await data();
    await slider.focus();
    await view.keyboard.press("ArrowRight");
    await view.waitForTimeout(100);
    found.push(...(await answered(view, figure, series)).map((fault) => `after a slider: ${fault}`));
    if (await data() === before) found.push("a slider changes nothing");
  }
  return [...found, ...await outOfRange(figure), ...await guessed(view, figure, series)];
}

/** A guess starts no run, stays beside the truth, is no part of the data, and goes with Reset. */
async function guessed(view, figure, series) {
  const field = figure.locator(".live-guess [type=number]");
  if (await field.count() === 0) return [];
  const found = [], drawing = () => figure.locator("picture.live-drawing img").evaluate(({ src }) => decodeURIComponent(src));
  await figure.locator("[data-live-reset]").click();
  await figure.locator(".live-guess [type=range]").focus();
  await view.keyboard.press("ArrowRight");
  await view.waitForTimeout(700);
  const guess = await field.inputValue(), state = await figure.getAttribute("data-state");
  if (!guess || state !== "idle") found.push(`a guess by keyboard: “${guess}”, ${state}`);
  await figure.locator("[data-live-run]").click();
  found.push(...(await answered(view, figure, series)).map((fault) => `after a guess: ${fault}`));
  const verdict = await status(figure);
  if (!/You guessed .*, it is .*(too (much|little)|right)\.$/.test(verdict)) found.push(`of a guess: ${verdict}`);
  if (!(await drawing()).includes("your guess")) found.push("the guess is not in the drawing");
  if ((await figure.locator("script[data-live-series]").textContent()).includes("guess")) found.push("the guess is in the data");
  await field.fill("1e99");
  await figure.locator("[data-live-run]").click();
  const refusal = await refused(figure, /^“Guess first: .*” takes a number from .* to .*, not 1e99\.$/);
  found.push(...refusal.map((fault) => `a guess out of range: ${fault}`));
  await figure.locator("[data-live-reset]").click();
  if (await field.inputValue() !== "") found.push("Reset keeps the guess");
  return found;
}

async function onPhone(view, figure, { series }) {
  const run = figure.locator("[data-live-run]");
  await run.tap();
  const found = await answered(view, figure, series);
  await figure.locator("form.live input[name]:visible, form.live select").last().evaluate((field) => field.scrollIntoView());
  if (!await figure.locator("a").first().evaluate((link) => {
    const { top, bottom } = link.getBoundingClientRect();
    return bottom > 100 && top < innerHeight;
  })) found.push("the drawing leaves the screen while its controls show");
  return [...found, ...await bars.reflow(view)];
}

async function addresses(visit, { series, id }) {
  const tries = [
    [`live=${series}&nosuch=1`, /address turns “nosuch”/], ["live=nosuch", /live figure “nosuch”/],
    [`live=${series}&seed=-1`, /whole number from 0 to/], [`live=${series}&seed=%00%E0%A4%A`, /seed/],
  ];
  const found = [];
  for (const [query, pattern] of tries) {
    await visit(`?${query}#${id}`, async (view, figure) => {
      const first = query === "live=nosuch" ? view.locator("figure[data-live]").first() : figure;
      found.push(...(await refused(first, pattern)).map((fault) => `?${query}: ${fault}`));
    });
  }
  await visit(`?live=${series}&seed=11#${id}`, async (view, figure) => {
    found.push(...(await answered(view, figure, series)).map((fault) => `from its address: ${fault}`));
    if (!(await figure.locator(".live-command code").textContent()).includes("--seed 11")) found.push("the address has no effect");
  });
  return found;
}

/** A browser that lacks something, a module that is not what it should be. */
async function broken(visit, { slug }) {
  const found = [];
  const module = (body) => (view) => view.route(`**/live/${slug}.js`,
    (route) => body ? route.fulfill({ body, contentType: "text/javascript" }) : route.abort());
  const without = (name) => (view) => view.addInitScript(`delete globalThis.${name}`);
  const cases = [
    ["no module", module(""), /could not be loaded/], ["a damaged module", module("winitLive.module('x', {});"), /damaged/],
    ["a module that traps", module(scriptOf(slug, TRAP)), /broke off/],
    ["one that says nothing", module(scriptOf(slug, SILENT)), /without a result/],
    ["no scripts", (view) => view.route("**/live/runner.js", (route) => route.abort()), /could not be loaded/],
    ...["WebAssembly", "Worker", "DecompressionStream"].map((name) => [`no ${name}`, without(name), new RegExp(`no ${name}`)]),
  ];
  for (const [what, prepare, pattern] of cases) {
    await visit("", async (view, figure) => {
      await figure.locator("[data-live-run]").click();
      found.push(...(await refused(figure, pattern)).map((fault) => `${what}: ${fault}`));
    }, prepare);
  }
  await visit("", async (view, figure) => {
    await figure.locator("[data-live-run]").click();
    if (await ended(figure, 1500) !== "endless") found.push("a status that never ends is not noticed");
    if (!await figure.locator("progress").isVisible()) found.push("a long run shows no progress");
    await figure.locator("[data-live-stop]").click();
    if (await ended(figure, 100) !== "stopped") found.push("Stop does not stop");
  }, module(scriptOf(slug, ENDLESS)));
  return found;
}

/** The check of the page: of numbers that agree, and of one that is 1 % off, one that is gone. */
async function pageCheck(visit, slug) {
  const found = [];
  const { values } = JSON.parse(readFileSync(join(build, "run", slug, "values.json"), "utf8"));
  const attempt = async (fresh, verdict) => visit("", async (view) => {
    const box = view.locator(".check"), own = await view.locator(`main data.value[data-name^="${slug}/"]`).count();
    await view.locator("[data-live-reset]").first().click(); // the scripts come
    await view.waitForFunction("globalThis.winitLive?.open");
    await view.evaluate((json) => { // a Worker is made of this text
      window.winitLive.work = `() => { onmessage = () => {
        postMessage({ kind: "result", json: ${JSON.stringify(json)} });
        postMessage({ kind: "ended" });
      }; }`;
    }, JSON.stringify({ values: fresh, series: {} }));
    await view.locator("[data-check-run]").click();
    await ended(box, LONGEST);
    const [agreed, all] = (await box.getAttribute("data-check-result") ?? "0/0").split("/").map(Number);
    if (all !== own) found.push(`check: ${all} numbers, the page has ${own}`);
    verdict(agreed, all, await box.innerText());
  });
  await attempt(values, (agreed, all) => {
    if (agreed !== all || all === 0) found.push(`check: ${agreed} of ${all} golden numbers agree`);
  });
  const page = readFileSync(join(site, "chapters", slug, "index.html"), "utf8");
  const [name] = Object.entries(values).find(([known, { value, relative, absolute }]) => page.includes(`data-name="${slug}/${known}"`)
    && Math.abs(value) * 0.01 > Math.max(absolute, relative * Math.abs(value)));
  const { [name]: changed, ...rest } = values;
  await attempt({ ...rest, [name]: { ...changed, value: changed.value * 1.01 } }, (agreed, all, said) => {
    if (agreed === all || !said.includes(name)) found.push("check: a number changed by 1 % agrees");
  });
  await attempt({}, (agreed) => { if (agreed > 0) found.push("check: numbers that are not there agree"); });
  return found;
}

async function main() {
  const server = await serve(site), browser = await launch();
  const bases = { http: server.origin + folder, file: `${pathToFileURL(resolve(site)).href}/` };
  let count = 0;
  const chapters = new Set();
  for (const page of pagesOf(site).filter((name) => name.includes(wanted))) {
    const html = readFileSync(join(site, page), "utf8");
    const figures = [...html.matchAll(/<figure class="plot" id="fig-([\w-]+)" data-live="[\w-]+" data-slug="([\w-]+)"/g)];
    for (const [, series, slug] of figures) {
      const facts = { series, slug, id: `fig-${series}` };
      const visitor = (base, options = {}) => async (query, use, prepare = async () => {}) => {
        const context = await browser.newContext({ viewport: { width: 1350, height: 900 }, ...options });
        try {
          const view = await context.newPage();
          const errors = [];
          view.on("pageerror", ({ message }) => errors.push(message));
          await prepare(view);
          await view.goto(base + page + query);
          await use(view, view.locator(`#${facts.id}`));
          for (const message of errors) faults.push(`${page}: ${series}: console: ${message}`);
        } finally {
          await context.close();
        }
      };
      const report = (where, found) => { for (const fault of found) faults.push(`${page} · ${series} · ${where}: ${fault}`); };
      const tell = async (where, work) => {
        try {
          report(where, await work());
        } catch (error) {
          report(where, [error.message.split("\n")[0]]);
        }
      };
      const use = (visit, look) => async () => {
        let found = [];
        await visit("", async (view, figure) => { found = await look(view, figure, facts); });
        return found;
      };
      const desk = visitor(bases.http);
      const phone = visitor(bases.http, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
      await tell("http, by keyboard", use(desk, atDesk));
      await tell("http, 390 px, by touch", use(phone, onPhone));
      await tell("file://", use(visitor(bases.file), async (view, figure) => {
        await figure.locator("[data-live-run]").click();
        return answered(view, figure, series);
      }));
      await tell("addresses", () => addresses(desk, facts));
      if (count === 0) await tell("numbers", () => wordings(desk));
      if (!chapters.has(slug)) await tell("faults", () => broken(desk, facts));
      if (!chapters.has(slug) && page.includes(slug)) await tell("check", () => pageCheck(desk, slug));
      await tell("no JavaScript", use(visitor(bases.http, { javaScriptEnabled: false }), async (view, figure) =>
        await figure.locator("form.live").isVisible() ? ["a form that does nothing"] : []));
      chapters.add(slug);
      ++count;
    }
  }
  await browser.close();
  server.close();
  for (const fault of faults) console.log(fault);
  console.log(`${count} live figures of ${chapters.size} chapters: ${faults.length} faults`);
  process.exitCode = faults.length > 0 || count === 0 ? 1 : 0;
}

await main();
