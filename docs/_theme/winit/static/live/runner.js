// Brings a chapter's module, and runs it in a Worker that can be ended at any time.
"use strict";

{
  const folder = document.currentScript.src.replace(/[^/]*$/, "");
  const RELOAD = "Reload the page to try again.";

  /** A reason not to run, in one sentence for the reader. */
  class Refusal extends Error {}

  const lacking = () => {
    // A function of one instruction with four numbers at once.
    const four = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];
    if (typeof WebAssembly !== "object") return "WebAssembly";
    if (!WebAssembly.validate(new Uint8Array(four))) return "WebAssembly with SIMD";
    if (typeof Worker !== "function") return "Workers";
    return typeof DecompressionStream === "function" ? "" : "DecompressionStream";
  };

  // The scripts of the modules call these; each holds its data as base64 of gzip, which opens from disk, too.
  const arrived = new Map();
  winitLive.module = (slug, pack) => arrived.set(slug, pack);
  winitLive.digits = (pack) => arrived.set("digits", pack);
  const bring = (name) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `${folder}${name}.js`;
    script.addEventListener("load", () => {
      script.remove();
      if (arrived.has(name)) done(arrived.get(name));
      else failed(new Refusal(`What came for the live part is damaged. ${RELOAD}`));
    });
    script.addEventListener("error", () => {
      script.remove();
      failed(new Refusal(`The live part of this page could not be loaded. ${RELOAD}`));
    });
    document.head.append(script);
  });
  const unpacked = async (pack) => {
    const bytes = Uint8Array.from(atob(pack), (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };
  const compiled = async (slug) => {
    const { wasm, printed } = await bring(slug);
    try {
      return { printed, module: await WebAssembly.compile(await unpacked(wasm)) };
    } catch {
      throw new Refusal(`What came for the live part is damaged. ${RELOAD}`);
    }
  };

  // Each once for a page; what failed may be tried again.
  const once = new Map();
  const kept = (name, make) => {
    if (!once.has(name)) {
      once.set(name, make());
      once.get(name).catch(() => once.delete(name));
    }
    return once.get(name);
  };

  /** A chapter that is ready to run: its module, what is printed of it, and the digits. */
  winitLive.chapter = async (slug) => {
    const without = lacking();
    if (without) throw new Refusal(`This browser has no ${without}, so the figures stay as printed.`);
    const [chapter, digits] = await Promise.all([
      kept(slug, () => compiled(slug)), kept("digits", async () => unpacked(await bring("digits")))]);
    return { ...chapter, digits };
  };

  const address = () => URL.createObjectURL(new Blob([`"use strict";(${winitLive.work})()`], { type: "text/javascript" }));
  const MEMORY = "These sizes need more memory than a page has; choose smaller ones.";
  const reason = ({ message, status }) => {
    if (message === "std::bad_alloc" || /needs? more memory/.test(message)) return MEMORY;
    return status === 2 ? `${message}.` : `The run ended without a result: ${message}.`;
  };

  /** One run at a time of a chapter's program, in a Worker of its own. */
  winitLive.Runner = class {
    #worker = null;
    #end = null; // of the run that is under way

    /** Runs with these arguments; tells progress, and gives the result or throws a Refusal. Null: it was stopped.
        Marks go to the module beside what is printed: a guess. */
    async run(slug, args, onProgress, marks = {}) {
      this.stop();
      let stopped = false;
      const end = new Promise((done) => { this.#end = () => { stopped = true; done(null); }; });
      return Promise.race([end, this.#result(slug, args, onProgress, () => stopped, marks)]);
    }

    stop() {
      this.#worker?.terminate();
      this.#worker = null;
      this.#end?.();
      this.#end = null;
    }

    async #result(slug, args, onProgress, isStopped, marks) {
      const { module, digits, printed } = await winitLive.chapter(slug);
      if (isStopped()) return null;
      onProgress(null);
      const url = address(), worker = new Worker(url);
      this.#worker = worker;
      try {
        return await new Promise((done, failed) => {
          let result = null;
          const broken = (why) => failed(new Refusal(`The run broke off: ${why}.`));
          const hear = {
            progress: onProgress,
            result: ({ json }) => { result = JSON.parse(json); },
            failed: (facts) => failed(new Refusal(reason(facts))),
            broken: ({ memory, message }) => memory ? failed(new Refusal(MEMORY)) : broken(message),
            ended: () => result ? done(result) : failed(new Refusal("The run ended without a result.")),
          };
          worker.addEventListener("message", ({ data }) => {
            try {
              hear[data.kind](data);
            } catch (error) {
              broken(error.message);
            }
          });
          worker.addEventListener("error", (event) => { event.preventDefault(); broken(event.message ?? "no Worker could start"); });
          worker.addEventListener("messageerror", () => broken("the Worker could not be heard"));
          const csv = Object.fromEntries(Object.entries(printed.series).map(([name, series]) => [name, series.csv]));
          worker.postMessage({ module, args: [slug, ...args], digits, printed: { ...csv, ...marks } });
        });
      } finally {
        worker.terminate(); // an instance is used once
        URL.revokeObjectURL(url);
        if (this.#worker === worker) this.#worker = this.#end = null;
      }
    }
  };

  winitLive.sentenceOf = (error) => error instanceof Refusal ? error.message : `The run broke off: ${error.message}.`;
}
