// Numbers of a run in words: as docs/winit_site/facts/number_format.py shows them on the pages.
"use strict";

window.winitLive = {}; // the first of these scripts

{
  const NARROW = "\u202f", MINUS = "\u2212";
  const raised = (exponent) => [...String(exponent)].map((sign) => sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[sign]).join("");
  const signed = (text) => /^-[0.]*$/.test(text) ? text.slice(1) : text.replaceAll("-", MINUS);
  const grouped = (text) => {
    const [, minus, whole, rest] = /^(-?)(\d+)(.*)$/.exec(text);
    return minus + (whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, NARROW) : whole) + rest;
  };
  const MOST_FIXED = 1e21; // from here on toFixed() writes an exponent
  const scientific = (number, decimals) => {
    if (number === 0) return "0";
    const [mantissa, exponent] = number.toExponential(decimals).split("e");
    return `${signed(mantissa)}×10${raised(Number(exponent))}`;
  };
  const fixed = (number, decimals) => Math.abs(number) < MOST_FIXED ? signed(grouped(number.toFixed(decimals))) : scientific(number, 1);
  const percent = (number, decimals) => `${fixed(100 * number, decimals)}${NARROW}%`;
  const significant = (number, digits) => {
    if (number === 0) return "0";
    const exponent = Number(number.toExponential(digits - 1).split("e")[1]);
    if (exponent < -4 || exponent >= 6) return scientific(number, digits - 1);
    return fixed(Number(number.toPrecision(digits)), Math.max(digits - 1 - exponent, 0));
  };
  const atMost = (number, digits) => {
    for (let fewer = 1; fewer < digits; ++fewer) {
      if (Number(number.toPrecision(fewer)) === number) return significant(number, fewer);
    }
    return significant(number, digits);
  };
  const plain = (number) => Number.isInteger(number) && Math.abs(number) < 1e6 ? fixed(number, 0) : atMost(number, 4);

  /** A number as an author's format says; without one, whole or with at most four digits. */
  winitLive.show = (number, format = "") => {
    if (number === null || !Number.isFinite(number)) return "not finite";
    const [kind, count] = format.trim().split(/\s+/);
    if (!kind) return plain(number);
    if (/^\d+$/.test(kind)) return significant(number, Number(kind));
    if (kind === "fixed") return fixed(number, Number(count));
    if (kind === "percent") return percent(number, Number(count ?? 0));
    if (kind === "sci") return scientific(number, Number(count ?? 1));
    if (kind === "power") return number > 0 ? `10${raised(Math.round(Math.log10(number)))}` : plain(number);
    return fixed(number, 0);
  };

  /** A sentence with the values of a run in its braces. */
  winitLive.fill = (sentence, values) => sentence.replace(/\{([^{}|]+)(?:\|([^{}]*))?\}/g,
    (_, name, format) => values[name] ? winitLive.show(values[name].value, format) : "?");

  /** How far a value of the chapter may lie from the committed one: tests/golden/compare.py. */
  winitLive.agrees = (value, { value: golden, relative, absolute }) =>
    Object.is(value, golden) || Math.abs(value - golden) <= Math.max(absolute, relative * Math.abs(golden));
}
