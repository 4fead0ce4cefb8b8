// What a page does when its reader points, sorts, filters or takes along.
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const narrow = window.matchMedia("(max-width: 40rem)");
  const MOST_MARKS = 1500; // of a picture in SVG; of more it is a canvas

  // ---- pictures that answer ----

  function countMarks(spec) {
    return spec.data.reduce((sum, set) => sum + set.values.length, 0);
  }

  // The form of the picture for screens as wide as this one.
  function specOf(figure) {
    const has = narrow.matches && figure.dataset.narrow !== undefined;
    figure.dataset.drawn = has ? figure.dataset.narrow : figure.dataset.spec;
    return data.specs[figure.dataset.drawn];
  }

  function draw(figure) {
    const copy = JSON.parse(JSON.stringify(specOf(figure)));
    for (const mark of copy.marks) mark.encode = data.encodings[mark.encode];
    copy.signals.unshift({ name: "colour", value: data.palettes[dark.matches ? 1 : 0] });
    copy.background = "transparent"; // what shows that there is more lies below
    const place = figure.querySelector(".answering");
    return window.vegaEmbed(place, copy, {
      actions: false, ast: true,
      renderer: countMarks(copy) > MOST_MARKS ? "canvas" : "svg",
      tooltip: { theme: dark.matches ? "dark" : "light" }
    }).then(() => figure.classList.add("live"));
  }

  function drawAll() {
    if (!window.vegaEmbed) return Promise.resolve();
    return Promise.all(Array.from(document.querySelectorAll("figure[data-spec]"), draw));
  }

  // ---- tables ----

  // What a cell holds; where its number is rounded, the number itself.
  function exact(cell) {
    return cell.dataset.v || cell.textContent;
  }

  function valueOf(row, column) {
    const cell = row.cells[column], text = exact(cell);
    const number = cell.classList.contains("n") ? parseFloat(text) : NaN;
    return { text, number, missing: text === "" || text === "–" };
  }

  function compare(a, b) {
    if (a.missing !== b.missing) return a.missing ? Infinity : -Infinity;
    if (!isNaN(a.number) && !isNaN(b.number)) return a.number - b.number;
    return a.text.localeCompare(b.text);
  }

  function sort(table, header) {
    const column = header.cellIndex, body = table.tBodies[0];
    const up = header.getAttribute("aria-sort") !== "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", up ? "ascending" : "descending");
    const rows = Array.from(body.rows, row => ({ row, value: valueOf(row, column) }));
    rows.sort((a, b) => {
      const by = compare(a.value, b.value);
      return Math.abs(by) === Infinity || up ? by : -by; // what is missing stays last
    });
    body.append(...rows.map(entry => entry.row));
  }

  function filter(table, words) {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of table.tBodies[0].rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !wanted.every(word => text.includes(word));
    }
  }

  function readyTable(box) {
    const table = box.querySelector("table");
    for (const header of table.tHead.rows[0].cells) {
      header.querySelector("button").addEventListener("click", () => sort(table, header));
    }
    const field = box.querySelector("input");
    if (field) field.addEventListener("input", () => filter(table, field.value));
  }

  // ---- to take along ----

  function offer(name, type, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function csvOf(table) {
    const quoted = text => /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
    const value = cell => cell.tagName === "TD" && cell.textContent === "–" ? "" : exact(cell);
    return Array.from(table.rows, row =>
      Array.from(row.cells, cell => quoted(value(cell))).join(",")).join("\n") + "\n";
  }

  function svgOf(figure) {
    const copy = figure.querySelector(".still svg").cloneNode(true);
    const style = document.createElementNS(copy.namespaceURI, "style");
    style.textContent = document.getElementById("pictures").textContent;
    copy.insertBefore(style, copy.firstChild);
    return new XMLSerializer().serializeToString(copy);
  }

  function take(button) {
    const box = button.closest("figure, .table"), name = button.dataset.name;
    if (button.dataset.take === "svg") offer(name + ".svg", "image/svg+xml", svgOf(box));
    else offer(name + ".csv", "text/csv", csvOf(box.querySelector("table")));
  }

  document.querySelectorAll(".table").forEach(readyTable);
  document.querySelectorAll("button[data-take]").forEach(button =>
    button.addEventListener("click", () => take(button)));
  dark.addEventListener("change", drawAll);
  narrow.addEventListener("change", drawAll);
  drawAll().then(() => { document.documentElement.dataset.ready = "yes"; });
})();
