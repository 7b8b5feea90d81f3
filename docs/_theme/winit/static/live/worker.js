// What runs beside the page: one instance of a chapter's module, which is a program like any other. It gets its
// arguments, and of a system no more than a clock. The other side of this is live/host.hpp.
"use strict";

// The page makes a Worker of the text of this function: a file of its own could not be opened from disk.
winitLive.work = () => {
  class Ended extends Error {} // the program has said all that it will say
  const BAD_FILE = 8, NOT_SUPPORTED = 52; // errno of WASI

  const run = async ({ module, args, digits, printed }) => {
    let memory, said = 0;
    const bytes = (at, length) => new Uint8Array(memory.buffer, at, length);
    const text = (at, length) => new TextDecoder().decode(bytes(at, length));
    const view = () => new DataView(memory.buffer);
    const encoded = (words) => new TextEncoder().encode(words);
    const hand = (data, at, capacity) => {
      bytes(at, Math.min(capacity, data.length)).set(data.subarray(0, capacity));
      return data.length;
    };
    const tell = (kind, facts) => postMessage({ kind, ...facts });

    const host = {
      digits: (at, capacity) => hand(digits, at, capacity),
      printed: (name, length, at, capacity) => hand(encoded(printed[text(name, length)] ?? ""), at, capacity),
      progress: (part, length, done, steps) => {
        const now = performance.now();
        if (done < steps && now - said < 50) return;
        said = now;
        tell("progress", { part: text(part, length), done, steps });
      },
      result: (at, length) => tell("result", { json: text(at, length) }),
      failed: (at, length, status) => {
        tell("failed", { message: text(at, length), status });
        throw new Ended();
      },
    };
    const words = args.map((word) => encoded(`${word}\0`));
    const system = {
      args_sizes_get: (count, size) => {
        view().setUint32(count, words.length, true);
        view().setUint32(size, words.reduce((sum, word) => sum + word.length, 0), true);
        return 0;
      },
      args_get: (pointers, at) => {
        words.forEach((word, index) => {
          view().setUint32(pointers + 4 * index, at, true);
          bytes(at, word.length).set(word);
          at += word.length;
        });
        return 0;
      },
      environ_sizes_get: (count, size) => {
        view().setUint32(count, 0, true);
        view().setUint32(size, 0, true);
        return 0;
      },
      environ_get: () => 0,
      clock_time_get: (clock, precision, at) => {
        view().setBigUint64(at, BigInt(Math.round(performance.now() * 1e6)), true);
        return 0;
      },
      fd_write: (file, parts, count, written) => { // nobody reads it
        let size = 0;
        for (let part = 0; part < count; ++part) size += view().getUint32(parts + 8 * part + 4, true);
        view().setUint32(written, size, true);
        return 0;
      },
      fd_close: () => 0,
      fd_fdstat_get: () => BAD_FILE,
      fd_prestat_get: () => BAD_FILE,
      proc_exit: () => { throw new Ended(); },
    };
    const missing = { get: (known, name) => known[name] ?? (() => NOT_SUPPORTED) };
    try {
      const { exports } = await WebAssembly.instantiate(module,
        { host, wasi_snapshot_preview1: new Proxy(system, missing) });
      memory = exports.memory;
      exports._start();
      tell("ended");
    } catch (error) {
      if (error instanceof Ended) tell("ended");
      else tell("broken", { memory: error instanceof RangeError, message: String(error.message) });
    }
  };
  onmessage = ({ data }) => run(data);
};
