// What the editor decides: the dialogs that ask for what is needed, and the requests.
"use strict";

{
  // Of what a work can be given by hand, these are always offered, others where they occur.
  const ALWAYS = ["author", "title", "container-title", "publisher", "publisher-place", "issued"];

  // --- dialogs ---------------------------------------------------------------------------------------------------

  /** Opens a dialog. `submit` does what it is for; what that throws is told in the dialog, which then stays open. */
  page.openDialog = (id, submit = async () => {}) => {
    const dialog = page.at(id);
    const form = dialog.querySelector("form");
    const wrong = dialog.querySelector("[role=alert]");
    if (wrong) wrong.textContent = "";
    form.onsubmit = async (event) => {
      event.preventDefault();
      try {
        await submit();
        dialog.close();
      } catch (error) {
        if (!(error instanceof page.Refused) && !(error instanceof Incomplete)) throw error;
        if (error.status === 409) {
          dialog.close(); // what it was about has changed
          page.met(error);
        } else {
          wrong.textContent = page.printable(error.message);
        }
      }
    };
    dialog.querySelectorAll("[data-close]").forEach((one) => {
      one.onclick = () => dialog.close();
    });
    dialog.onclose = page.catchUp;
    dialog.showModal();
  };

  /** Something that the form still lacks. */
  class Incomplete extends Error {}

  page.isAsking = () => document.querySelector("dialog[open]") !== null;

  /** Tells of a refusal; after a conflict the note is shown as it is now. */
  page.met = (error) => {
    if (!(error instanceof page.Refused)) throw error;
    page.wrong(error.status === 409 ? `Not saved: ${error.message}. The note is shown as it is now.` : error.message);
    if (error.status === 409) page.reload();
  };

  /** Runs what asks the program, and tells of a refusal. */
  page.trying = async (act) => {
    try {
      await act();
    } catch (error) {
      page.met(error);
    }
  };

  // --- decisions -------------------------------------------------------------------------------------------------

  /** Decides about the citation in hand; asks first for what the kind needs. */
  page.decide = (kind) => {
    const { note, citation } = page.state;
    const one = note?.citations[citation];
    const told = page.state.kinds.find((each) => each.kind === kind) ?? { label: "accept with corrections", needs: ["record"] };
    if (!one || one.verdict === "pending") return;
    const record = recordFor(one);
    if (told.needs.includes("record") && !record) {
      page.wrong("No catalogue offers a record to accept: say that it exists elsewhere, or ask the author.");
      return;
    }
    if (kind === "corrected") askFields(note, one, record);
    else if (told.needs.includes("reason")) askReason(note, one, kind, told);
    else page.trying(() => put(note, one, { kind, reason: "", record: named(record) }));
  };

  const recordFor = (one) => one.candidates[page.recordOf(one)] ?? one.decision?.record ?? null;

  const named = (record) => (record ? { catalogue: record.catalogue, key: record.key } : null);

  const put = async (note, one, told) => {
    const body = { window: page.window, expected: one.version, record: null, fields: null, ...told };
    const answer = await page.ask("PUT", page.noteAt(note.document, note.id, `/citations/${one.number}/decision`), body);
    page.tell(`${body.fields ? "accepted with corrections" : told.kind.replaceAll("-", " ")}: ${one.cited}`);
    page.takeRows(note.document, answer.rows);
    await page.reloadNote();
  };

  /** Takes back the decision on a citation of the open note. */
  page.withdraw = (number) =>
    page.trying(async () => {
      const { note } = page.state;
      const one = note.citations[number];
      const path = page.noteAt(note.document, note.id, `/citations/${number}/decision`);
      const answer = await page.ask("DELETE", path, { window: page.window, expected: one.version });
      page.tell(`withdrawn: ${one.decision.kind.replaceAll("-", " ")}`);
      page.takeRows(note.document, answer.rows);
      await page.reloadNote();
    });

  /** Takes back the last thing that this window did. */
  page.undo = () =>
    page.trying(async () => {
      const answer = await page.ask("POST", "/api/undo", { window: page.window });
      page.tell(`undone: ${answer.undone}`);
      if (answer.document !== page.state.document) await page.openDocument(answer.document, answer.note || null);
      else if (answer.note && answer.note !== page.state.note?.id) await page.openNote(answer.note);
      else await page.reloadNote();
    });

  const askReason = (note, one, kind, told) => {
    const reason = page.at("reason");
    page.at("reason-title").textContent = page.printable(told.label[0].toUpperCase() + told.label.slice(1));
    page.at("reason-of").textContent = page.printable(one.cited);
    page.at("reason-needed").textContent = "(must be said)";
    reason.value = one.decision?.kind === kind ? one.decision.reason : "";
    page.openDialog("reason-dialog", async () => {
      if (!reason.value.trim()) {
        reason.focus();
        throw new Incomplete("Say why.");
      }
      await put(note, one, { kind, reason: reason.value });
    });
    reason.focus();
  };

  // --- accept with corrections -----------------------------------------------------------------------------------

  const askFields = (note, one, record) => {
    const before = one.decision?.work ?? one.work;
    const known = record.work ?? {};
    const wanted = page.state.editable.filter((name) => ALWAYS.includes(name) || text(before, name) || text(known, name));
    page.at("fields-record").textContent = page.printable(`${record.catalogue} ${record.key}`);
    page.at("fields").replaceChildren(...wanted.map((name) => fieldRow(name, before, one.work, known)));
    page.at("fields-reason").value = one.decision?.kind === "corrected" ? one.decision.reason : "";
    page.at("fields-all").onclick = () => page.at("fields").querySelectorAll("button").forEach((take) => take.click());
    page.openDialog("fields-dialog", async () => {
      const fields = changed(one.work);
      if (!Object.keys(fields).length) throw new Incomplete("Nothing differs from the note: accept it as it is (a).");
      await put(note, one, { kind: "accepted", reason: page.at("fields-reason").value, record: named(record), fields });
    });
  };

  const fieldRow = (name, before, cited, known) => {
    const { make } = page;
    const input = make("input", { type: "text", value: text(before, name), name, autocomplete: "off", dir: "auto", "aria-label": name });
    const offered = text(known, name);
    const take = page.button("Take", () => (input.value = offered), { "aria-label": `Take ${name} of the record` });
    return make(
      "tr",
      {},
      make("th", { scope: "row" }, name),
      make("td", {}, input),
      make("td", { dir: "auto" }, text(cited, name)),
      make("td", { dir: "auto", className: offered && offered !== text(cited, name) ? "nearly" : "" }, offered),
      make("td", {}, offered ? take : null),
    );
  };

  /** The fields that are to be otherwise than in the note. */
  const changed = (cited) => {
    const inputs = [...page.at("fields").querySelectorAll("input")];
    return Object.fromEntries(
      inputs.map((input) => [input.name, input.value.trim()]).filter(([name, value]) => value !== text(cited, name)),
    );
  };

  /** A variable of a CSL item as people write it. */
  const text = (work, name) => {
    const value = work[name];
    if (value === undefined || value === null) return "";
    if (Array.isArray(value)) return value.map(person).join("; ");
    if (typeof value === "object") return dated(value);
    return String(value);
  };

  const person = ({ literal = "", family = "", given = "", suffix = "", ...more }) => {
    const last = [more["non-dropping-particle"], more["dropping-particle"], family].filter(Boolean).join(" ");
    return literal || [last, given, suffix].filter(Boolean).join(", ");
  };

  const dated = (date) => {
    const parts = date["date-parts"];
    if (!parts) return date.literal ?? date.raw ?? "";
    return parts.map((part) => part.map((one) => String(one).padStart(2, "0")).join("-")).join("/");
  };

  // --- many at once ----------------------------------------------------------------------------------------------

  /** Asks above which probability all are accepted, tells how many that is, and does it. */
  page.askAbove = () => {
    const { document: number } = page.state;
    if (number === null) return;
    const above = page.at("above");
    const path = `/api/documents/${number}/accept`;
    const asked = (dry) => ({ window: page.window, above: Number(above.value), dry });
    const count = async () => {
      const wrong = page.at("bulk-wrong");
      page.at("bulk-go").disabled = true;
      if (!above.checkValidity()) return;
      try {
        const { value } = above;
        const found = await page.ask("POST", path, asked(true));
        if (value !== above.value) return; // another number was asked meanwhile
        wrong.textContent = "";
        page.at("bulk-count").textContent = `${page.counted(found.count, "citation")} would be accepted.`;
        page.at("bulk-go").textContent = found.count ? `Accept ${found.count.toLocaleString("en")}` : "Accept";
        page.at("bulk-go").disabled = found.count === 0;
      } catch (error) {
        if (!(error instanceof page.Refused)) throw error;
        wrong.textContent = page.printable(error.message);
      }
    };
    page.at("bulk-count").textContent = "";
    above.oninput = count;
    page.openDialog("bulk-dialog", async () => {
      const done = await page.ask("POST", path, asked(false));
      page.tell(`${page.counted(done.count, "citation")} accepted; u undoes it`);
      page.takeRows(number, done.rows);
      await page.reloadNote();
    });
    count();
  };
}
