// Bars that need no browser: the HTML, the links, the size of the whole.

import { readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { fileURLToPath } from "node:url";
import { filesOf, npm, pagesOf } from "./tools.mjs";

const self = fileURLToPath(import.meta.url);
export const siteLimit = 16e6; // bytes, all files, modules among them; the zip is a third of that

// HTML: by html-validate, in two threads. Its configuration leaves out matters of taste.

function validate(site, pages) {
  const { HtmlValidate } = npm("html-validate");
  const rules = JSON.parse(readFileSync(new URL("html-validate.json", import.meta.url), "utf8"));
  const checker = new HtmlValidate(rules);
  return pages.flatMap((page) => checker.validateStringSync(readFileSync(join(site, page), "utf8")).results
    .flatMap(({ messages }) => messages)
    .map(({ line, message, ruleId }) => ({ bar: "html", page, fault: `line ${line}: ${message} (${ruleId})` })));
}

if (!isMainThread && workerData?.pages) parentPort.postMessage(validate(workerData.site, workerData.pages));

async function htmlFaults(site) {
  const pages = pagesOf(site);
  const shares = [0, 1].map((share) => pages.filter((_, index) => index % 2 === share));
  const results = await Promise.all(shares.map((share) => new Promise((done, failed) => {
    new Worker(self, { workerData: { site, pages: share } }).on("message", done).on("error", failed);
  })));
  return results.flat();
}

// Links: every address leads to a file of the site and to an id in it. Other hosts may be linked, not loaded.

const decode = (text) => text.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&#39;", "'");
const tag = /<([a-z][a-z0-9]*)((?:\s+[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*\/?>/gi;
const attribute = /\s([^\s=>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/g;
const addressed = new Set(["href", "src", "srcset", "action", "poster", "data"]);

export function read(html) {
  const ids = new Set(), links = [];
  const text = html.replace(/<!--.*?-->/gs, "").replace(/(<(script|style)\b[^>]*>).*?<\/\2>/gs, "$1");
  for (const [, name, attributes] of text.matchAll(tag)) {
    for (const [, key, a, b, c] of attributes.matchAll(attribute)) {
      const value = decode(a ?? b ?? c);
      if (key === "id") ids.add(value);
      if (addressed.has(key)) links.push({ element: name.toLowerCase(), address: value });
    }
  }
  return { ids, links };
}

function linkFaults(site) {
  const files = new Set(filesOf(site));
  const pages = new Map(pagesOf(site).map((page) => [page, read(readFileSync(join(site, page), "utf8"))]));
  const faults = [];
  for (const [page, { links }] of pages) {
    for (const { element, address } of links) {
      const fault = faultOfLink(page, element, address, files, pages);
      if (fault) faults.push({ bar: "links", page, fault: `${fault}: ${address}` });
    }
  }
  return faults;
}

function faultOfLink(page, element, address, files, pages) {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(address)) {
    if (/^(https|mailto|data):/i.test(address)) {
      return element === "a" || element === "meta" || address.startsWith("data:") ? "" : `<${element}> loads from another host`;
    }
    return "an address of an unexpected kind";
  }
  if (address.startsWith("/")) return "an absolute path";
  const [path, id] = address.split("#");
  const plain = decodeURIComponent(path.split("?")[0]);
  let target = plain === "" ? page : posix.join(posix.dirname(page), plain);
  if (target.endsWith("/") || target === ".") target = posix.join(target, "index.html");
  if (target.startsWith("..") || !files.has(target)) return "no such file";
  if (id && pages.has(target) && !pages.get(target).ids.has(decodeURIComponent(id))) return "no such place on that page";
  return "";
}

function sizeFaults(site) {
  const bytes = filesOf(site).reduce((sum, file) => sum + statSync(join(site, file)).size, 0);
  const said = `the site has ${(bytes / 1e6).toFixed(2)} MB, the limit is ${siteLimit / 1e6} MB`;
  return bytes > siteLimit ? [{ bar: "size", page: "", fault: said }] : [];
}

export const staticBars = { html: htmlFaults, links: linkFaults, size: sizeFaults };
