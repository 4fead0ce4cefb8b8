// Draws specifications with the bundle that pages carry, without a browser:
// node tests/show/compile.js BUNDLE SPEC... prints "SPEC marks wanted" of each,
// and what Vega finds fault with.
"use strict";
const fs = require("fs"), vm = require("vm");

const [bundle, ...files] = process.argv.slice(2);
const context = vm.createContext({ console, setTimeout, clearTimeout, setInterval,
  clearInterval, structuredClone, URL });
try {
  vm.runInContext(fs.readFileSync(bundle, "utf8"), context);
} catch (problem) { // what embeds pictures wants a browser, what draws them does not
  if (!context.vega) throw problem;
}

const draw = vm.runInContext(`(spec, tell) => {
  const logger = vega.logger(vega.Warn);
  logger.warn = (...words) => tell(words.join(" "));
  const view = new vega.View(vega.parse(spec, null, { ast: true }), { renderer: "none",
    logger, expr: vega.expressionInterpreter });
  return view.toSVG();
}`, context);

function countMarks(svg) {
  let n = 0;
  for (const [, , inside] of svg.matchAll(
    /<g class="mark-(rect|rule|symbol|path|text) role-mark[^>]*>(.*?)<\/g>/gs)) {
    n += (inside.match(/<(path|line|text)[ >]/g) || []).length;
  }
  return n;
}

async function drawAll() {
  for (const file of files) {
    const spec = JSON.parse(fs.readFileSync(file, "utf8"));
    const wanted = spec.data.reduce((sum, set) => sum + set.values.length, 0);
    const svg = await draw(spec, words => console.log("fault " + file + ": " + words));
    console.log(file + " " + countMarks(svg) + " " + wanted);
  }
}

drawAll().catch(problem => console.log("fault " + problem.message));
