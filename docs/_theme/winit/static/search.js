// Sphinx 5 looks words up as properties of plain objects, which have a "constructor" of their own.
"use strict";

const setIndex = Search.setIndex;
Search.setIndex = (index) => {
  const bare = { __proto__: null, hasOwnProperty: Object.prototype.hasOwnProperty };
  for (const part of Object.values(index)) {
    if (typeof part === "object" && !Array.isArray(part)) Object.setPrototypeOf(part, bare);
  }
  setIndex(index);
};
