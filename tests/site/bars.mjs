// Bars that need a browser. Each takes an open page and returns its faults, one line each.

import { npm } from "./tools.mjs";

export const weights = { chapter: 150e3, other: 90e3 }; // bytes on the wire at the first load
export const requestLimit = 25;
export const shiftLimit = 0.02;
export const lineLength = [45, 80]; // characters
export const figureText = 9; // CSS px on a phone

const axeSource = npm("axe-core").source;
const axeRules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What was changed is on the screen: styles and folds take hold at the next frame. */
export const drawn = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

// What was loaded.

export const network = async (page, seen) => [
  ...seen.foreign.map((address) => `loads from another host: ${address}`),
  ...seen.failed.map((address) => `failed request: ${address}`),
  ...seen.errors.map((message) => `console: ${message}`),
];

export const weight = async (page, seen) => {
  const limit = weights[seen.kind] ?? weights.other;
  const said = `${(seen.bytes / 1000).toFixed(1)} KB, the limit is ${limit / 1000}`;
  return [
    ...(seen.bytes > limit ? [said] : []),
    ...(seen.requests > requestLimit ? [`${seen.requests} requests, the limit is ${requestLimit}`] : []),
  ];
};

// Whether what was read stays where it was. Speed in milliseconds is for ./tutorial bench site: a test
// must not depend on what else the machine does.

const layoutShift = () => new Promise((done) => {
  let shift = 0;
  const add = (list) => list.getEntries().forEach((entry) => { if (!entry.hadRecentInput) shift += entry.value; });
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(shift), 50);
});

export const stillness = async (page) => {
  const shift = await page.evaluate(layoutShift);
  return shift > shiftLimit ? [`layout shift ${shift.toFixed(3)}, the limit is ${shiftLimit}`] : [];
};

// Accessibility.

async function axeFaults(page, type, values, part = "html") {
  if (!await page.evaluate("typeof axe === 'object'")) await page.evaluate(axeSource);
  const found = await page.evaluate(async ([runOnly, context]) => {
    const { violations } = await axe.run(context, { runOnly, resultTypes: ["violations"], elementRef: true, ancestry: false });
    return violations.map(({ id, help, nodes }) => ({ id, help, where: nodes
      .filter(({ element }) => id !== "empty-table-header" || !element.querySelector("math")) // axe does not read MathML
      .map(({ target, failureSummary }) => `${target.join(" ")} (${failureSummary.split("\n").at(-1).trim()})`) }));
  }, [{ type, values }, part]);
  return found.flatMap(({ id, help, where }) => where.slice(0, 3).map((place) => `${id}: ${help}: ${place}`));
}

export const axe = (page) => axeFaults(page, "tag", axeRules);

export const axeMenu = (page) => axeFaults(page, "tag", axeRules, "nav");

/** The rules that a change of colors can break. */
export const axeColors = (page) => axeFaults(page, "rule", ["color-contrast", "link-in-text-block"]);

/** The rules that a change of places and sizes can break. */
export const axeLayout = (page) => axeFaults(page, "rule", [
  "target-size", "scrollable-region-focusable", "avoid-inline-spacing", "meta-viewport"]);

