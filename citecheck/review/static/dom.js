// What all scripts of the page share: its namespace, elements made of text alone, and offsets in code points.
"use strict";

const page = {
  /** What is open and what is known of it; the shapes are those of the server (citecheck/review/shapes.py). */
  state: {
    documents: [], fields: [], editable: [], kinds: [], formats: [], hues: {}, unsure: 0, // of /api/state
    document: null, // the number of the open document
    rows: [], // its notes, each with its `place`, from 0
    note: null, // the open note, whole
    wanted: null, // its id; while it is being fetched, that of the note that will be
    opening: Promise.resolve(), // done when it is there
    citation: 0, // the number of the citation in hand
    records: new Map(), // citation -> the number of the record chosen by hand
  },
};

{
  // What steers a reader of the page and not the words: control characters, turned writing directions.
  const STEERING = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

  /** The element of this id. */
  page.at = (id) => document.getElementById(id);

  /** The text as it may be shown; `printable` leaves out what steers, `visible` keeps its place (for offsets). */
  page.printable = (text) => String(text ?? "").replace(STEERING, "");
  page.visible = (text) => text.replace(STEERING, "\ufffd");

  /**
   * An element. `told`: its properties; `on`: listeners by event, `data`: data-*, anything with a hyphen or `role`,
   * `for`, `scope`, `colspan`: attributes. Children are elements or texts: a text never becomes markup.
   */
  page.make = (name, told = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(told)) {
      if (value === undefined || value === null || value === false) continue;
      if (key === "on") Object.entries(value).forEach(([event, listen]) => made.addEventListener(event, listen));
      else if (key === "data") Object.assign(made.dataset, value);
      else if (key.includes("-") || ["role", "for", "scope"].includes(key)) made.setAttribute(key, String(value));
      else made[key] = value;
    }
    made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== "").map(shown));
    return made;
  };

  const shown = (child) => (child instanceof Node ? child : page.printable(child));

  /** A button with what it does. `key`: its shortcut; `focus`: the name by which the focus finds it again. */
  page.button = (text, act, { key = "", focus = "", ...told } = {}) =>
    page.make(
      "button",
      { type: "button", on: { click: act }, data: focus ? { focus } : {}, "aria-keyshortcuts": key || null, ...told },
      text,
      key ? [" ", page.make("kbd", {}, key)] : null,
    );

  /** A link that leads away and tells the other side nothing; the text alone where the address is none of the web. */
  page.link = (text, url) =>
    /^https?:\/\//u.test(url)
      ? page.make("a", { href: url, target: "_blank", rel: "noreferrer noopener" }, text)
      : document.createTextNode(page.printable(text));

  /** Replaces what is in an element; the focus goes back to what has the same name, else to `instead`. */
  page.fill = (element, children, instead = null) => {
    const active = document.activeElement;
    const held = element.contains(active) && active !== element ? (active.dataset.focus ?? "") : null;
    element.replaceChildren(...children.filter(Boolean));
    if (held === null) return;
    const again = [...element.querySelectorAll("[data-focus]")].find((one) => one.dataset.focus === held && !one.disabled);
    (again ?? instead)?.focus();
  };

  /** "1 note", "2,000 notes". */
  page.counted = (number, word) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;

  /** The code points of a text; offsets of the server count these, those of the browser count UTF-16 units. */
  page.points = (text) => Array.from(text);
  page.toPoints = (text, units) => page.points(text.slice(0, units)).length;
  page.toUnits = (text, points) => page.points(text).slice(0, points).join("").length;

  /** Tells what happened, politely; `wrong` what could not be done, at once. */
  page.tell = (text) => {
    page.at("wrong").textContent = "";
    page.at("told").textContent = page.printable(text);
  };
  page.wrong = (text) => {
    page.at("told").textContent = "";
    page.at("wrong").textContent = page.printable(text);
  };
}
