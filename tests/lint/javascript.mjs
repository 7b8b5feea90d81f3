// javascript.mjs ROOT: what eslint says about the scripts of the theme and of the tests. First it must
// refuse what is planted here, and accept what is like it and right.

import { relative, resolve } from "node:path";
import { npm } from "../site/tools.mjs";

const { ESLint } = npm("eslint");
const globals = npm("globals");
const recommended = npm("@eslint/js").configs.recommended.rules;

const rules = {
  ...recommended,
  // Two statements of 70 characters; a longer line hides what it ends with.
  "max-len": ["error", { code: 140 }],
  "no-var": "error",
  "prefer-const": "error",
  eqeqeq: "error",
};
const config = [
  {
    // The theme: classic scripts in a browser, one of them beside Sphinx's own; those of live/ share `winitLive`.
    files: ["docs/**/*.js"],
    languageOptions: { sourceType: "script", globals: { ...globals.browser, Search: "readonly", winitLive: "readonly" } },
    rules: { ...rules, strict: ["error", "global"] },
  },
  {
    // Node drives a browser: what is evaluated in a page speaks of its document, and of what bars.mjs
    // puts there as `winit`.
    files: ["tests/**/*.mjs", "docs/**/*.mjs"],
    languageOptions: { sourceType: "module", globals: { ...globals.node, ...globals.browser, winit: "readonly" } },
    rules,
  },
];

const PLANTED = [
  ["docs/planted.js", '"use strict";\nconst unused = 1;\n', "no-unused-vars"],
  ["docs/planted.js", '"use strict";\nunknown();\n', "no-undef"],
  ["docs/planted.js", '"use strict";\nprocess.exit();\n', "no-undef"],
  ["docs/planted.js", "window.scrollTo(0, 0);\n", "strict"],
  ["tests/planted.mjs", "var old = 1;\nprocess.exit(old);\n", "no-var"],
  ["tests/planted.mjs", "if (process.argv.length == 3) process.exit();\n", "eqeqeq"],
  ["tests/planted.mjs", `process.exit(${"1 + ".repeat(40)}1);\n`, "max-len"],
  ["docs/planted.js", '"use strict";\nwindow.scrollTo(0, 0);\n', undefined],
  ["tests/planted.mjs", "process.exit(1);\n", undefined],
];

const root = resolve(process.argv[2]);
const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: config });
for (const [filePath, text, rule] of PLANTED) {
  const [{ messages }] = await eslint.lintText(text, { filePath });
  if (messages.length !== (rule ? 1 : 0) || messages[0]?.ruleId !== rule) {
    console.error(`planted ${rule ?? "nothing"} in ${JSON.stringify(text)}, found:`, messages);
    process.exitCode = 1;
  }
}

const results = await eslint.lintFiles(["docs/**/*.{js,mjs}", "tests/**/*.mjs"]);
if (results.length < 2) throw new Error("there are scripts, and eslint has not seen them");
for (const { filePath, messages } of results) {
  for (const { line, message, ruleId } of messages) {
    console.error(`${relative(root, filePath)}:${line}: ${message} (${ruleId})`);
    process.exitCode = 1;
  }
}