/** What the keyboard can reach is on the screen and shows that it has the focus. */
export const keyboard = async (page) => {
  await page.evaluate(() => { // begin at the top, wherever the focus was
    const start = document.createElement("span");
    start.tabIndex = -1;
    document.body.prepend(start);
    start.focus();
    start.remove();
    scrollTo(0, 0);
  });
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => {
    const link = document.activeElement, goal = document.getElementById(link.hash?.slice(1));
    const { top, left } = link.getBoundingClientRect();
    return link.matches("a[href^='#']") && goal && goal.closest("main, [role=main]") && top >= 0 && left >= 0;
  });
  const faults = first ? [] : ["the first stop is not a skip link that shows and leads to the text"];
  return faults.concat(await page.evaluate(() => {
    const found = [];
    const name = (stop) => `${stop.tagName.toLowerCase()} "${(stop.textContent || stop.id).trim().replace(/\s+/g, " ").slice(0, 40)}"`;
    for (const stop of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")) {
      if (stop.tabIndex > 0) found.push(`${name(stop)} jumps the queue`);
      if (stop.tabIndex < 0 || stop.disabled) continue;
      stop.focus();
      if (document.activeElement !== stop) continue; // not rendered: no stop
      const shown = stop.matches("input[type=radio]") && stop.labels.length ? stop.labels[0] : stop;
      const boxes = [...shown.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
      if (!boxes.some(({ top, bottom, left, right }) => bottom > 0 && top < innerHeight && right > 0 && left < innerWidth)) {
        found.push(`${name(stop)} takes the focus off the screen`);
      }
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(shown);
      if ((outlineStyle === "none" || outlineWidth === "0px") && boxShadow === "none") found.push(`${name(stop)} shows no focus`);
      for (let box = stop; box; box = box.parentElement) {
        if (getComputedStyle(box).opacity === "0" && box !== stop) found.push(`${name(stop)} is invisible`);
      }
    }
    document.activeElement.blur();
    scrollTo(0, 0);
    return found.slice(0, 5);
  }));
};

// Contrast.

