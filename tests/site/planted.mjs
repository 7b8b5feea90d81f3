// Every bar refuses the fault that is planted for it, and nothing in a page that has none.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { dirname, join } from "node:path";
import { tmpdir } from "node:os";
import { browse, said } from "./check.mjs";
import { staticBars, siteLimit } from "./static.mjs";
import { inParallel, launch, pagesOf, sideBySide } from "./tools.mjs";

const style = `body { margin: 0; font: 18px/1.5 serif; color: #222; background: #fff; } main { max-width: 620px; padding: 0 1rem; }
a { color: #14598f; } pre { background: #eee; color: #222; overflow-x: auto; } img { max-width: 100%; height: auto; }
.run-tabs > input { position: absolute; opacity: 0; } .run-panel { display: none; } input:checked + label + .run-panel { display: block; }
.run-tabs > input:focus-visible + label { outline: 2px solid #14598f; }
@media print { header, nav, form, button { display: none; }
  .run-panel { display: block; } details::details-content { content-visibility: visible; } }`;

const drawing = (marks = "") => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 200"><rect width="640" height="200" fill="#fff"/>
<path stroke="rgb(10,95,180)" stroke-width="3" fill="none" d="M0,9 L600,99"/>
<path stroke="rgb(194,65,12)" stroke-width="3" fill="none" d="M0,19 L600,149"/>
<g fill="rgb(10,95,180)" font-size="22"><text x="500" y="80">one</text></g>
<g fill="rgb(194,65,12)" font-size="22"><text x="500" y="160">two</text></g>${marks}</svg>`;

const sentence = "A line of a book is as long as the eye finds its way back from, which is why a page has a margin. ";
const parts = {
  head: `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>A page</title>
    <link rel="icon" href="data:,"><link rel="stylesheet" href="style.css">`,
  skip: `<a href="#text">Skip to the text</a>`,
  heading: `<h1>A page</h1>`,
  text: `<p>${sentence.repeat(8)}</p>`,
  code: `<pre tabindex="0"><span>int x = 1;</span></pre>`,
  figure: `<figure><img src="drawing.svg" alt="Two falling lines." width="640" height="200">
    <figcaption>Two lines.</figcaption></figure>`,
  tabs: `<div class="run-tabs"><input type="radio" name="run" id="one" checked><label for="one">One</label>
    <div class="run-panel">First.</div>
    <input type="radio" name="run" id="two"><label for="two">Two</label><div class="run-panel">Second.</div></div>`,
  fold: `<details><summary>Solution</summary><p>It is folded.</p></details>`,
  end: "",
};

const page = (changes = {}) => {
  const { head, skip, heading, text, code, figure, tabs, fold, end } = { ...parts, ...changes };
  return `<!DOCTYPE html>\n<html lang="en">\n<head>${head}</head>\n<body>\n${skip}\n`
    + `<main id="text" tabindex="-1">\n<section>\n`
    + [heading, text, code, figure, tabs, fold].join("\n") + `\n</section>\n</main>\n${end}\n</body>\n</html>\n`;
};

const sound = { "index.html": page(), "style.css": style, "drawing.svg": drawing() };
const faulty = (changes) => ({ "index.html": page(changes) });
const deeper = (text) => text.replaceAll(/style\.css|drawing\.svg/g, "../../$&");
const chapter = (changes) => ({ "chapters/01-a/index.html": deeper(page(changes)) });
const searching = (script) => `<ul id="search-results"></ul><script>${script}</script>`;
const found = `if (location.search) document.getElementById("search-results").innerHTML = "<li>a page</li>";`;

// [bar, what is wrong, the files that make it so]
const faults = [
  ["html", "an id twice", faulty({ end: `<p id="text">Again.</p>` })],
  ["html", "a list in a paragraph", faulty({ text: "<p><ul><li>No.</li></ul></p>" })],
  ["links", "a link to no page", faulty({ end: `<a href="gone.html">gone</a>` })],
  ["links", "a link to no place", faulty({ end: `<a href="#gone">gone</a>` })],
  ["links", "an absolute path", faulty({ end: `<a href="/index.html">home</a>` })],
  ["links", "a script of another host", faulty({ end: `<script src="https://example.org/x.js"></script>` })],
  ["size", "a site that is too large", { "large.bin": randomBytes(siteLimit) }],
  ["network", "a script of another host", faulty({ end: `<script src="http://127.0.0.1:1/x.js"></script>` })],
  ["network", "a missing image", faulty({ end: `<img src="gone.png" alt="gone">` })],
  ["network", "an error in a script", faulty({ end: `<script>undefined.x</script>` })],
  ["weight", "too many bytes", {
    ...faulty({ end: `<img src="noise.png" alt="noise" width="9" height="9">` }),
    "noise.png": randomBytes(100e3),
  }],
  ["weight", "too many requests", faulty({
    end: Array.from({ length: 30 }, (_, n) => `<img src="drawing.svg?${n}" alt="line" width="9" height="3">`).join(""),
  })],
  ["stillness", "a shifting layout", faulty({
    skip: `${parts.skip}<div id="late"></div>`,
    end: `<script>setTimeout(() => { document.getElementById("late").style.height = "500px"; }, 60)</script>`,
  })],
  ["axe", "faint text", faulty({ text: `<p style="color: #bbb">${sentence}</p>` })],
  ["axeColors", "faint text in the dark", faulty({
    head: `${parts.head}<style>@media (prefers-color-scheme: dark) { body { background: #222; } }</style>`,
  })],
  ["axe", "an image without a text", faulty({ figure: `<figure><img src="drawing.svg" width="640" height="200"></figure>` })],
  ["axe", "faint text in a fold", faulty({ fold: `<details><summary>Solution</summary><p style="color: #ccc">Faint.</p></details>` })],
  ["axe", "a field without a name", faulty({ end: `<form><input type="text" name="q"><button type="submit">Go</button></form>` })],
  ["axeLayout", "a target that is too small", faulty({
    end: `<button type="button" style="position: fixed; top: 9px; left: 200px; width: 9px; height: 9px; padding: 0">a</button>
    <button type="button" style="position: fixed; top: 9px; left: 211px; width: 9px; height: 9px; padding: 0">b</button>`,
  })],
  ["axeLayout", "a target that is too small by touch", faulty({
    head: `${parts.head}<style>button { width: 24px; height: 24px; padding: 0; }
      @media (hover: none) { button { width: 9px; height: 9px; } }</style>`,
    end: `<form><button>a</button> <button>b</button></form>`,
  })],
  ["axeMenu", "a faint menu on the phone", chapter({
    head: `${parts.head}<style>nav { display: none; }
      nav.open { display: block; position: absolute; top: 0; background: #fff; }</style>`,
    end: `<nav aria-label="Chapters" id="menu"><a href="#text" style="color: #ccc">One</a></nav><a class="menu" href="#menu">Menu</a>
    <script>document.querySelector(".menu").onclick = () => document.getElementById("menu").classList.toggle("open");</script>`,
  })],
  ["keyboard", "no skip link", faulty({ skip: "" })],
  ["keyboard", "a stop off the screen", faulty({ end: `<a href="#text" style="position: fixed; left: -999px">hidden</a>` })],
  ["keyboard", "a stop without a mark", faulty({ end: `<a href="#text" style="outline: none">unmarked</a>` })],
  ["keyboard", "a closed menu on the phone that is reached", faulty({
    head: `${parts.head}<style>@media (max-width: 400px) { nav { transform: translateX(-500px); } }</style>`,
    end: `<nav><a href="#text">one</a></nav>`,
  })],
  ["codeContrast", "faint code", faulty({ code: `<pre tabindex="0"><span style="color: #999">int x;</span></pre>` })],
  ["figureContrast", "a faint line", { "drawing.svg": drawing(`<path stroke="#ccc" fill="none" d="M0,0 L9,9"/>`) }],
  ["figureContrast", "a faint label", { "drawing.svg": drawing(`<g fill="#aaa" font-size="22"><text x="9" y="190">faint</text></g>`) }],
  ["figureContrast", "a curve told by its color alone", {
    "drawing.svg": drawing(`<path stroke="rgb(11,122,84)" fill="none" d="M0,0 L9,9"/>`),
  }],
  ["figureSize", "small text in a drawing", {
    "drawing.svg": drawing(`<g fill="#222" font-size="12"><text x="9" y="190">small</text></g>`),
  }],
  ["previews", "a citation without a preview", faulty({
    text: `<p>He et al. <a class="internal" href="#text" title="A paper.">2015</a></p>`,
  })],
  ["notes", "a number without a note", faulty({
    text: `<p>It is <data class="value" value="1" title="A share." data-at="06-he/signal.hpp:42">1</data>.</p>`,
  })],
  ["theme", "no button", chapter({})],
  ["theme", "a button that does nothing", chapter({ end: `<button type="button" class="theme">Theme</button>` })],
  ["fullSize", "a figure that only links", chapter({ figure: `<figure class="plot"><a href="#text">figure</a></figure>` })],
  ["reflow", "a wide box", faulty({ end: `<div style="width: 700px">wide</div>` })],
  ["measure", "long lines", { "style.css": style.replace("620px", "1200px") }],
  ["measure", "short lines", { "style.css": style.replace("620px", "240px") }],
  ["print", "a closed fold", { "style.css": style.replace("details::details-content { content-visibility: visible; }", "") }],
  ["print", "a hidden tab", { "style.css": style.replace(".run-panel { display: block; } details", "details") }],
  ["print", "printed navigation", faulty({ end: `<nav style="display: block !important"><a href="#text">one</a></nav>` })],
  ["plain", "text that needs a script", faulty({
    text: `<p hidden id="late">${sentence}</p>`,
    end: `<script>document.getElementById("late").hidden = false</script>`,
  })],
  ["plain", "tabs that need a script", {
    ...faulty({
      end: `<script>for (const panel of document.querySelectorAll(".run-panel")) panel.style.display = "block";</script>`,
    }),
    "style.css": style.replace("input:checked + label + .run-panel { display: block; }", ""),
  }],
  ["plain", "a dead button", faulty({ end: `<button type="button">Theme</button>` })],
  ["search", "no results", { "search.html": page({ end: searching("") }) }],
  ["search", "a query that ends the script", {
    "search.html": page({ end: searching(`${found} new RegExp(new URLSearchParams(location.search).get("q"));`) }),
  }],
  ["search", "a query that runs", {
    "search.html": page({
      end: `${searching(found)}<div id="echo"></div>
        <script>document.getElementById("echo").innerHTML = new URLSearchParams(location.search).get("q");</script>`,
    }),
  }],
  ["notFound", "a page without style in folders", {
    "404.html": page({ end: `<a href="chapters/index.html">One</a>` }),
    "chapters/index.html": page({ head: parts.head.replace("style.css", "../style.css"), figure: "" }),
  }],
];

