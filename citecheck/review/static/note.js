// The open note: the sentence that calls it, its text, and each citation beside what the catalogues know.
"use strict";

{
  const { make, button } = page;

  /** What is done about a citation, by kind, and the key for it. */
  page.KEYS_OF_KINDS = {
    accepted: "a", corrected: "s", "exists-elsewhere": "x", archival: "r", "known-good": "g", query: "q",
  };

  /** Shows the open note of `page.state`, or says that there is none. */
  page.showNote = () => {
    const { note } = page.state;
    const title = page.at("note-title");
    if (!note) {
      title.textContent = "No note is open";
      page.at("note").replaceChildren();
      return;
    }
    title.replaceChildren(page.printable(note.name), " ", make("span", { className: "quiet" }, note.where));
    page.fill(page.at("note"), [sentence(note), body(note), mentions(note), ...general(note), ...note.citations.map(citation)], title);
  };

  const sentence = (note) => {
    if (!note.sentence) return null;
    return make(
      "p",
      { className: "sentence", dir: "auto" },
      note.before ? [make("span", { className: "quiet" }, note.before), " "] : null,
      note.sentence,
      note.mark ? make("sup", {}, make("mark", { className: "mark" }, note.mark)) : null,
    );
  };

  const body = (note) => {
    const { emphasis = [], mentions = [] } = note;
    const how = { emphasis, mentions, chosen: page.state.citation, choose: page.chooseCitation };
    return make(
      "div",
      { className: "body" },
      page.paragraph(note.text, note.citations, how),
      make(
        "p",
        { className: "buttons" },
        button("Correct the fields", () => page.startCorrecting(), { key: "e", focus: "correct" }),
        note.corrected ? make("span", { className: "quiet" }, "The fields were marked by hand.") : null,
      ),
    );
  };

  /** The works that the note only talks about, each with a button by which it becomes a citation. */
  const mentions = (note) => {
    if (!note.mentions.length) return null;
    return make(
      "p",
      { className: "quiet buttons", role: "group", "aria-label": "Mentioned, not cited" },
      "Mentioned, not cited:",
      note.mentions.map((one, number) => [
        make("bdi", {}, one.cited),
        button("It is cited", () => page.startCorrecting(one), { focus: `mention-${number}`, "aria-label": `It is cited: ${page.printable(one.cited)}` }),
      ]).flat(),
    );
  };

  const general = (note) => [findings(note, null)];

  const citation = (one) => {
    const { state } = page;
    const is = one.number === state.citation;
    return make(
      "article",
      {
        id: `citation-${one.number}`,
        className: is ? "citation chosen" : "citation",
        tabIndex: -1,
        "aria-current": is ? "true" : null,
        "aria-labelledby": `cited-${one.number}`,
        on: { focusin: () => page.chooseCitation(one.number, false), mousedown: () => page.chooseCitation(one.number, false) },
      },
      make(
        "h3",
        { id: `cited-${one.number}` },
        page.badge(one.verdict, null),
        ` ${one.number + 1}. `,
        make("bdi", {}, one.cited),
        one.citekey ? [" ", make("code", { className: "quiet" }, one.citekey)] : null,
      ),
      reason(one),
      decision(one),
      findings(state.note, one.number),
      candidates(one),
      searches(one),
      buttons(one),
    );
  };

  const reason = (one) =>
    make(
      "p",
      { className: "reason" },
      one.role === "work" ? null : [make("em", {}, one.role), ": "],
      one.refers_to
        ? [
            "refers to ",
            button(one.refers_to.name, () => page.openNote(one.refers_to.note, { citation: one.refers_to.citation }), {
              className: "link",
              focus: `refers-${one.number}`,
            }),
            ". ",
          ]
        : null,
      one.verdict === "pending" ? "Catalogues are still being asked." : sentenced(one.reason),
      one.probability ? ` Probability ${one.probability.toFixed(2)}.` : null,
      one.unsure.length ? ` Read with little confidence: ${one.unsure.join(", ")}.` : null,
      one.outages.map((each) => [" ", make("strong", {}, "Not asked:"), ` ${each}.`]).flat(),
    );

  const sentenced = (text) => (text && !/[.!?]$/u.test(text) ? `${text}.` : text);

  const decision = (one) => {
    const made = one.decision;
    if (!made) return null;
    const when = new Date(made.at);
    const told = Number.isNaN(when.valueOf()) ? made.at : SHORT.format(when);
    return make(
      "p",
      { className: "decision" },
      make("strong", {}, `✓ ${made.kind.replaceAll("-", " ")}`),
      made.record ? [" (", page.link(`${made.record.catalogue} ${made.record.key}`, made.record.url ?? ""), ")"] : null,
      ` by ${made.by || "somebody"}, `,
      make("time", { dateTime: made.at }, told),
      made.reason ? [": ", make("bdi", {}, made.reason)] : null,
      " ",
      button("Withdraw", () => page.withdraw(one.number), {
        focus: `withdraw-${one.number}`,
        "aria-label": `Withdraw the decision on citation ${one.number + 1}`,
      }),
    );
  };

  const SHORT = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

  const findings = (note, number) => {
    const found = note.findings.filter((one) => one.citation === number);
    return found.length ? make("ul", { className: "findings" }, found.map(finding)) : null;
  };

  const finding = (one) =>
    make(
      "li",
      { className: one.suppressed === null ? one.level : `${one.level} aside` },
      make("strong", {}, one.code),
      " ",
      make("em", {}, one.level),
      " ",
      make("span", { className: "message" }, one.message),
      one.hint ? [" ", make("span", { className: "quiet" }, one.hint)] : null,
      one.suppressed === null ? null : [" ", make("span", { className: "quiet" }, `Suppressed: ${one.suppressed}`)],
    );

  const candidates = (one) => {
    if (!one.candidates.length) return null;
    return make(
      "div",
      { className: "scroll" },
      make(
        "table",
        { "aria-label": `What is cited, and the records that may be meant, citation ${one.number + 1}` },
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            make("th", { scope: "col" }, "field"),
            make("th", { scope: "col" }, "cited"),
            one.candidates.map((each, index) => heading(one, each, index)),
          ),
        ),
        make("tbody", {}, one.rows.map(row)),
      ),
    );
  };

  const heading = (one, candidate, index) =>
    make(
      "th",
      { scope: "col" },
      make(
        "label",
        {},
        make("input", {
          type: "radio",
          name: `record-${one.number}`,
          checked: page.recordOf(one) === index,
          data: { focus: `record-${one.number}-${index}` },
          "aria-label": `Record ${index + 1}: ${page.printable(candidate.catalogue)} ${page.printable(candidate.key)}`,
          on: { change: () => page.chooseRecord(one.number, index) },
        }),
        " ",
        candidate.catalogue,
      ),
      " ",
      candidate.url ? page.link(candidate.key || "record", candidate.url) : make("span", { className: "quiet" }, candidate.key),
      " ",
      make("span", { className: "quiet" }, candidate.probability.toFixed(2)),
      candidate.notices.map((notice) => make("p", { className: "notice" }, make("strong", {}, "Notice:"), ` ${notice}`)),
    );

  const row = ({ field, cited, cells }) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, field),
      make("td", { dir: "auto" }, cited),
      cells.map(({ text, state }) =>
        make(
          "td",
          { className: state, dir: "auto" },
          text,
          state ? [" ", make("span", { className: "state" }, state)] : null,
        ),
      ),
    );

  const searches = (one) => {
    if (!one.searches.length) return null;
    const links = one.searches.flatMap(({ name, url }, index) => [index ? ", " : "", page.link(name, url)]);
    return make("p", { className: "reason" }, "Look on: ", links);
  };

  const buttons = (one) => {
    const waits = one.verdict === "pending";
    const kinds = page.state.kinds.flatMap((kind) =>
      kind.kind === "accepted" ? [kind, { kind: "corrected", label: "accept with corrections", needs: ["record"] }] : [kind],
    );
    return make(
      "p",
      { className: "buttons", role: "group", "aria-label": `What to do about citation ${one.number + 1}` },
      kinds.map(({ kind, label, needs }) => {
        const asks = kind === "corrected" || needs.includes("reason") ? "…" : "";
        const act = () => {
          page.chooseCitation(one.number, false);
          page.decide(kind);
        };
        const disabled = waits || (needs.includes("record") && !one.candidates.length && !one.decision?.record);
        const text = label[0].toUpperCase() + label.slice(1) + asks;
        const focus = `${kind}-${one.number}`;
        return button(text, act, { key: page.KEYS_OF_KINDS[kind] ?? "", focus, disabled, className: kind === "accepted" ? "main" : "" });
      }),
    );
  };

  /** The number of the record that is chosen for a citation: the one that the verdict rests on until another is. */
  page.recordOf = (one) =>
    page.state.records.get(one.number) ?? Math.max(0, one.candidates.findIndex((each) => each.basis));

  page.chooseRecord = (number, index) => {
    page.state.records.set(number, index);
    const box = document.querySelectorAll(`input[name="record-${number}"]`)[index];
    if (box) box.checked = true;
  };

  /** Takes a citation in hand; keys hold for this one. `move`: brings it into sight. */
  page.chooseCitation = (number, move = true) => {
    const { state } = page;
    if (!state.note?.citations[number]) return;
    state.citation = number;
    for (const one of document.querySelectorAll("article.citation")) {
      const is = one.id === `citation-${number}`;
      one.classList.toggle("chosen", is);
      if (is) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
    document.querySelectorAll("#note .cited").forEach((one) => {
      one.classList.toggle("chosen", Number(one.dataset.number) === number);
    });
    if (move) {
      const chosen = page.at(`citation-${number}`);
      chosen.scrollIntoView({ block: "nearest" });
      chosen.focus({ preventScroll: true });
    }
  };
}
