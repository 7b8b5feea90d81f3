// Every bar on every page of a site: node check.mjs SITE [part of a page's name]. One line per fault.

import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import { availableParallelism } from "node:os";
import * as bars from "./bars.mjs";
import { staticBars } from "./static.mjs";
import { folder, inParallel, kindOf, launch, pagesOf, serve } from "./tools.mjs";

export const widths = { desk: 1350, phone: 390, least: 320 };
const schemes = ["light", "dark"];

/** A width takes hold when the page has been laid out anew and its script has seen it. */
async function setWidth(view, width) {
  await view.setViewportSize({ width, height: 900 });
  await view.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Opens a page that notes what goes wrong on it. */
async function open(browser, base, kind, options = {}) {
  const context = await browser.newContext({ viewport: { width: widths.desk, height: 900 }, colorScheme: "light", ...options });
  const page = await context.newPage();
  const seen = { base, kind, foreign: [], failed: [], errors: [], requests: 0, bytes: 0 };
  page.on("console", (message) => { if (message.type() === "error") seen.errors.push(message.text()); });
  page.on("pageerror", (error) => seen.errors.push(error.message));
  page.on("request", (request) => { if (!request.url().startsWith(base) && !request.url().startsWith("data:")) seen.foreign.push(request.url()); });
  page.on("requestfailed", (request) => seen.failed.push(request.url()));
  page.on("response", (response) => { if (response.status() >= 400) seen.failed.push(response.url()); });
  return { page, seen, close: () => context.close() };
}

/** The visits of a page. `report(bar, where, faults)` takes what they find; `wants` says which bars are asked for. */
async function visit(browser, server, page, kind, report, wants) {
  const base = server.origin + folder;
  const tab = await open(browser, base, kind);
  const { page: view, seen } = tab;
  view.on("response", (response) => {
    seen.requests += 1;
    seen.bytes += server.sizes.get(decodeURIComponent(new URL(response.url()).pathname)) ?? 0;
  });
  await view.goto(base + page, { waitUntil: "networkidle" });
  const run = async (bar, where) => { if (wants(bar)) report(bar, where, await bars[bar](view, seen)); };

  const isText = kind !== "source";
  await run("weight", "");
  await run("stillness", "");
  await run("measure", "1350 px");
  await run("print", "on paper");
  await run("keyboard", "1350 px");
  if (isText) await run("previews", "");
  if (kind === "chapter") await run("theme", "");
  if (kind === "chapter") await run("fullSize", "");
  await bars.unfold(view);
  for (const scheme of schemes) {
    await view.emulateMedia({ colorScheme: scheme });
    await run("codeContrast", scheme);
    if (isText) await run("figureContrast", scheme);
    for (const width of Object.values(widths)) {
      await setWidth(view, width);
      await run("axe", `${scheme}, ${width} px`);
    }
    await setWidth(view, widths.desk);
  }
  await setWidth(view, widths.least);
  await run("reflow", "320 px");
  await setWidth(view, widths.phone);
  await run("reflow", "390 px");
  await run("keyboard", "390 px");
  if (isText) await run("figureSize", "390 px");
  await run("network", "");
  await tab.close();
}

async function visitPlain(browser, server, page, kind, report) {
  const tab = await open(browser, server.origin + folder, kind, { javaScriptEnabled: false });
  await tab.page.goto(server.origin + folder + page, { waitUntil: "load" });
  report("plain", "no JavaScript", await bars.plain(tab.page));
  report("network", "no JavaScript", await bars.network(tab.page, tab.seen));
  await tab.close();
}

async function visitFile(browser, site, page, kind, report) {
  const base = `${pathToFileURL(resolve(site)).href}/`;
  const tab = await open(browser, base, kind);
  await tab.page.goto(base + page, { waitUntil: "load" });
  report("network", "file://", await bars.network(tab.page, tab.seen));
  await tab.close();
}

/** The pages a browser looks at: all, but of the source pages, which one template makes, the longest and some. */
function visited(pages) {
  const sources = pages.filter((page) => kindOf(page) === "source");
  const sample = new Set(sources.filter((_, index) => index % 20 === 0));
  return pages.filter((page) => kindOf(page) !== "source" || sample.has(page));
}

/** Faults of the pages. `only` names one bar. */
export async function browse(site, pages, { browser, only, count = availableParallelism() } = {}) {
  const faults = [];
  const server = await serve(site);
  const own = browser ?? await launch();
  const wants = (bar) => !only || only === bar;
  const reporter = (page) => (bar, where, found) => { for (const fault of found) faults.push({ bar, page, where, fault }); };
  try {
    await inParallel(pages, count, async (page) => {
      const kind = kindOf(page), report = reporter(page);
      try {
        if (page !== "404.html" && only !== "plain") await visit(own, server, page, kind, report, wants);
        if (kind !== "source" && wants("plain")) await visitPlain(own, server, page, kind, report);
        if (kind !== "source" && wants("network")) await visitFile(own, site, page, kind, report);
        if (page === "search.html" && wants("search")) await searchBoth(own, site, server, report);
        if (page === "404.html" && wants("notFound")) await tryUnknown(own, server, report);
      } catch (error) {
        report("visit", "", [error.message.split("\n")[0]]);
      }
    });
  } finally {
    server.close();
    if (!browser) await own.close();
  }
  return faults;
}

async function searchBoth(browser, site, server, report) {
  for (const base of [server.origin + folder, `${pathToFileURL(resolve(site)).href}/`]) {
    const tab = await open(browser, base, "other");
    report("search", base.split(":")[0], await bars.search(tab.page, tab.seen));
    await tab.close();
  }
}

async function tryUnknown(browser, server, report) {
  const tab = await open(browser, server.origin + folder, "other");
  report("notFound", "", await bars.notFound(tab.page, tab.seen));
  await tab.close();
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
