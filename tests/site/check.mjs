// Every bar on every page of a site: node check.mjs SITE [part of a page's name]. One line per fault.

import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import * as bars from "./bars.mjs";
import { staticBars } from "./static.mjs";
import { folder, kindOf, launch, pagesOf, sideBySide, serve } from "./tools.mjs";

const onPhone = new Set(["reflow", "figureSize", "axeLayout", "axeMenu"]); // bars that a desk does not try
export const widths = { desk: 1350, phone: 390, least: 320 };
const schemes = ["light", "dark"];

/** A width takes hold when the page has been laid out anew and its script has seen it. */
async function setWidth(view, width) {
  await view.setViewportSize({ width, height: 900 });
  await bars.drawn(view);
}

/** A tab that notes what goes wrong on the page it shows; it is used for one page after the other. */
async function newTab(browser, server, options = {}) {
  const context = await browser.newContext(options);
  const view = await context.newPage();
  const tab = { view, seen: null, close: () => context.close() };
  view.on("console", (message) => { if (message.type() === "error") tab.seen.errors.push(message.text()); });
  view.on("pageerror", (error) => tab.seen.errors.push(error.message));
  view.on("requestfailed", (request) => tab.seen.failed.push(request.url()));
  view.on("request", (request) => {
    const address = request.url();
    if (!address.startsWith(tab.seen.base) && !address.startsWith("data:")) tab.seen.foreign.push(address);
  });
  view.on("response", (response) => {
    tab.seen.requests += 1;
    tab.seen.bytes += server.sizes.get(decodeURIComponent(new URL(response.url()).pathname)) ?? 0;
    if (response.status() >= 400) tab.seen.failed.push(response.url());
  });
  return tab;
}

/** Shows a page as a first visit of the book does, in the light. */
async function show(tab, base, page, kind, waitUntil, width = widths.desk) {
  await tab.view.goto("about:blank"); // what the last page still loads is not this page's
  tab.seen = { base, kind, foreign: [], failed: [], errors: [], requests: 0, bytes: 0 };
  await tab.view.emulateMedia({ colorScheme: "light" });
  await tab.view.setViewportSize({ width, height: 900 });
  await tab.view.goto(base + page, { waitUntil });
}

/** A visit at a desk. `look(tab, bar, where)` tries a bar, if it is asked for, and reports what it finds. */
async function visitDesk(tab, base, page, kind, look) {
  await show(tab, base, page, kind, "networkidle");
  const { view } = tab;
  const run = (bar, where) => look(tab, bar, where);
  const isText = kind !== "source";
  await run("weight", "");
  await run("stillness", "");
  await run("measure", "1350 px");
  await run("print", "on paper");
  await run("keyboard", "1350 px");
  if (isText) await run("previews", "");
  if (isText) await run("notes", "1350 px");
  if (kind === "chapter") await run("theme", "");
  if (kind === "chapter") await run("fullSize", "");
  await bars.unfold(view);
  await run("axe", "light, 1350 px");
  for (const scheme of schemes) {
    await view.emulateMedia({ colorScheme: scheme });
    await run("codeContrast", scheme);
    if (isText) await run("figureContrast", scheme);
  }
  await run("axeColors", "dark, 1350 px");
  await run("network", "");
  await view.evaluate(() => localStorage.clear());
}

/** A visit with a phone, by touch: what a pointer shows as it passes shows all the time. */
async function visitPhone(tab, base, page, kind, look) {
  await show(tab, base, page, kind, "load", widths.phone);
  const { view } = tab;
  const run = (bar, where) => look(tab, bar, where);
  await bars.unfold(view);
  await run("reflow", "390 px");
  await run("keyboard", "390 px");
  if (kind !== "source") await run("figureSize", "390 px");
  if (kind === "chapter") {
    await run("notes", "390 px");
    await run("axe", "light, 390 px");
    await withMenu(view, () => run("axeMenu", "light, 390 px"));
    await view.emulateMedia({ colorScheme: "dark" });
    await run("axeColors", "dark, 390 px");
  } else { // what a phone has and a desk has not is the same on all pages
    await run("axeColors", "light, 390 px");
    await run("axeLayout", "390 px");
  }
  await setWidth(view, widths.least); // the same parts in the same colors
  await run("reflow", "320 px");
  await run("axeLayout", "320 px");
  await run("network", "by touch");
}

