// What the tests of the site share: the npm modules, the pages of a site, a web server, the browser.

import { createRequire } from "node:module";
import { createServer } from "node:http";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { extname, join, posix, resolve } from "node:path";
import { gzipSync } from "node:zlib";

// The modules are installed below build/, so that nothing is written beside the sources.
const modules = process.env.WINIT_NPM ?? "build/npm/site";
const require = createRequire(join(resolve(modules), "package.json"));

export function npm(name) {
  try {
    return require(name);
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    console.error(`The npm package ${name} is not in ${modules}. ./tutorial test installs it; by hand:`);
    console.error(`  mkdir -p ${modules} && cp tests/site/package*.json ${modules} && npm ci --ignore-scripts --prefix ${modules}`);
    process.exit(1);
  }
}

// Pages, by their kind: a chapter, a page of the library, a source file, another page.

export function kindOf(page) {
  if (/^chapters\/[^/]+\/index\.html$/.test(page)) return "chapter";
  if (page.startsWith("source/")) return "source";
  if (page.startsWith("api/")) return "api";
  return "other";
}

export function filesOf(site) {
  const walk = (folder) => readdirSync(join(site, folder), { withFileTypes: true })
    .flatMap((entry) => entry.isDirectory() ? walk(posix.join(folder, entry.name)) : [posix.join(folder, entry.name)]);
  return walk("").sort();
}

export const pagesOf = (site) => filesOf(site).filter((file) => file.endsWith(".html"));

// A web server, with the site in a folder of the host: an absolute address would miss it.

const types = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
  ".csv": "text/csv", ".woff2": "font/woff2", ".png": "image/png", ".zip": "application/zip",
};
const compressed = new Set([".html", ".css", ".js", ".svg", ".csv"]);
export const folder = "/a/folder/";

/** Serves the site as Pages does: compressed, with 404.html for what is not there; each visit is a first one. */
export async function serve(site) {
  const sizes = new Map(); // address -> bytes on the wire
  const packs = new Map(); // a file is compressed once
  const pack = (file, plain) => {
    if (!packs.has(file)) packs.set(file, gzipSync(plain, { level: 6 }));
    return packs.get(file);
  };
  const answer = (path) => {
    let file = path.startsWith(folder) ? join(site, path.slice(folder.length)) : "";
    if (file && existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    const found = file !== "" && existsSync(file);
    if (!found) file = join(site, "404.html");
    const plain = existsSync(file) ? readFileSync(file) : Buffer.from("not found");
    const packed = compressed.has(extname(file));
    return { status: found ? 200 : 404, type: types[extname(file)] ?? "text/plain", packed,
      body: packed ? pack(file, plain) : plain };
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const { status, type, packed, body } = answer(path);
    sizes.set(path, body.length);
    response.writeHead(status, { "content-type": type, "cache-control": "no-store", ...(packed && { "content-encoding": "gzip" }) });
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { origin: `http://127.0.0.1:${server.address().port}`, sizes, close: () => server.close() };
}

// The browser.

// Without windows where there is a choice: a page opens twice as fast. The program itself, as the script
// around it would outlive a signal.
const places = ["/usr/lib/chromium/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export function browserPath() {
  const path = process.env.CHROMIUM ?? places.find(existsSync);
  if (path && existsSync(path)) return path;
  console.error("Chromium is not on this machine; ./tutorial setup installs it, CHROMIUM=/path names another");
  process.exit(1);
}

export const browserFlags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];

export const launch = () => npm("playwright-core").chromium.launch({ executablePath: browserPath(), args: browserFlags });

/** Pages open at a time: one more than processors, since a page also waits. */
export const sideBySide = 1 + availableParallelism();

/** Runs work(item) on all items, a few at a time, and returns the results in order. */
export async function inParallel(items, count, work) {
  const results = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]);
    }
  };
  await Promise.all(Array.from({ length: count }, worker));
  return results;
}
