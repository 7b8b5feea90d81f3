// agree.mjs PROGRAM MODULE DIGITS: does a chapter's module, run as its page runs it, give the values and the
// tables of the program? Both with --quick, each number within its own tolerance. Then faults are planted.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { performance } from "node:perf_hooks";
import vm from "node:vm";

const [program, file, digitsFile] = process.argv.slice(2);
const slug = basename(program);
const workerFile = join(import.meta.dirname, "../../docs/_theme/winit/static/live/worker.js");

/** Runs a module with the page's own Worker; what it posts, to its end. */
const run = async (module, args) => {
  const posted = [];
  const page = { winitLive: {} };
  vm.runInNewContext(readFileSync(workerFile, "utf8"), page);
  const worker = vm.createContext({ WebAssembly, TextDecoder, TextEncoder, performance, Proxy,
    postMessage: (message) => posted.push(message) });
  vm.runInContext(`var onmessage; (${page.winitLive.work})()`, worker);
  await worker.onmessage({ data: { module, args, digits: readFileSync(digitsFile), printed: {} } });
  return posted;
};

const resultOf = (posted) => JSON.parse(posted.find(({ kind }) => kind === "result")?.json ?? "null");

// Tolerances are stated for the ordinary run. --quick trains fewer networks, whose means differ by more.
const FEWER = 3;
const allowed = (number, { relative, absolute }) => {
  const stated = Math.max(absolute, relative * Math.abs(number));
  return absolute > 1e-3 ? FEWER * stated : stated;
};

/** All faults of a result beside the program's. */
const compare = (result, expected, tables) => {
  const faults = [];
  const differs = (a, b, tolerance) => !(Math.abs(a - b) <= allowed(b, tolerance));
  for (const [name, value] of Object.entries(expected.values)) {
    const found = result.values[name];
    if (!found) faults.push(`no value ${name}`);
    else if (differs(found.value, value.value, value)) faults.push(`${name}: ${found.value}, the program has ${value.value}`);
  }
  for (const name of Object.keys(expected.series)) {
    const found = result.series[name];
    if (!found) faults.push(`no series ${name}`);
    else {
      const shape = (text) => text.trimEnd().split("\n").map((row) => row.split(",").length).join(" ");
      if (shape(found.csv) !== shape(tables[name])) faults.push(`${name}: another table`);
      for (const scheme of ["light", "dark"]) {
        const drawing = found[scheme];
        if (!/^<svg[^>]* viewBox=/.test(drawing) || /NaN|inf/.test(drawing)) faults.push(`${name}: no ${scheme} drawing`);
      }
    }
  }
  return faults;
};

const folder = mkdtempSync(join(tmpdir(), "agree-"));
try {
  execFileSync(program, ["--quick", "--no-figures", "--out", folder], { stdio: "pipe" });
  const expected = JSON.parse(readFileSync(join(folder, "values.json")));
  const tables = Object.fromEntries(readdirSync(folder).filter((name) => name.endsWith(".csv"))
    .map((name) => [name.slice(0, -4), readFileSync(join(folder, name), "utf8")]));

  const module = await WebAssembly.compile(readFileSync(file));
  const posted = await run(module, [slug, "--quick"]), result = resultOf(posted);
  if (!result) throw new Error(`no result: ${JSON.stringify(posted.slice(-2))}`);
  const faults = compare(result, expected, tables);

  const planted = structuredClone(result), first = Object.keys(planted.values)[0];
  planted.values[first].value = planted.values[first].value * 1.01 + 1;
  const seen = compare(planted, expected, tables).some((fault) => fault.startsWith(`${first}:`));
  if (!seen) faults.push("a planted value was not seen");
  for (const [args, words] of [[["--seed", "x"], "--seed must be"], [["--no-such"], "unknown argument '--no-such'"],
    [["--only", "no_such"], "no_such"], [["--help"], "--help"]]) {
    const said = (await run(module, [slug, ...args])).find(({ kind }) => kind === "failed");
    if (said?.status !== 2 || !said.message.includes(words)) faults.push(`${args.join(" ")}: ${JSON.stringify(said)}`);
  }
  const values = Object.keys(expected.values).length, series = Object.keys(expected.series).length;
  console.log(`${slug}: ${values} values, ${series} series, ${faults.length} faults`);
  for (const fault of faults) console.log(`  ${fault}`);
  process.exitCode = faults.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}
