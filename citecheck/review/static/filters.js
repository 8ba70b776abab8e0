// Which notes the list shows.
"use strict";

{
  const SETTLED = new Set(["resolved", "uncatalogued", "pending"]);
  const NOTHING = "cites nothing";
  const ORDER = [
    "unresolved", "ambiguous", "possible", "differs", "dangling", "unchecked", "uncatalogued", "resolved", "pending",
    NOTHING,
  ];

  /** Whether a person should look at the note: something is undecided that no catalogue settles. */
  page.needsALook = (row) => row.citations.some((one) => one.decision === null && !SETTLED.has(one.verdict));

  const isUndecided = (row) => row.citations.some((one) => one.decision === null);
  const verdicts = (row) => (row.citations.length ? row.citations.map((one) => one.verdict) : [NOTHING]);

  /** The rows that the filters leave, in their order. */
  page.filtered = (rows) => {
    const words = page.at("words").value.toLowerCase().split(/\s+/u).filter(Boolean);
    const [undecided, needy] = [page.at("undecided").checked, page.at("needy").checked];
    const [only, codes] = [ticked("verdicts"), ticked("codes")];
    return rows.filter((row) => {
      if (undecided && !isUndecided(row)) return false;
      if (needy && !page.needsALook(row)) return false;
      if (only.size && !verdicts(row).some((one) => only.has(one))) return false;
      if (codes.size && !row.codes.some((one) => codes.has(one))) return false;
      if (!words.length) return true;
      const text = `${row.name} ${row.text}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  };

  const ticked = (id) => new Set([...page.at(id).querySelectorAll("input:checked")].map((box) => box.value));

  /** Offers the verdicts and codes that occur, with how many notes have them; what is ticked stays ticked. */
  page.offerFilters = (rows) => {
    const order = (one) => ORDER.indexOf(one);
    offer("verdicts", tally(rows, verdicts), (a, b) => order(a) - order(b));
    offer("codes", tally(rows, (row) => row.codes), (a, b) => a.localeCompare(b));
  };

  const tally = (rows, of) => {
    const found = new Map();
    for (const row of rows) for (const one of new Set(of(row))) found.set(one, (found.get(one) ?? 0) + 1);
    return found;
  };

  const offer = (id, found, order) => {
    const kept = ticked(id);
    for (const name of kept) if (!found.has(name)) found.set(name, 0);
    const boxes = [...found].sort(([a], [b]) => order(a, b)).map(([name, count]) => box(name, count, kept.has(name)));
    page.fill(page.at(id), boxes.length ? boxes : [page.make("span", { className: "quiet" }, "none")]);
  };

  const box = (value, count, checked) =>
    page.make(
      "label",
      {},
      page.make("input", { type: "checkbox", value, checked, data: { focus: value } }),
      ` ${value} `,
      page.make("span", { className: "quiet" }, `(${count.toLocaleString("en")})`),
    );
}