/** Colors as numbers, and the contrast of two; used inside the page. */
const colorTools = () => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgba = (color) => {
    if (!known.has(color)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      known.set(color, [...canvas.getImageData(0, 0, 1, 1).data]);
    }
    return known.get(color);
  };
  const luminance = (color) => {
    const [r, g, b] = rgba(color).slice(0, 3).map((x) => x / 255).map((x) => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const background = (element) => {
    for (let box = element; box; box = box.parentElement) {
      const { backgroundColor } = getComputedStyle(box);
      if (rgba(backgroundColor)[3] === 255) return backgroundColor;
    }
    return "white";
  };
  window.winit = { rgba, contrast, background };
};

export const codeContrast = async (page) => {
  await page.evaluate(colorTools);
  return page.evaluate(() => {
    const found = new Set();
    for (const part of document.querySelectorAll("pre, pre *, code")) {
      if (![...part.childNodes].some((child) => child.nodeType === 3 && child.data.trim())) continue;
      const ink = getComputedStyle(part).color, paper = winit.background(part);
      const contrast = winit.contrast(ink, paper);
      if (contrast < 4.5) found.add(`code .${part.className} has a contrast of ${contrast.toFixed(2)}: ${ink} on ${paper}`);
    }
    return [...found];
  });
};

/** Lines and text of the drawings, in the scheme that shows; and that no curve is known by its color alone. */
export const figureContrast = async (page) => {
  await page.evaluate(colorTools);
  return page.evaluate(async () => {
    const found = [];
    for (const image of document.querySelectorAll("figure img")) {
      image.loading = "eager";
      await image.decode();
      const drawing = new DOMParser().parseFromString(await (await fetch(image.currentSrc)).text(), "image/svg+xml");
      const name = image.currentSrc.split("/").at(-1);
      const ground = drawing.querySelector("rect[fill]:not([id])")?.getAttribute("fill") ?? winit.background(image);
      const given = (element, key) => element.closest(`[${key}]`)?.getAttribute(key) ?? "";
      const strokes = new Set(), inks = new Set(), marked = new Set();
      for (const path of drawing.querySelectorAll("path[stroke]:not(.gridline, defs path)")) strokes.add(path.getAttribute("stroke"));
      for (const text of drawing.querySelectorAll("text")) inks.add(given(text, "fill"));
      for (const mark of drawing.querySelectorAll("use:not(defs use)")) marked.add(given(mark, "color"));
      for (const [colors, limit, what] of [[strokes, 3, "line"], [inks, 4.5, "text"]]) {
        for (const color of colors) {
          const contrast = winit.contrast(color, ground);
          const halo = winit.rgba(color).join() === winit.rgba(ground).join();
          if (!halo && contrast < limit) found.push(`${name}: a ${what} in ${color} has a contrast of ${contrast.toFixed(2)}`);
        }
      }
      const same = (a, b) => winit.rgba(a).join() === winit.rgba(b).join();
      const colorful = [...strokes].filter((color) => {
        const [r, g, b] = winit.rgba(color);
        return Math.max(r, g, b) - Math.min(r, g, b) > 60;
      });
      if (colorful.length > 1) {
        for (const color of colorful) {
          if (![...inks, ...marked].some((other) => other && same(other, color))) {
            found.push(`${name}: only its color tells the curve in ${color}`);
          }
        }
      }
    }
    return found;
  });
};

// Layout.

export const reflow = async (page) => page.evaluate(() => {
  const wide = document.documentElement.scrollWidth;
  if (wide <= innerWidth) return [];
  const scrolls = (box) => box && (/auto|scroll|hidden|clip/.test(getComputedStyle(box).overflowX) || scrolls(box.parentElement));
  const culprits = [...document.body.querySelectorAll("*")]
    .filter((box) => box.getBoundingClientRect().right > innerWidth + 1 && !scrolls(box.parentElement))
    .map((box) => `${box.tagName.toLowerCase()}.${box.className}`);
  return [`the page is ${wide} px wide at ${innerWidth} px: ${culprits.slice(0, 3).join(", ")}`];
});

export const figureSize = async (page) => page.evaluate(async (limit) => {
  const found = [];
  for (const image of document.querySelectorAll("figure img")) {
    const drawing = new DOMParser().parseFromString(await (await fetch(image.currentSrc || image.src)).text(), "image/svg+xml");
    const width = drawing.documentElement.getAttribute("viewBox")?.split(" ")[2] ?? image.width;
    const scale = image.getBoundingClientRect().width / Number(width);
    const sizes = [...drawing.querySelectorAll("text, tspan")].filter((text) => text.textContent.trim())
      .map((text) => parseFloat(text.closest("[font-size]")?.getAttribute("font-size") ?? "16"));
    const least = Math.min(...sizes) * scale;
    if (least < limit) found.push(`${image.src.split("/").at(-1)}: text of ${least.toFixed(1)} px, the least is ${limit}`);
  }
  return found;
}, figureText);

export const measure = async (page) => page.evaluate(([least, most]) => {
  const lengths = [];
  const long = (text) => text.textContent.length > 200 && !text.querySelector(".katex");
  for (const text of [...document.querySelectorAll("main section > p")].filter(long).slice(0, 6)) {
    const range = document.createRange();
    range.selectNodeContents(text);
    const lines = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom / 12)));
    const last = [...range.getClientRects()].at(-1), box = text.getBoundingClientRect();
    const part = (last.right - box.left) / box.width;
    lengths.push(text.textContent.replace(/\s+/g, " ").trim().length / (lines.size - 1 + part));
  }
  if (lengths.length === 0) return [];
  const length = lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)];
  return length < least || length > most ? [`lines of ${length.toFixed(0)} characters, ${least} to ${most} are good`] : [];
}, lineLength);

/** On paper: what was folded is open, all tabs show, nothing to click is left. */
export const print = async (page) => {
  await page.emulateMedia({ media: "print" });
  await drawn(page);
  const found = await page.evaluate(() => {
    const shows = (element) => element.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true });
    const faults = [];
    for (const inside of document.querySelectorAll("details > :not(summary)")) if (!shows(inside)) faults.push("a fold stays closed");
    for (const panel of document.querySelectorAll(".run-panel")) if (!shows(panel)) faults.push("a tab stays hidden");
    for (const part of document.querySelectorAll("nav, header, button, input, select, textarea")) {
      if (shows(part)) faults.push(`<${part.tagName.toLowerCase()}> is printed`);
    }
    return [...new Set(faults)];
  });
  await page.emulateMedia({ media: "screen" });
  return found;
};

export const unfold = (page) => page.evaluate(() => { for (const fold of document.querySelectorAll("details")) fold.open = true; });

// Without JavaScript, and from a folder on disk.

