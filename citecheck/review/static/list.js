// The list of notes: a listbox that draws only the rows that are seen, and the one that is chosen.
"use strict";

{
  const REMS = 4.5; // the height of a row: `--row` of the style sheet
  const BEYOND = 6; // rows drawn above and below those that are seen
  const [list, inner] = [page.at("list"), page.at("rows")];
  let rows = []; // those that the filters leave
  let chosen = null; // the id of the open note
  const drawn = new Map(); // row id -> its element and the row it shows

  const height = () => REMS * parseFloat(getComputedStyle(document.documentElement).fontSize);
  const optionId = (row) => `row-${row.place}`;

  /** Shows these rows; each has its `place` in the document. */
  page.showRows = (found) => {
    rows = found;
    inner.style.height = `${rows.length * height()}px`;
    draw();
  };

  /** Marks the open note, and brings its row into sight where `seen`. */
  page.markRow = (id, seen = true) => {
    chosen = id;
    const at = rows.findIndex((row) => row.id === id);
    if (seen && at >= 0) bringIntoSight(at);
    draw();
  };

  const bringIntoSight = (at) => {
    const [top, size] = [at * height(), height()];
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + size > list.scrollTop + list.clientHeight) list.scrollTop = top + size - list.clientHeight;
  };

  /** The row `step` rows after the one at `place` of the document (which may be hidden by a filter), or the nearest. */
  page.rowFrom = (place, step) => {
    if (!rows.length) return null;
    const after = rows.findIndex((row) => row.place > place);
    const here = rows.findIndex((row) => row.place === place);
    const next = after < 0 ? rows.length : after;
    const wanted = here >= 0 ? here + step : step > 0 ? next + step - 1 : next + step;
    return rows[Math.max(0, Math.min(rows.length - 1, wanted))];
  };

  /** How many rows PageUp and PageDown pass. */
  page.rowsSeen = () => Math.max(1, Math.floor(list.clientHeight / height()) - 1);

  const draw = () => {
    const size = height();
    const first = Math.max(0, Math.floor(list.scrollTop / size) - BEYOND);
    const last = Math.min(rows.length, Math.ceil((list.scrollTop + list.clientHeight) / size) + BEYOND);
    const wanted = rows.slice(first, last).map((row, number) => [row, first + number]);
    const at = rows.findIndex((row) => row.id === chosen);
    if (at >= 0 && (at < first || at >= last)) wanted.push([rows[at], at]); // the chosen one must be there to be named
    const kept = new Set(wanted.map(([row]) => row.id));
    for (const [id, one] of drawn) {
      if (kept.has(id)) continue;
      one.element.remove();
      drawn.delete(id);
    }
    for (const [row, number] of wanted) place(row, number, size);
    if (at >= 0) list.setAttribute("aria-activedescendant", optionId(rows[at]));
    else list.removeAttribute("aria-activedescendant");
  };

  const place = (row, number, size) => {
    let one = drawn.get(row.id);
    if (one?.row !== row) {
      const element = option(row);
      if (one) one.element.replaceWith(element);
      else inner.append(element);
      one = { row, element };
      drawn.set(row.id, one);
    }
    one.element.style.transform = `translateY(${number * size}px)`;
    one.element.setAttribute("aria-setsize", String(rows.length));
    one.element.setAttribute("aria-posinset", String(number + 1));
    one.element.setAttribute("aria-selected", String(row.id === chosen));
  };

  const option = (row) =>
    page.make(
      "div",
      { id: optionId(row), className: "row", role: "option", data: { note: row.id } },
      page.make("span", { className: "name" }, row.name),
      " ",
      page.make("span", { className: "badges" }, badges(row)),
      " ",
      page.make("span", { className: "words", dir: "auto" }, row.text),
    );

  const badges = (row) => {
    if (!row.citations.length) return [page.make("span", { className: "quiet" }, "cites nothing")];
    const found = new Map();
    for (const { verdict, decision } of row.citations) {
      const told = JSON.stringify([verdict, decision]);
      found.set(told, (found.get(told) ?? 0) + 1);
    }
    const made = [...found].map(([told, count]) => page.badge(...JSON.parse(told), count));
    if (row.corrected) made.push(page.make("span", { className: "quiet" }, "fields by hand"));
    return made.flatMap((one) => [one, " "]);
  };

  /** A verdict in words, and what was decided of it. */
  page.badge = (verdict, decision, count = 1) =>
    page.make(
      "span",
      { className: `verdict v-${verdict}` },
      count > 1 ? `${count} × ${verdict}` : verdict,
      decision ? page.make("span", { className: "decided" }, ` ✓ ${decision.replaceAll("-", " ")}`) : null,
    );

  list.addEventListener("scroll", () => requestAnimationFrame(draw), { passive: true });
  new ResizeObserver(() => page.showRows(rows)).observe(list);
}