async function withMenu(view, look) {
  const menu = view.locator("a.menu");
  if (await menu.count() === 0) return;
  await menu.click();
  await bars.drawn(view);
  await look();
  await view.keyboard.press("Escape");
}

async function visitPlain(tab, base, page, kind, report) {
  await show(tab, base, page, kind, "load");
  report("plain", "no JavaScript", await bars.plain(tab.view));
  report("network", "no JavaScript", await bars.network(tab.view, tab.seen));
}

async function visitFile(tab, site, page, kind, report) {
  await show(tab, `${pathToFileURL(resolve(site)).href}/`, page, kind, "load");
  report("network", "file://", await bars.network(tab.view, tab.seen));
}

/** The pages a browser looks at: all, but of the source pages, which one template makes, the longest and some. */
function visited(pages) {
  const sources = pages.filter((page) => kindOf(page) === "source");
  const sample = new Set(sources.filter((_, index) => index % 20 === 0));
  return pages.filter((page) => kindOf(page) !== "source" || sample.has(page));
}

/** Faults of the pages. `only` names one bar. */
export async function browse(site, pages, { browser, only, count = sideBySide } = {}) {
  const faults = [];
  const server = await serve(site);
  const base = server.origin + folder;
  const own = browser ?? await launch();
  const wants = (bar) => !only || only === bar;
  const reporter = (page) => (bar, where, found) => { for (const fault of found) faults.push({ bar, page, where, fault }); };
  const queue = pages[Symbol.iterator]();
  const worker = async () => {
    // A tab for each kind of visit: a page that comes from elsewhere costs the browser a new process.
    const tab = await newTab(own, server), diskTab = await newTab(own, server);
    const phoneTab = await newTab(own, server, { hasTouch: true });
    const plainTab = await newTab(own, server, { javaScriptEnabled: false });
    for (const page of queue) {
      const kind = kindOf(page), report = reporter(page);
      try {
        const look = async ({ view, seen }, bar, where) => { if (wants(bar)) report(bar, where, await bars[bar](view, seen)); };
        if (page !== "404.html" && only !== "plain") {
          if (!onPhone.has(only)) await visitDesk(tab, base, page, kind, look);
          if (!only || only === "keyboard" || onPhone.has(only)) await visitPhone(phoneTab, base, page, kind, look);
        }
        if (kind !== "source" && wants("plain")) await visitPlain(plainTab, base, page, kind, report);
        if (kind !== "source" && wants("network")) await visitFile(diskTab, site, page, kind, report);
        if (page === "search.html" && wants("search")) await searchBoth([tab, diskTab], base, site, report);
        if (page === "404.html" && wants("notFound")) {
          await show(tab, base, page, kind, "load");
          report("notFound", "", await bars.notFound(tab.view, tab.seen));
        }
      } catch (error) {
        report("visit", "", [error.message.split("\n")[0]]);
      }
    }
    for (const used of [tab, phoneTab, diskTab, plainTab]) await used.close();
  };
  try {
    await Promise.all(Array.from({ length: Math.min(count, pages.length) }, worker));
  } finally {
    server.close();
    if (!browser) await own.close();
  }
  return faults;
}

async function searchBoth([tab, diskTab], base, site, report) {
  for (const [own, start] of [[tab, base], [diskTab, `${pathToFileURL(resolve(site)).href}/`]]) {
    await show(own, start, "search.html", "other", "load");
    report("search", start.split(":")[0], await bars.search(own.view, own.seen));
  }
}

export const said = ({ bar, page, where, fault }) => `${bar} · ${page}${where ? ` · ${where}` : ""}: ${fault}`;

async function main() {
  const [site, part = ""] = process.argv.slice(2);
  const pages = visited(pagesOf(site)).filter((page) => page.includes(part));
  const faults = await browse(site, pages);
  if (!part) for (const bar of Object.values(staticBars)) faults.push(...await bar(site));
  for (const fault of faults) console.log(said(fault));
  console.log(`${pages.length} pages in the browser, ${pagesOf(site).length} in all: ${faults.length} faults`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main();