/** What a citation, a symbol or a number means: at the focus and at the pointer, and gone by Escape. */
export const previews = async (page) => {
  const faults = [];
  const targets = await page.$$("main a.internal[title], main .value[title]");
  for (const target of targets.length > 1 ? [targets[0], targets.at(-1)] : targets) {
    if (!await target.isVisible()) continue;
    const meaning = await target.getAttribute("title");
    const shows = () => page.waitForFunction((text) => [...document.querySelectorAll("[role=tooltip]")]
      .some((tip) => tip.checkVisibility() && tip.textContent === text), meaning, { timeout: 2000 }).then(() => true, () => false);
    await target.hover();
    if (!await shows()) faults.push(`no preview at the pointer: ${meaning}`);
    await page.mouse.move(0, 0);
    await page.waitForSelector("[role=tooltip]", { state: "hidden", timeout: 2000 }).catch(() => faults.push("a preview stays"));
    if (await target.evaluate((element) => { element.focus(); return document.activeElement === element; })) {
      if (!await shows()) faults.push(`no preview at the focus: ${meaning}`);
      await page.keyboard.press("Escape");
      if (await page.locator("[role=tooltip]:visible").count() > 0) faults.push("Escape does not close the preview");
      await page.evaluate(() => document.activeElement.blur());
    }
  }
  return faults;
};

/** A click on a number: its meaning, its tolerance and a link to a line that exists; Escape closes it, and no stop is added. */
export const notes = async (page) => {
  const faults = [];
  const numbers = await page.$$("main .value[data-at]");
  for (const number of numbers.length > 1 ? [numbers[0], numbers.at(-1)] : numbers) {
    if (!await number.isVisible()) continue;
    const meaning = await number.getAttribute("title") ?? "";
    if (await number.evaluate((element) => element.tabIndex >= 0)) faults.push(`a number is a stop of the keyboard: ${meaning}`);
    await number.click();
    const note = await page.waitForFunction((text) => [...document.querySelectorAll("[role=dialog]")]
      .find((box) => box.checkVisibility() && box.textContent.startsWith(text)), meaning, { timeout: 2000 }).catch(() => null);
    if (!note) {
      faults.push(`a click shows no note: ${meaning}`);
      continue;
    }
    const { words, address, inside } = await note.evaluate((box) => {
      const { left, right } = box.getBoundingClientRect();
      return {
        words: box.textContent, address: box.querySelector("a")?.href ?? "",
        inside: left >= 0 && right <= document.documentElement.clientWidth,
      };
    });
    if (!/rounding|exact|may move by/i.test(words)) faults.push(`a note without a tolerance: ${words}`);
    if (!inside) faults.push(`a note leaves the page: ${words}`);
    const [file, line] = address.split("#");
    const source = file ? await page.evaluate((place) => fetch(place).then((found) => found.ok ? found.text() : ""), file) : "";
    if (!line || !source.includes(`id=${line}>`)) faults.push(`a note leads to no line: ${address}`);
    await page.keyboard.press("Escape");
    if (await note.evaluate((box) => box.checkVisibility())) faults.push("Escape does not close a note");
  }
  return faults;
};

/** The button for light and dark: the page follows, and its drawings. */
export const theme = async (page) => {
  const button = page.locator("button.theme");
  if (await button.count() === 0) return ["no button for the theme"];
  const state = () => page.evaluate(async () => {
    const image = document.querySelector("figure.plot img");
    await image?.decode().catch(() => null); // on a busy machine the other drawing takes its time
    return [getComputedStyle(document.body).backgroundColor, image?.currentSrc ?? ""].join();
  });
  const seen = new Set();
  for (let click = 0; click < 3; ++click) {
    await button.click();
    seen.add(await state());
  }
  return seen.size === 2 ? [] : [`three clicks show ${seen.size} looks instead of two`];
};

/** A click on a figure shows it at full size, and Escape closes it. */
export const fullSize = async (page) => {
  const figure = page.locator("figure.plot > a").first();
  if (await figure.count() === 0) return [];
  await figure.click();
  const dialog = page.locator("dialog[open] img");
  if (await dialog.count() !== 1) return ["a click does not show the figure at full size"];
  await page.keyboard.press("Escape");
  return await dialog.count() === 0 ? [] : ["Escape does not close the figure"];
};

