"use strict";
// Shows the filters, which are of no use without us, and hides the notes that they leave out.
const form = document.getElementById("filters");
const notes = [...document.querySelectorAll("article")];

function chosen(name) {
  return new Set([...form.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value));
}

function passes(words, wanted) {
  return words.split(" ").some((word) => wanted.has(word));
}

function filter() {
  const verdicts = chosen("verdict");
  const codes = chosen("code");
  let shown = 0;
  for (const note of notes) {
    note.hidden = !(passes(note.dataset.verdicts, verdicts) && passes(note.dataset.codes, codes));
    shown += note.hidden ? 0 : 1;
  }
  document.getElementById("count").textContent = `${shown} of ${notes.length} notes`;
}

form.addEventListener("change", filter);
form.addEventListener("reset", () => setTimeout(filter));
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
form.hidden = false;
filter();
