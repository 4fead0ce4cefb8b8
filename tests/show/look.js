// What a browser makes of pages: node tests/show/look.js WIDTH FILE... prints
// lines "name value" about each, "page FILE" first. Speaks to Chromium through
// two pipes, with nothing but node itself.
"use strict";
const { spawn } = require("child_process");
const fs = require("fs"), os = require("os"), path = require("path"), zlib = require("zlib");

const width = Number(process.argv[2]), files = process.argv.slice(3);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "look-"));
const browser = spawn("chromium", ["--headless", "--no-sandbox", "--disable-gpu",
  "--no-first-run", "--hide-scrollbars", "--user-data-dir=" + folder,
  "--remote-debugging-pipe", "about:blank"],
{ stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
const asked = new Map(), waiting = {};
let last = 0, held = "", told = [];

function say(name, value) { console.log(name + " " + value); }

function leave(status) {
  browser.kill("SIGKILL");
  setTimeout(() => {
    fs.rmSync(folder, { recursive: true, force: true });
    process.exit(status);
  }, 200);
}

function send(method, params, sessionId) {
  const id = ++last;
  browser.stdio[3].write(JSON.stringify({ id, method, params: params || {}, sessionId }) + "\0");
  return new Promise((done, fail) => asked.set(id, { done, fail, method }));
}

browser.stdio[4].on("data", bytes => {
  held += bytes;
  const parts = held.split("\0");
  held = parts.pop();
  for (const part of parts) {
    const said = JSON.parse(part), wanted = asked.get(said.id);
    if (wanted && said.error) wanted.fail(new Error(wanted.method + ": " + said.error.message));
    else if (wanted) wanted.done(said.result);
    else {
      told.push(said);
      if (waiting[said.method]) waiting[said.method](said.params);
    }
  }
});
browser.on("error", () => { say("missing", "chromium"); process.exit(0); });
setTimeout(() => { say("fault", "no answer within a minute each"); leave(0); },
  60000 * files.length);

// How many colours a picture has: 1 is blank.
function countColours(png) {
  const parts = [];
  let w = 0, h = 0, step = 0;
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const type = png.toString("latin1", at + 4, at + 8), from = at + 8;
    if (type === "IHDR") {
      w = png.readUInt32BE(from), h = png.readUInt32BE(from + 4);
      step = png[from + 9] === 6 ? 4 : 3;
    }
    if (type === "IDAT") parts.push(png.subarray(from, from + png.readUInt32BE(at)));
  }
  const raw = zlib.inflateSync(Buffer.concat(parts)), line = w * step;
  const seen = new Set();
  let above = Buffer.alloc(line);
  for (let y = 0; y < h; y++) {
    const kind = raw[y * (line + 1)], row = Buffer.from(raw.subarray(y * (line + 1) + 1,
      (y + 1) * (line + 1)));
    for (let x = 0; x < line; x++) {
      const a = x < step ? 0 : row[x - step], b = above[x], c = x < step ? 0 : above[x - step];
      const p = a + b - c, pa = Math.abs(p - a), pb = Math.abs(p - b), pc = Math.abs(p - c);
      const paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
      row[x] += [0, a, b, (a + b) >> 1, paeth][kind];
    }
    for (let x = 0; x < line; x += step) seen.add(row.readUIntBE(x, 3));
    above = row;
  }
  return seen.size;
}

// In the page: what each figure is made of, and whether anything is too wide.
function census() {
  const figures = Array.from(document.querySelectorAll("figure[data-spec]"));
  const data = JSON.parse(document.getElementById("data").textContent);
  return {
    figures: figures.length,
    live: figures.filter(f => f.classList.contains("live")).length,
    unequal: figures.filter(f => {
      const wanted = data.specs[f.dataset.drawn].data.reduce((n, set) => n + set.values.length, 0);
      const marks = f.querySelectorAll(".answering svg .mark-rect path, " +
        ".answering svg .mark-rule line, .answering svg .mark-symbol path, " +
        ".answering svg .mark-path path, .answering svg .mark-text text");
      return !f.querySelector(".answering canvas") && marks.length !== wanted;
    }).length,
    tiny: figures.filter(f => {
      const svg = f.querySelector(".answering svg");
      const scale = svg && svg.getBoundingClientRect().width / data.specs[f.dataset.drawn].width;
      return svg && Array.from(svg.querySelectorAll("text"), text =>
        scale * parseFloat(getComputedStyle(text).fontSize)).some(size => size < 9);
    }).length,
    tables: document.querySelectorAll("table").length,
    wide: document.documentElement.scrollWidth - window.innerWidth,
    nameless: document.querySelectorAll("svg[role=img] > title:empty").length,
    scripts: document.scripts.length,
    unheaded: Array.from(document.querySelectorAll("h1,h2,h3"), h => Number(h.tagName[1]))
      .filter((level, i, all) => level - (i ? all[i - 1] : 0) > 1).length
  };
}

// In the page: sorts the first table with several rows by its first column, twice.
function trySort() {
  const numbers = column => column.every(text => /^-?\d/.test(text));
  for (const table of document.querySelectorAll("figure ~ * table, .table table")) {
    const body = table.tBodies[0], head = table.tHead.rows[0].cells[0];
    if (body.rows.length < 2) continue;
    const column = () => Array.from(body.rows, row => row.cells[0].textContent);
    const before = column();
    head.querySelector("button").click();
    const up = column();
    head.querySelector("button").click();
    const down = column();
    const wanted = before.slice().sort(numbers(before) ? (a, b) => a - b :
      (a, b) => a.localeCompare(b));
    const same = (a, b) => a.join("\n") === b.join("\n");
    return same(up, wanted) && down[0] === wanted[wanted.length - 1] &&
      head.getAttribute("aria-sort") === "descending";
  }
  return null;
}

// In the page: the middle of a mark that has a tip, and what the tip is.
function findTip() {
  const data = JSON.parse(document.getElementById("data").textContent);
  for (const figure of document.querySelectorAll("figure.live")) {
    const sets = data.specs[figure.dataset.drawn].data.map(set => set.values);
    const svg = figure.querySelector(".answering svg");
    if (!svg) continue;
    const datum = sets.flat().find(d => d.tip && (d.w > 4 && d.h > 4 || d.area > 30));
    if (!datum) continue;
    const scale = svg.getBoundingClientRect().width / data.specs[figure.dataset.drawn].width;
    const middle = scale * (datum.y + (datum.h || 0) / 2);
    window.scrollBy(0, svg.getBoundingClientRect().top + middle - window.innerHeight / 2);
    const across = svg.closest(".picture");
    across.scrollLeft = scale * (datum.x + (datum.w || 0) / 2) - across.clientWidth / 2;
    const box = svg.getBoundingClientRect();
    return { x: box.left + scale * (datum.x + (datum.w || 0) / 2), y: box.top + middle,
      tip: datum.tip };
  }
  return null;
}

async function open() {
  const { targetInfos } = await send("Target.getTargets");
  const page = targetInfos.find(t => t.type === "page");
  const { sessionId } = await send("Target.attachToTarget",
    { targetId: page.targetId, flatten: true });
  const ask = (method, params) => send(method, params, sessionId);
  const run = async f => {
    const { result, exceptionDetails } = await ask("Runtime.evaluate",
      { expression: "(" + f + ")()", returnByValue: true, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception.description);
    return result.value;
  };
  for (const part of ["Page", "Runtime", "Network", "Log"]) await ask(part + ".enable");
  await ask("Emulation.setDeviceMetricsOverride",
    { width, height: 900, deviceScaleFactor: 1, mobile: false });
  return { ask, run };
}

// Points at a mark until its tip is there; a busy machine may take its time.
async function point(ask, run, tip) {
  const plain = text => text.replace(/\s+/g, " ").trim();
  let shown = "";
  for (let i = 0; i < 50; i++) {
    await ask("Input.dispatchMouseEvent", { type: "mouseMoved", x: tip.x - i % 2, y: tip.y });
    await new Promise(done => setTimeout(done, 100));
    shown = await run(() => {
      const element = document.getElementById("vg-tooltip-element");
      return element && element.classList.contains("visible") ? element.textContent : "";
    });
    if (i > 0 && plain(shown) === plain(tip.tip)) return "shown";
  }
  return "wanted " + plain(tip.tip) + ", found " + plain(shown);
}

async function look({ ask, run }, file) {
  told = [];
  say("page", file);
  const loaded = new Promise(done => { waiting["Page.loadEventFired"] = done; });
  await ask("Page.navigate", { url: "file://" + path.resolve(file) });
  await loaded;
  const ready = await run(() => new Promise(done => {
    const look = () => document.documentElement.dataset.ready ?
      done(Math.round(performance.now())) : setTimeout(look, 20);
    look();
  }));
  say("ready", ready);
  const counts = await run(census);
  for (const name of Object.keys(counts)) say(name, counts[name]);
  const shot = await ask("Page.captureScreenshot", { format: "png" });
  say("colours", countColours(Buffer.from(shot.data, "base64")));
  const tip = await run(findTip);
  if (tip) say("tip", await point(ask, run, tip));
  const sorted = await run(trySort);
  if (sorted !== null) say("sorted", sorted);
  const requests = told.filter(t => t.method === "Network.requestWillBeSent" &&
    !/^(file|data|blob):/.test(t.params.request.url));
  say("requests", requests.length);
  for (const t of told) {
    if (t.method === "Runtime.exceptionThrown")
      say("fault", t.params.exceptionDetails.exception.description.split("\n")[0]);
    if (t.method === "Log.entryAdded" && t.params.entry.level === "error")
      say("fault", t.params.entry.text);
    if (t.method === "Runtime.consoleAPICalled" && /error|warning/.test(t.params.type))
      say("fault", t.params.args.map(a => a.value || a.description).join(" "));
  }
}

async function lookAtAll() {
  const page = await open();
  for (const file of files) await look(page, file);
}

lookAtAll().then(() => leave(0), problem => { say("fault", problem.message); leave(0); });
