// Comfort only: the pages are complete without it.
"use strict";

const page = document.documentElement;
const stored = (key, value) => {
  try {
    if (value === undefined) return localStorage.getItem(key);
    localStorage.setItem(key, value);
  } catch {
    // No storage: the choice lasts as long as the page.
  }
  return null;
};

// Light, dark, or as the system has it. Figures carry a light and a dark drawing.
const themes = ["auto", "light", "dark"];
const button = document.querySelector("button.theme");
const applyTheme = (theme) => {
  page.dataset.theme = theme;
  const media = { auto: "(prefers-color-scheme: dark)", light: "not all", dark: "all" }[theme];
  for (const source of document.querySelectorAll("picture > source")) source.media = media;
  button.querySelector(".which").textContent = theme;
};
applyTheme(themes.includes(page.dataset.theme) ? page.dataset.theme : "auto");
button.addEventListener("click", () => {
  const next = themes[(themes.indexOf(page.dataset.theme) + 1) % themes.length];
  stored("theme", next);
  applyTheme(next);
});

// The menu of a small screen. Without this script its link leads to the chapters, which then show.
const menu = document.querySelector("a.menu");
const setMenu = (open) => {
  page.classList.toggle("menu-open", open);
  menu.setAttribute("aria-expanded", String(open));
};
menu.setAttribute("role", "button");
menu.setAttribute("aria-controls", "book");
setMenu(false);
menu.addEventListener("click", (event) => {
  event.preventDefault();
  setMenu(!page.classList.contains("menu-open"));
});
menu.addEventListener("keydown", (event) => {
  if (event.key !== " ") return;
  event.preventDefault();
  menu.click();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !page.classList.contains("menu-open")) return;
  setMenu(false);
  menu.focus();
});
document.getElementById("book").addEventListener("click", (event) => {
  if (event.target.closest("a")) setMenu(false);
});

// Chapters that were opened on this device carry a tick.
const visited = new Set((stored("visited") || "").split(" ").filter(Boolean));
const here = document.querySelector("article[data-chapter]");
if (here) {
  visited.add(here.dataset.chapter);
  stored("visited", [...visited].join(" "));
}
for (const entry of document.querySelectorAll(".book li[data-chapter]")) {
  if (!visited.has(entry.dataset.chapter)) continue;
  entry.classList.add("visited");
  entry.querySelector("a").insertAdjacentHTML("beforeend", '<span class="unseen"> (visited)</span>');
}

// Copy buttons on code.
if (navigator.clipboard) {
  for (const code of document.querySelectorAll("article .highlight > pre")) {
    const copy = document.createElement("button");
    copy.type = "button";
    copy.className = "copy";
    copy.textContent = "Copy";
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.innerText);
      copy.textContent = "Copied";
      setTimeout(() => { copy.textContent = "Copy"; }, 1500);
    });
    code.before(copy);
  }
}

// What scrolls must be reached by the keyboard; what does not should not be a stop.
const scrolls = (box) => box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
const resized = new ResizeObserver((boxes) => {
  for (const { target } of boxes) {
    if (scrolls(target)) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const box of document.querySelectorAll(".katex-display, .table-box, .highlight pre")) resized.observe(box);

// On paper everything is unfolded.
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
});

// The contents of the page mark the section that is being read.
const marks = new Map();
for (const link of document.querySelectorAll("nav.page a[href^='#']")) {
  const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (section) marks.set(section, link);
}
const seen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) marks.get(target).setAttribute("aria-current", "true");
    else marks.get(target).removeAttribute("aria-current");
  }
}, { rootMargin: "-15% 0px -75% 0px" });
for (const section of marks.keys()) seen.observe(section);

