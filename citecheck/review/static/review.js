// What is open, what the keys do, and what happens when the program tells something.
"use strict";

{
  const { state } = page;
  const later = { note: false, rows: false }; // what waits until the editor is done with a dialog or a form

  // --- documents and notes ---------------------------------------------------------------------------------------

  const place = () => new URLSearchParams(location.hash.slice(1));

  const remember = () => {
    const told = new URLSearchParams();
    if (state.document !== null) told.set("document", state.document);
    if (state.note) told.set("note", state.note.id);
    history.replaceState(null, "", `${location.pathname}${location.search}#${told}`);
  };

  // What is told while an answer is on its way may be newer than the answer, and holds then.
  const meanwhile = { documents: new Map(), rows: new Map() };

  /** What the program knows of itself and of the documents. */
  page.reloadState = async () => {
    meanwhile.documents.clear();
    const { by, catalogues, offline, documents, ...told } = await page.ask("GET", "/api/state");
    Object.assign(state, told, { documents });
    meanwhile.documents.forEach(takeDocument);
    page.at("by").replaceChildren(
      page.make("span", { className: "quiet" }, "Decisions by"),
      page.make("bdi", {}, by || "nobody named"),
    );
    const asked = catalogues.length ? `Asked: ${catalogues.join(", ")}` : "No catalogue is asked";
    page.at("asked").textContent = page.printable(`${asked}${offline ? "; offline: services give only kept answers" : ""}.`);
    page.showDocuments();
  };

  /** Opens a document, and a note of it: the one named, else the first. */
  page.openDocument = async (number, note = null) => {
    if (!page.mayLeave()) {
      page.showDocuments();
      return;
    }
    page.stopCorrecting();
    Object.assign(state, { document: number, rows: [], note: null, wanted: null });
    page.showNote();
    page.showDocuments();
    await reloadRows();
    page.showBibliography();
    if (state.rows.length) await page.openNote(known(note), { keep: true });
    else remember();
  };

  /** The id of a note that is there: this one, else the first. */
  const known = (id) => (state.rows.find((row) => row.id === id) ?? state.rows[0]).id;

  const reloadRows = async () => {
    const { document: number } = state;
    if (number === null) return;
    meanwhile.rows.clear();
    const told = await page.ask("GET", `/api/documents/${number}/notes`);
    if (told.document !== state.document) return;
    state.rows = told.notes;
    state.rows.forEach((row, at) => (row.place = at));
    page.takeRows(number, [...meanwhile.rows.values()]);
    showRows();
  };

  let drawing = false;

  /** Draws the list with its filters at the next frame: many rows may come at once. */
  const showRows = () => {
    if (drawing) return;
    drawing = true;
    requestAnimationFrame(() => {
      drawing = false;
      page.offerFilters(state.rows);
      filter();
    });
  };

  const filter = () => {
    const found = page.filtered(state.rows);
    page.showRows(found);
    page.markRow(state.wanted, false);
    const told = found.length === state.rows.length ? page.counted(found.length, "note")
      : `${found.length.toLocaleString("en")} of ${page.counted(state.rows.length, "note")}`;
    if (page.at("count").textContent !== told) page.at("count").textContent = told;
  };

  /** Takes rows that changed into the list. */
  page.takeRows = (number, rows) => {
    if (number !== state.document || !rows.length) return;
    const places = new Map(state.rows.map((row) => [row.id, row.place]));
    for (const row of rows) {
      const at = places.get(row.id);
      if (at !== undefined) state.rows[at] = { ...row, place: at };
    }
    showRows();
    page.renewBibliography();
  };

  let asked = 0; // notes asked for: of two answers only the one asked last is shown

  /** Opens a note. `citation`: the one to take in hand; `keep`: the focus stays where it is. */
  page.openNote = (id, { citation = null, keep = false } = {}) => {
    if (!page.mayLeave()) return state.opening;
    page.stopCorrecting();
    state.wanted = id;
    page.markRow(id);
    asked += 1;
    state.opening = page.trying(() => fetchNote(asked, id, citation, keep));
    return state.opening;
  };

  const fetchNote = async (mine, id, citation, keep) => {
    const note = await page.ask("GET", page.noteAt(state.document, id));
    if (mine !== asked || note.document !== state.document) return;
    Object.assign(state, { note, citation: citation ?? firstOpen(note), records: new Map() });
    page.showNote();
    page.at("open").scrollTop = 0;
    remember();
    if (citation !== null) page.chooseCitation(citation);
    else if (!keep && page.at("open").contains(document.activeElement)) page.at("note-title").focus();
  };

  /** The first citation that still asks for something, else the first. */
  const firstOpen = (note) => {
    const open = note.citations.findIndex((one) => one.decision === null && one.verdict !== "resolved");
    return Math.max(0, open);
  };

  /** Shows the open note as it is now; what the editor is in the middle of is not disturbed. */
  page.reloadNote = async () => {
    if (!state.note || state.note.id !== state.wanted) return;
    if (page.isAsking() || page.isCorrecting()) {
      later.note = true;
      return;
    }
    later.note = false;
    asked += 1;
    const mine = asked;
    await page.trying(async () => {
      const note = await page.ask("GET", page.noteAt(state.document, state.note.id));
      if (mine !== asked || page.isCorrecting()) return;
      state.note = note;
      state.citation = Math.min(state.citation, Math.max(0, note.citations.length - 1));
      page.showNote();
    });
  };

  /** Shows what has waited for the end of a dialog. */
  page.catchUp = () => later.note && page.reloadNote();

  /** Looks at everything anew: after a conflict, and when the program is back. */
  page.reload = () =>
    page.trying(async () => {
      await page.reloadState();
      await reloadRows();
      if (state.wanted !== state.note?.id) await page.openNote(state.wanted, { keep: true });
      else await page.reloadNote();
      page.renewBibliography();
    });

  // --- what the program tells ------------------------------------------------------------------------------------

  const connected = () => page.trying(async () => {
    if (state.document !== null) {
      await page.reload();
      return;
    }
    await page.reloadState();
    const told = place();
    const wanted = state.documents.find((one) => String(one.number) === told.get("document")) ?? state.documents[0];
    if (wanted) await page.openDocument(wanted.number, told.get("note"));
  });

  const onDocument = (told) => {
    meanwhile.documents.set(told.number, told);
    if (takeDocument(told)) {
      page.tell(`${told.name}: all ${page.counted(told.notes, "note")} checked`);
      page.renewBibliography();
    }
    page.showDocuments();
  };

  /** Takes a document as it is told; whether its last note was checked just now. */
  const takeDocument = (told) => {
    const at = state.documents.findIndex((one) => one.number === told.number);
    const known = state.documents[at];
    if (known) state.documents[at] = told;
    else state.documents.push(told);
    return known?.state === "checking" && told.state === "done";
  };

  const onRows = (told) => {
    if (told.document !== state.document) return;
    told.rows.forEach((row) => meanwhile.rows.set(row.id, row));
    page.takeRows(told.document, told.rows);
    page.renewBibliography();
    // While verdicts arrive, the open note is looked at again only when it is told of; later, what is told is rare, and
    // fields marked by hand change a note without changing its row.
    const isQuiet = state.documents.find((one) => one.number === told.document)?.state === "done";
    if (isQuiet || told.rows.some((row) => row.id === state.wanted)) state.opening.then(page.reloadNote);
  };

  const onNotes = (told) => page.trying(async () => {
    if (told.document !== state.document) return;
    await reloadRows();
    if (!state.note && state.rows.length) await page.openNote(known(place().get("note")), { keep: true });
    else await page.reloadNote();
  });

  // --- keys ------------------------------------------------------------------------------------------------------

  const at = () => state.rows.find((row) => row.id === state.wanted)?.place ?? -1;

  const step = (by) => {
    const row = page.rowFrom(at(), by);
    if (row && row.id !== state.wanted) page.openNote(row.id);
  };

  const nextNeedy = () => {
    const here = at();
    const found = state.rows.find((row) => row.place > here && page.needsALook(row)) ?? state.rows.find(page.needsALook);
    if (found) page.openNote(found.id);
    else page.tell("No note needs a look.");
  };

  const nextRecord = () => {
    const one = state.note?.citations[state.citation];
    if (one?.candidates.length) page.chooseRecord(one.number, (page.recordOf(one) + 1) % one.candidates.length);
  };

  const toBibliography = () => {
    page.at("works").open = true;
    page.at("works").querySelector("summary").focus();
  };

  const toSearch = () => {
    page.at("words").focus();
    page.at("words").select();
  };

  const KEYS = [
    ["j", "the next note of the list", () => step(1)],
    ["k", "the note before", () => step(-1)],
    ["n", "the next note that needs a look", nextNeedy],
    ["1", "to 9: the citation of this number; the keys below are about it", null],
    ["c", "choose the next record", nextRecord],
    ["a", "accept the chosen record", () => page.decide("accepted")],
    ["s", "accept it with corrections", () => page.decide("corrected")],
    ["x", "it exists elsewhere", () => page.decide("exists-elsewhere")],
    ["r", "it is archival", () => page.decide("archival")],
    ["g", "it is known to be good", () => page.decide("known-good")],
    ["q", "query to the author", () => page.decide("query")],
    ["e", "correct the fields by hand", () => page.startCorrecting()],
    ["u", "undo the last thing done in this window", () => page.undo()],
    ["f", "search and filter (also /)", toSearch],
    ["l", "to the list: there also arrow keys, Home, End, PageUp, PageDown", () => page.at("list").focus()],
    ["b", "to the bibliography", toBibliography],
    ["d", "to the documents", () => page.at("documents").focus()],
    ["?", "this help", () => page.openDialog("help-dialog")],
    ["Esc", "close a dialog; leave the marking of fields or the search", null],
  ];
  const ACTS = new Map([...KEYS.map(([key, , act]) => [key, act]), ["/", toSearch]]);
  const WAITING = new Set([..."123456789casxrgqeu"]); // they are about the open note, which may not be there yet
  const TYPED = "input:not([type=checkbox], [type=radio], [type=file]), textarea, select";

  const onKey = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || page.isAsking()) return;
    if (event.key === "Escape") {
      leave(event.target);
      return;
    }
    if (event.target.matches(TYPED) || page.isCorrecting()) return;
    const act = ACTS.get(event.key) ?? (/^[1-9]$/u.test(event.key) ? () => page.chooseCitation(Number(event.key) - 1) : null);
    if (!act) return;
    event.preventDefault();
    if (WAITING.has(event.key)) state.opening.then(act);
    else act();
  };

  const leave = (target) => {
    page.at("export").open = false;
    if (page.isCorrecting()) page.stopCorrecting();
    else if (target.matches(TYPED)) page.at("list").focus();
  };

  const onListKey = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const all = state.rows.length;
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page.rowsSeen(), PageUp: -page.rowsSeen(), Home: -all, End: all };
    if (!(event.key in steps)) return;
    event.preventDefault();
    step(steps[event.key]);
  };

  // --- begin -----------------------------------------------------------------------------------------------------

  const start = () => {
    page.at("keys").replaceChildren(
      ...KEYS.map(([key, told]) => page.make("tr", {}, page.make("th", { scope: "row" }, page.make("kbd", {}, key)), page.make("td", {}, told))),
    );
    addEventListener("keydown", onKey);
    page.at("list").addEventListener("keydown", onListKey);
    page.at("list").addEventListener("click", (event) => {
      const row = event.target.closest(".row");
      if (row) page.openNote(row.dataset.note);
    });
    const filters = page.at("filters");
    filters.addEventListener("input", filter);
    filters.addEventListener("reset", () => setTimeout(filter)); // the boxes are reset after the event
    filters.addEventListener("submit", (event) => event.preventDefault());
    page.at("bulk").addEventListener("click", () => page.askAbove());
    page.at("help").addEventListener("click", () => page.openDialog("help-dialog"));
    addEventListener("hashchange", () => {
      const told = place();
      const number = state.documents.find((one) => String(one.number) === told.get("document"))?.number ?? state.document;
      if (number !== state.document) page.openDocument(number, told.get("note"));
      else if (state.rows.length && known(told.get("note")) !== state.wanted) page.openNote(known(told.get("note")));
    });
    page.startFiles();
    if (matchMedia("(max-width: 60rem)").matches) page.at("works").open = false;
    page.listen(connected, { document: onDocument, rows: onRows, notes: onNotes });
  };

  start();
}
