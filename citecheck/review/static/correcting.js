// Marks the citations and fields of a note by hand. All offsets here are code points, as the server has them.
"use strict";

{
  const { make, button } = page;
  // The fields that digits name, the likeliest first; every field is in the list beside them.
  const QUICK = ["author", "title", "container-title", "issued", "publisher-place", "publisher", "locator", "editor", "volume"];
  let draft = null; // {note, citations: [{start, end, spans: [{start, end, field}]}]} while fields are being marked

  page.isCorrecting = () => draft !== null;

  /** Whether another note may be opened: not while marks would be lost, which it then says. */
  page.mayLeave = () => {
    if (!draft || JSON.stringify(draft.citations) === JSON.stringify(marked(draft.note))) return true;
    page.wrong("Save the fields that you have marked first, or cancel.");
    return false;
  };

  const marked = (note, also = []) =>
    [...note.citations, ...also].sort((a, b) => a.start - b.start).map(({ start, end, spans }) => ({
      start,
      end,
      spans: spans.map((one) => ({ start: one.start, end: one.end, field: one.field })),
    }));

  /** Opens the open note for marking. `mention`: a work that it talks about and that is to be one of its citations. */
  page.startCorrecting = (mention = null) => {
    const { note } = page.state;
    if (!note || draft) return;
    draft = { note, citations: marked(note, mention ? [mention] : []) };
    page.at("note").replaceChildren(form(note));
    show();
    const text = page.at("marking");
    text.focus();
    text.setSelectionRange(0, 0);
    text.scrollTop = 0;
  };

  /** Leaves marking; what is not saved is forgotten. */
  page.stopCorrecting = () => {
    if (!draft) return;
    draft = null;
    page.showNote();
    page.at("note").querySelector("[data-focus=correct]")?.focus();
    page.catchUp();
  };

  // --- the form --------------------------------------------------------------------------------------------------

  const form = (note) =>
    make(
      "div",
      { id: "correcting", role: "region", "aria-label": "Correct the fields", on: { keydown: pressed } },
      make("div", { id: "marked" }),
      make("label", { for: "marking" }, "Select words here (with the mouse, or Shift and the arrow keys), then name them:"),
      box(page.visible(note.text)),
      make("p", { className: "buttons", role: "group", "aria-label": "Name the selected words" }, quick().map(quickButton)),
      make(
        "p",
        { className: "buttons" },
        make("label", { for: "field" }, "Field"),
        make("select", { id: "field" }, page.state.fields.map((name) => make("option", { value: name }, name))),
        button("Mark as this field", () => mark(page.at("field").value)),
        button("Unmark", () => mark(null), { key: "0" }),
      ),
      make(
        "p",
        { className: "buttons", role: "group", "aria-label": "Citations" },
        button("Add a citation from the selection", add, { key: "+" }),
        button("Split the citation at the cursor", split, { key: "/" }),
      ),
      make("ol", { id: "drafted" }),
      make("p", { className: "failure", id: "marking-wrong", role: "alert" }),
      make(
        "p",
        { className: "buttons" },
        button("Save", save, { className: "main" }),
        note.corrected ? button("Back to the machine's reading", back) : null,
        button("Cancel", page.stopCorrecting, { key: "Esc" }),
      ),
    );

  /**
   * The text to select from. It takes no letters, but is not read-only: in such a box Chromium has no cursor, and no key
   * selects anything.
   */
  const box = (text) =>
    make("textarea", {
      id: "marking",
      rows: 4,
      dir: "auto",
      value: text,
      spellcheck: false,
      "aria-readonly": "true",
      inputMode: "none",
      on: {
        beforeinput: (event) => event.preventDefault(),
        dragover: (event) => event.preventDefault(),
        input: (event) => (event.target.value = text), // what an input method composes cannot be prevented
      },
    });

  const quick = () => QUICK.filter((name) => page.state.fields.includes(name));

  const quickButton = (name, number) =>
    button(name, () => mark(name), { key: String(number + 1), className: page.hue(name) });

  /** Shows the draft: the text in colours, and the list of citations with their fields. */
  const show = () => {
    page.at("marked").replaceChildren(page.paragraph(draft.note.text, draft.citations));
    page.fill(page.at("drafted"), draft.citations.map(citationItem), page.at("marking"));
    problem("");
  };

  const citationItem = (one, number) => {
    const name = `citation ${number + 1}`;
    return make(
      "li",
      {},
      make("bdi", { className: "quiet" }, shortened(words(one))),
      " ",
      number + 1 < draft.citations.length
        ? button("Join with the next", () => join(number), { focus: `join-${number}`, "aria-label": `Join with the next: ${name}` })
        : null,
      " ",
      button("Remove", () => removeCitation(number), { focus: `remove-${number}`, "aria-label": `Remove ${name}` }),
      make("ul", {}, one.spans.map((span, at) => spanItem(one, span, `${number}-${at}`))),
    );
  };

  const spanItem = (citation, span, id) =>
    make(
      "li",
      {},
      make(
        "select",
        {
          "aria-label": `Field of “${page.printable(words(span))}”`,
          data: { focus: `field-${id}` },
          on: { change: (event) => rename(span, event.target.value) },
        },
        page.state.fields.map((name) => make("option", { value: name, selected: name === span.field }, name)),
      ),
      " ",
      make("mark", { className: page.hue(span.field) }, words(span)),
      " ",
      button("Remove", () => removeSpan(citation, span), {
        focus: `unmark-${id}`,
        "aria-label": `Remove ${span.field} “${page.printable(words(span))}”`,
      }),
    );

  const words = ({ start, end }) => page.points(draft.note.text).slice(start, end).join("");
  const shortened = (text) => (text.length > 90 ? `${text.slice(0, 90)}…` : text);
  const problem = (text) => {
    page.at("marking-wrong").textContent = page.printable(text);
  };

  const pressed = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      page.stopCorrecting();
      return;
    }
    if (event.target.id !== "marking") return;
    const act = /^[1-9]$/u.test(event.key)
      ? () => quick()[Number(event.key) - 1] && mark(quick()[Number(event.key) - 1])
      : { 0: () => mark(null), "+": add, "/": split, Enter: save }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  // --- what is done to the draft ---------------------------------------------------------------------------------

  /** The selection without the blanks around it; null where nothing is selected. */
  const selection = () => {
    const { value, selectionStart, selectionEnd } = page.at("marking");
    const chosen = value.slice(selectionStart, selectionEnd);
    if (!chosen.trim()) return null;
    const start = page.toPoints(value, selectionStart + chosen.search(/\S/u));
    return { start, end: start + page.points(chosen.trim()).length };
  };

  /** Names the selected words, or takes their names away; what they share with other fields is taken from those. */
  const mark = (field) => {
    const chosen = selection();
    if (!chosen) {
      problem("Select the words first.");
      return;
    }
    const touched = draft.citations.filter((one) => one.start < chosen.end && chosen.start < one.end);
    if (touched.length !== 1) {
      problem(touched.length ? "The words belong to two citations." : "The words belong to no citation: add one of them first.");
      return;
    }
    const [one] = touched;
    one.start = Math.min(one.start, chosen.start);
    one.end = Math.max(one.end, chosen.end);
    one.spans = one.spans.flatMap((span) => without(span, chosen));
    if (field !== null) one.spans.push({ ...chosen, field });
    one.spans.sort((a, b) => a.start - b.start);
    show();
  };

  /** What is left of a span outside of others: none, one or two. */
  const without = (span, { start, end }) => [
    ...(span.start < start ? [trimmed({ ...span, end: Math.min(span.end, start) })] : []),
    ...(span.end > end ? [trimmed({ ...span, start: Math.max(span.start, end) })] : []),
  ].filter((one) => one.end > one.start);

  const trimmed = (range) => {
    const points = page.points(draft.note.text);
    let { start, end } = range;
    while (start < end && /\s/u.test(points[start])) start += 1;
    while (end > start && /\s/u.test(points[end - 1])) end -= 1;
    return { ...range, start, end };
  };

  const add = () => {
    const chosen = selection();
    if (!chosen) {
      problem("Select the words of the citation first.");
    } else if (draft.citations.some((one) => one.start < chosen.end && chosen.start < one.end)) {
      problem("Some of the words belong to a citation already: split or remove that one.");
    } else {
      draft.citations.push({ ...chosen, spans: [] });
      draft.citations.sort((a, b) => a.start - b.start);
      show();
    }
  };

  const split = () => {
    const { value, selectionStart } = page.at("marking");
    const at = page.toPoints(value, selectionStart);
    const number = draft.citations.findIndex((one) => one.start < at && at < one.end);
    const one = draft.citations[number];
    const halves = one ? [trimmed({ start: one.start, end: at }), trimmed({ start: at, end: one.end })] : [];
    if (!halves.length || halves.some((half) => half.start >= half.end)) {
      problem("Put the cursor inside a citation, where the second is to begin.");
      return;
    }
    const parts = halves.map((half) => ({ ...half, spans: one.spans.flatMap((span) => inside(span, half)) }));
    draft.citations.splice(number, 1, ...parts);
    show();
  };

  const inside = (span, { start, end }) => {
    const part = trimmed({ ...span, start: Math.max(span.start, start), end: Math.min(span.end, end) });
    return part.end > part.start ? [part] : [];
  };

  const join = (number) => {
    const [one, next] = draft.citations.slice(number, number + 2);
    draft.citations.splice(number, 2, { start: one.start, end: next.end, spans: [...one.spans, ...next.spans] });
    show();
  };

  const removeCitation = (number) => {
    draft.citations.splice(number, 1);
    show();
  };

  const removeSpan = (citation, span) => {
    citation.spans = citation.spans.filter((one) => one !== span);
    show();
  };

  const rename = (span, field) => {
    span.field = field;
    show();
  };

  // --- to the server ---------------------------------------------------------------------------------------------

  const save = () => send("PUT", { citations: draft.citations }, "The fields are saved; the note is judged anew.");
  const back = () => send("DELETE", {}, "Back to the machine's reading; the note is judged anew.");

  const send = async (method, told, done) => {
    const { note } = draft;
    const body = { window: page.window, expected: note.version, ...told };
    try {
      await page.ask(method, page.noteAt(note.document, note.id, "/correction"), body);
    } catch (error) {
      if (!(error instanceof page.Refused)) throw error;
      if (error.status === 409) {
        page.stopCorrecting();
        page.met(error);
      } else {
        problem(error.message);
      }
      return;
    }
    page.tell(done);
    page.stopCorrecting();
    await page.reloadNote();
  };
}
