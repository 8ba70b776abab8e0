// The documents: which one is open, how far it is, what can be taken out of it, and files that are dropped.
"use strict";

{
  const { make } = page;

  /** Shows the documents in the header, and what is to be said of the open one. */
  page.showDocuments = () => {
    const { documents, document: open } = page.state;
    const box = page.at("documents");
    documents.forEach((one, at) => {
      const option = box.options[at] ?? box.appendChild(make("option"));
      const told = `${page.printable(one.name)} (${progress(one)})`;
      if (option.textContent !== told) option.textContent = told;
      option.value = String(one.number);
    });
    while (box.options.length > documents.length) box.lastElementChild.remove();
    box.value = open === null ? "" : String(open);
    const one = documents.find((each) => each.number === open);
    page.at("progress").textContent = one ? progress(one) : "No document: drop a file here, or choose one.";
    page.at("bar").max = one?.notes || 1;
    page.at("bar").value = one?.state === "done" ? one.notes || 1 : (one?.checked ?? 0);
    page.at("decisions").textContent = page.printable(one?.decisions ?? "citecheck.decisions.json");
    document.title = one ? `${page.printable(one.name)}: citecheck review` : "citecheck review";
    about(one);
    exports(one);
  };

  const progress = (one) => {
    if (one.state === "waiting") return "waiting";
    if (one.state === "reading") return "being read";
    if (one.state === "failed") return "could not be read";
    return `${one.checked.toLocaleString("en")} of ${page.counted(one.notes, "note")} checked`;
  };

  const about = (one) => {
    const told = [];
    if (one?.state === "failed") told.push(make("p", { className: "failure" }, make("strong", {}, "Not checked:"), ` ${one.reason}`));
    if (one?.dropped) told.push(make("p", { className: "quiet" }, "This file was dropped here and is kept only until the program ends; what is decided of it remains."));
    if (one?.warnings.length) told.push(make("ul", { className: "quiet" }, one.warnings.map((each) => make("li", {}, each))));
    page.at("about").replaceChildren(...told);
  };

  // --- taking out ------------------------------------------------------------------------------------------------

  let offered = "";

  const exports = (one) => {
    const { documents, formats } = page.state;
    const ready = (each) => each.state === "done" || each.state === "failed";
    const now = JSON.stringify([one?.number, one && ready(one), documents.length, documents.every(ready)]);
    if (now === offered) return;
    offered = now;
    const groups = one ? [group("This document", formats, ready(one), { document: one.number })] : [];
    if (documents.length > 1) groups.push(group("All documents", formats, documents.every(ready), {}));
    page.at("exports").replaceChildren(...groups);
  };

  const group = (title, formats, ready, query) => {
    const link = ({ name, label }) => {
      const href = page.address(`/api/export/${encodeURIComponent(name)}`, query);
      return make("li", {}, make("a", { href, download: "" }, label));
    };
    const waits = make("p", { className: "quiet" }, "Still being checked: wait for the last note.");
    return make("div", {}, make("h2", {}, title), ready ? make("ul", {}, formats.map(link)) : waits);
  };

  // --- files -----------------------------------------------------------------------------------------------------

  const send = (files) =>
    page.trying(async () => {
      for (const file of files) {
        const form = new FormData();
        form.append("file", file, file.name);
        form.append("window", page.window);
        page.tell(`${file.name} is being sent`);
        const { number } = await page.ask("POST", "/api/documents", form);
        page.tell(`${file.name} is being checked`);
        await page.reloadState();
        await page.openDocument(number);
      }
    });

  const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
  let inside = 0; // elements of the page that the file is over: it enters one before it leaves another

  page.startFiles = () => {
    page.at("file").addEventListener("change", async (event) => {
      await send([...event.target.files]);
      event.target.value = "";
    });
    addEventListener("click", (event) => {
      if (!page.at("export").contains(event.target)) page.at("export").open = false;
    });
    page.at("documents").addEventListener("change", (event) => page.openDocument(Number(event.target.value)));
    addEventListener("dragenter", (event) => holdsFiles(event) && over(inside + 1));
    addEventListener("dragleave", (event) => holdsFiles(event) && over(inside - 1));
    addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
    addEventListener("drop", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      over(0);
      send([...event.dataTransfer.files]);
    });
  };

  const over = (number) => {
    inside = Math.max(0, number);
    page.at("drop").hidden = inside === 0;
  };
}
