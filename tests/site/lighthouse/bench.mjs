// Lighthouse on the front page and every chapter, median of three: node bench.mjs SITE [part of a page's name].

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { browserFlags, browserPath, folder, kindOf, pagesOf, serve } from "../tools.mjs";

const runs = 3;
const columns = ["performance", "accessibility", "best-practices", "seo"];
const bars = { mobile: { performance: 95, rest: 100 }, desktop: { performance: 100, rest: 100 } };
const limits = { "largest-contentful-paint": 2500, "total-blocking-time": 100, "cumulative-layout-shift": 0.02 }; // on the mobile profile

const modules = resolve(process.env.WINIT_NPM ?? "build/npm/site/lighthouse");
const { default: lighthouse, desktopConfig } = await import(pathToFileURL(join(modules, "node_modules/lighthouse/core/index.js")));

async function browse() {
  const profile = mkdtempSync(join(tmpdir(), "winit-lighthouse-"));
  const flags = ["--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`, ...browserFlags];
  const browser = spawn(browserPath(), [...flags, "about:blank"],
    { stdio: ["ignore", "ignore", "pipe"], detached: true });
  let said = "";
  for await (const chunk of browser.stderr) {
    said += chunk;
    if (/DevTools listening on ws:\/\/[^:]+:\d+/.test(said)) break;
  }
  return {
    port: Number(said.match(/listening on ws:\/\/[^:]+:(\d+)/)[1]),
    close: async () => { process.kill(-browser.pid); await once(browser, "exit"); rmSync(profile, { recursive: true, force: true }); },
  };
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function measure(address, profile) {
  const results = [];
  for (let run = 0; run < runs; ++run) {
    const browser = await browse();
    const options = { port: browser.port, logLevel: "silent", onlyCategories: columns };
    const { lhr } = await lighthouse(address, options, profile === "desktop" ? desktopConfig : undefined);
    await browser.close();
    results.push(lhr);
  }
  const scores = Object.fromEntries(columns.map((name) =>
    [name, median(results.map(({ categories }) => Math.round(100 * categories[name].score)))]));
  const times = Object.fromEntries(Object.keys(limits).map((name) =>
    [name, median(results.map(({ audits }) => audits[name].numericValue))]));
  const failed = new Set(results.flatMap(({ audits, categories }) => columns.slice(1).flatMap((name) => categories[name].auditRefs)
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1).map(({ id }) => id)));
  return { scores, times, failed };
}

const [site, part = ""] = process.argv.slice(2);
const pages = pagesOf(site).filter((page) => (kindOf(page) === "chapter" || page === "index.html") && page.includes(part));
const server = await serve(site);
let below = 0;
console.log(`${"page".padEnd(34)} profile  perf  a11y  best   seo   LCP ms  TBT ms    CLS   (median of ${runs})`);
for (const page of pages) {
  for (const [profile, bar] of Object.entries(bars)) {
    const { scores, times, failed } = await measure(server.origin + folder + page.replace(/index\.html$/, ""), profile);
    const [lcp, tbt, cls] = Object.values(times);
    const bad = columns.filter((name) => scores[name] < (name === "performance" ? bar.performance : bar.rest))
      .concat(profile === "mobile" ? Object.keys(limits).filter((name) => times[name] > limits[name]) : []);
    below += bad.length;
    console.log(`${page.padEnd(34)} ${profile.padEnd(7)} ${columns.map((name) => String(scores[name]).padStart(5)).join(" ")} `
      + `${lcp.toFixed(0).padStart(8)} ${tbt.toFixed(0).padStart(7)} ${cls.toFixed(3).padStart(6)}`
      + `${bad.length > 0 ? `   below: ${[...bad, ...failed].join(", ")}` : ""}`);
  }
}
server.close();
process.exitCode = below > 0 ? 1 : 0;