function write(files) {
  const site = mkdtempSync(join(tmpdir(), "winit-planted-"));
  for (const [name, content] of Object.entries({ ...sound, ...files })) {
    mkdirSync(dirname(join(site, name)), { recursive: true });
    writeFileSync(join(site, name), content);
  }
  return site;
}

/** What a bar, or all for "sound", finds in a site made of the sound page and the given files. */
async function faultsOf(files, browser, bar) {
  const site = write(files);
  try {
    if (bar in staticBars) return await staticBars[bar](site);
    const own = Object.keys(files).filter((name) => name.endsWith(".html"));
    const pages = own.length > 0 ? own : pagesOf(site);
    return (await browse(site, pages, { browser, count: 1, only: bar })).filter((fault) => fault.bar === bar || !bar);
  } finally {
    rmSync(site, { recursive: true });
  }
}

const browser = await launch();
const problems = (await faultsOf({}, browser)).map((fault) => `a sound page is refused: ${said(fault)}`);
for (const bar of Object.keys(staticBars)) {
  problems.push(...(await faultsOf({}, browser, bar)).map((fault) => `a sound site is refused: ${said(fault)}`));
}
await inParallel(faults, sideBySide, async ([bar, what, files]) => {
  if ((await faultsOf(files, browser, bar)).length === 0) problems.push(`${bar} does not catch ${what}`);
});
await browser.close();
for (const problem of problems) console.log(problem);
console.log(`${faults.length} planted faults, ${problems.length} wrong`);
process.exitCode = problems.length > 0 ? 1 : 0;