// Previews: what a citation or a symbol refers to, what a number measures. By pointer, focus or touch.
const preview = document.createElement("div");
preview.id = "preview";
preview.setAttribute("role", "tooltip");
preview.hidden = true;
document.querySelector("main").append(preview);
let previewed = null, pending = 0, meaning = "", pinned = false;
const hidePreview = () => {
  clearTimeout(pending);
  preview.hidden = true;
  preview.setAttribute("role", "tooltip");
  preview.removeAttribute("aria-label");
  if (previewed) {
    previewed.title = meaning; // the browser's own tooltip may come back
    previewed.removeAttribute("aria-describedby");
  }
  previewed = null;
  pinned = false;
};
const placePreview = () => {
  const { left, top, bottom } = previewed.getClientRects()[0];
  const { width, height } = preview.getBoundingClientRect();
  const below = bottom + height + 12 < innerHeight;
  preview.style.left = `${scrollX + Math.max(8, Math.min(left, document.documentElement.clientWidth - width - 8))}px`;
  preview.style.top = `${scrollY + (below ? bottom + 6 : Math.max(top - height - 6, 8))}px`;
};
const showPreview = (target) => {
  clearTimeout(pending);
  if (previewed === target) return;
  hidePreview();
  previewed = target;
  preview.textContent = meaning = target.title;
  target.removeAttribute("title");
  target.setAttribute("aria-describedby", "preview");
  preview.hidden = false;
  placePreview();
};
const later = (what, delay) => {
  clearTimeout(pending);
  pending = setTimeout(what, delay);
};
for (const target of document.querySelectorAll("main a.internal[title], main .value[title]")) {
  target.addEventListener("pointerenter", () => { if (!pinned) later(() => showPreview(target), 150); });
  target.addEventListener("pointerleave", () => { if (!pinned) later(hidePreview, 200); });
  target.addEventListener("focus", () => showPreview(target));
  target.addEventListener("blur", hidePreview);
}
preview.addEventListener("pointerenter", () => clearTimeout(pending));
preview.addEventListener("pointerleave", () => { if (!pinned) later(hidePreview, 200); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hidePreview(); });

// A click on a number keeps its preview, and adds how far it may move and the line that computed it.
const tolerance = (by) => by === undefined ? "Repeats to rounding."
  : by === "0" ? "Exact: it may not move at all." : `May move by ${by} between machines.`;
const pinPreview = (number) => {
  if (pinned && previewed === number) return;
  showPreview(number);
  clearTimeout(pending);
  pinned = true;
  const [file, line] = number.dataset.at.split(":");
  const link = document.createElement("a");
  link.href = `${page.dataset.content_root}source/chapters/${file}.html#L${line}`;
  link.textContent = `${file.split("/").pop()}, line ${line}`;
  const source = document.createElement("p");
  source.append(`${tolerance(number.dataset.by)} Computed in `, link, ".");
  preview.append(source);
  preview.setAttribute("role", "dialog");
  preview.setAttribute("aria-label", "About this number");
  number.removeAttribute("aria-describedby");
  placePreview();
};
for (const number of document.querySelectorAll("main .value[data-at]")) {
  number.addEventListener("click", () => { if (!number.closest("a")) pinPreview(number); });
}
document.addEventListener("click", ({ target }) => {
  if (pinned && !target.closest("#preview, .value[data-at]")) hidePreview();
});

// A figure at full size, over the page. Without this script its link opens the drawing.
const full = document.createElement("dialog");
full.className = "full";
full.setAttribute("aria-label", "The figure at full size");
for (const link of document.querySelectorAll("figure.plot > a")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !full.showModal) return;
    event.preventDefault();
    const drawing = link.querySelector("picture:last-child").cloneNode(true); // a live one comes behind the printed one
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Close";
    full.replaceChildren(close, drawing);
    if (!full.isConnected) document.body.append(full);
    full.showModal();
  });
}
full.addEventListener("click", (event) => { if (!event.target.closest("picture")) full.close(); });

// What runs in the page is loaded at its first use: a control, a button, or an address that asks for it.
const running = [...document.querySelectorAll("[data-live] form.live, .check")];
const FIRST = ["input", "click", "submit"];
let wanted = null; // what the reader did last, done again once the scripts are there
const scripts = ["numbers", "worker", "runner", "figure", "check"].map((name) => `_static/live/${name}.js`);
const fetchScript = (address) => new Promise((done, failed) => {
  const script = document.createElement("script");
  script.src = page.dataset.content_root + address;
  script.async = false;
  script.addEventListener("load", done);
  script.addEventListener("error", failed);
  document.head.append(script);
});
const begin = async (then) => {
  const isFirst = wanted === null;
  wanted = then;
  if (!isFirst) return;
  try {
    await Promise.all(scripts.map(fetchScript));
    window.winitLive.begin();
    for (const part of running) for (const kind of FIRST) part.removeEventListener(kind, firstUse);
    wanted();
  } catch {
    wanted = null;
    for (const part of running) {
      part.closest("[data-state]").dataset.state = "failed";
      part.querySelector("[role=status]").textContent = "The live part of this page could not be loaded. Reload the page to try again.";
    }
  }
};
const firstUse = (event) => {
  const { type, target } = event, acts = target.closest("button");
  if (type === "submit") event.preventDefault();
  if (type === "input") begin(() => target.dispatchEvent(new Event("input", { bubbles: true })));
  else if (type === "submit") begin(() => target.requestSubmit());
  else if (acts && acts.type !== "submit") begin(() => acts.click());
};
for (const part of running) for (const kind of FIRST) part.addEventListener(kind, firstUse);
if (running.length > 0 && new URLSearchParams(location.search).has("live")) begin(() => window.winitLive.open());
