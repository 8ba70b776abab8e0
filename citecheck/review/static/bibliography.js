// The bibliography as it grows: an entry is drawn anew only where it has changed.
"use strict";

{
  const { make } = page;
  const WAIT = 1500; // milliseconds between two looks while verdicts arrive
  const drawn = new Map(); // citekey -> what is shown of it and its element
  let waiting = null;

  /** Soon brings the bibliography up to date; asked often, it looks once. */
  page.renewBibliography = () => {
    waiting ??= setTimeout(() => {
      waiting = null;
      page.showBibliography();
    }, WAIT);
  };

  /** Shows the works of the open document as far as they are judged. */
  page.showBibliography = async () => {
    const { document: number } = page.state;
    if (number === null) return;
    let told;
    try {
      told = await page.ask("GET", `/api/documents/${number}/bibliography`);
    } catch (error) {
      if (!(error instanceof page.Refused)) throw error;
      return; // the line about the lost connection tells it, or the document has failed
    }
    if (number !== page.state.document) return;
    const works = page.state.documents.find((one) => one.number === number)?.works ?? 0;
    const all = works || told.entries.length;
    page.at("known").textContent = all ? `${told.known.toLocaleString("en")} of ${page.counted(all, "work")} known` : "";
    redraw(told.entries);
  };

  const redraw = (entries) => {
    const list = page.at("entries");
    const elements = entries.map((entry) => {
      const told = JSON.stringify(entry);
      const known = drawn.get(entry.citekey);
      if (known?.told === told) return known.element;
      const element = item(entry);
      drawn.set(entry.citekey, { told, element });
      return element;
    });
    const now = new Set(entries.map((entry) => entry.citekey));
    for (const citekey of drawn.keys()) if (!now.has(citekey)) drawn.delete(citekey);
    elements.forEach((element, at) => {
      if (list.children[at] !== element) list.insertBefore(element, list.children[at] ?? null);
    });
    while (list.children.length > elements.length) list.lastElementChild.remove();
  };

  const item = (entry) => {
    const details = make("details", {}, make("summary", {}, make("code", {}, entry.citekey)));
    details.addEventListener("toggle", () => details.append(make("pre", { dir: "auto", tabIndex: 0, "aria-label": `BibTeX of ${entry.citekey}` }, entry.bibtex)), { once: true });
    return make(
      "li",
      {},
      page.badge(entry.verdict, entry.decision),
      " ",
      make("bdi", {}, entry.text),
      " ",
      entry.note ? page.button("note", () => page.openNote(entry.note), { className: "link", "aria-label": `Open the note that cites ${entry.citekey}` }) : null,
      details,
    );
  };
}