/** Everything of a chapter is there: what is hidden opens by a click. */
export const plain = async (page) => {
  const faults = await page.evaluate(async () => {
    const found = [];
    const shows = (element) => element.getClientRects().length > 0;
    for (const kind of [".katex", "pre", "figure", ".claim", "main p"]) {
      for (const part of document.querySelectorAll(`main ${kind.replace("main ", "")}`)) {
        if (part.closest("details, .run-panel, .unseen")) continue;
        if (!shows(part)) { found.push(`${kind} does not show`); break; }
      }
    }
    for (const image of document.querySelectorAll("figure img")) {
      image.loading = "eager";
      await image.decode().catch(() => found.push(`no drawing: ${image.getAttribute("src")}`));
    }
    for (const button of document.querySelectorAll("button:not([type=submit])")) {
      if (shows(button)) found.push(`a button that does nothing: ${button.textContent}`);
    }
    return found;
  });
  for (const tab of await page.$$(".run-tabs > label")) {
    await tab.click();
    const open = await tab.evaluate((label) => label.nextElementSibling.getClientRects().length > 0);
    if (!open) faults.push("a tab does not open");
  }
  for (const summary of await page.$$("details > summary")) {
    if (!await summary.isVisible()) continue;
    await summary.click();
    const open = await summary.evaluate((head) => [...head.parentElement.children].slice(1)
      .every((part) => part.checkVisibility({ contentVisibilityAuto: true })));
    if (!open) faults.push("a fold does not open");
  }
  return faults;
};

// The search takes anything.

export const queries = ["variance", "", " ", "\"", "'", "<script>window.broken = 1</script>", "<img src=x onerror='window.broken = 1'>",
  "(", "[a-", "*", "\\", "%", "%E0%A4%A", "a".repeat(5000), "he_normal(", "__proto__", "constructor",
  "\u{1F600}\u0000", "-variance", "$^.|?+{2}"];

export const search = async (page, seen) => {
  const faults = [];
  const results = page.locator("#search-results li");
  for (const query of queries) {
    const before = seen.errors.length;
    await page.goto(`${seen.base}search.html?q=${encodeURIComponent(query)}`, { waitUntil: "load" });
    await page.waitForTimeout(120);
    if (query === "variance") {
      await results.first().waitFor({ timeout: 5000 }).catch(() => faults.push("no result for a common word"));
    }
    if (seen.errors.length > before) faults.push(`"${query.slice(0, 30)}": ${seen.errors.at(-1)}`);
    if (await page.evaluate("window.broken")) faults.push(`"${query}" was run`);
  }
  return faults;
};

/** Whatever address was asked for, the page for unknown ones has its style and its links. */
export const notFound = async (page, seen) => {
  const faults = [];
  const gone = ["gone.html", "chapters/99-gone/", "chapters/06-he/gone/index.html", "source/a/b/c/d.html",
    "no/such/place/at/all"];
  for (const address of gone) {
    await page.goto(seen.base + address, { waitUntil: "load" });
    await page.waitForTimeout(200);
    const { links, form, styled } = await page.evaluate(() => ({
      links: [...document.querySelectorAll("a[href]")].map(({ href }) => href),
      form: document.querySelector("form")?.action ?? "",
      styled: getComputedStyle(document.body).fontFamily !== getComputedStyle(document.createElement("p")).fontFamily
        && getComputedStyle(document.body).margin === "0px",
    }));
    if (!styled) faults.push(`${address}: no style`);
    if (!links.some((link) => link.includes("/chapters/"))) faults.push(`${address}: no way to a chapter`);
    for (const link of new Set([...links, form])) {
      if (link === "" || link.includes("#")) continue;
      const answer = await page.request.get(link);
      if (answer.status() !== 200) { faults.push(`${address}: a link leads to ${new URL(link).pathname}, which is not there`); break; }
    }
  }
  return faults;
};
