// Talks to the program: requests with the token, and the events it sends.
"use strict";

{
  const TOKEN = document.querySelector("meta[name=citecheck-token]").content;
  const LOST = "The program has ended or cannot be reached: decisions are not saved until it is back.";
  const AGAIN = 3000; // milliseconds until a connection that was refused is tried again

  /** What the program answered instead of doing it; `status`: of HTTP, 0 where it could not be reached. */
  class Refused extends Error {
    constructor(status, answer) {
      super(answer.error ?? `the program answered ${status}`);
      this.status = status;
    }
  }
  page.Refused = Refused;

  /** This window: undo takes back what was done in it. */
  page.window = (() => {
    const known = sessionStorage.getItem("citecheck-window") ?? crypto.randomUUID();
    sessionStorage.setItem("citecheck-window", known);
    return known;
  })();

  /** The address with the token, for what the browser asks for by itself. */
  page.address = (path, query = {}) => `${path}?${new URLSearchParams({ token: TOKEN, ...query })}`;

  /** Asks the program; the answer, or Refused. `body`: sent as JSON, or as it is where it is a form. */
  page.ask = async (method, path, body = undefined) => {
    const headers = { "X-Citecheck-Token": TOKEN };
    if (body !== undefined && !(body instanceof FormData)) headers["Content-Type"] = "application/json";
    const sent = body === undefined || body instanceof FormData ? body : JSON.stringify(body);
    let answer;
    try {
      answer = await fetch(path, { method, headers, body: sent, cache: "no-store" });
    } catch {
      lost(true);
      throw new Refused(0, { error: LOST });
    }
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Refused(answer.status, told);
    return told;
  };

  /** The address of a note of a document, and of what belongs to it. */
  page.noteAt = (document, note, rest = "") => `/api/documents/${document}/notes/${encodeURIComponent(note)}${rest}`;

  /**
   * Listens to the program for as long as the page is open. `opened` is called at each connection, also after one was
   * lost: what was told meanwhile is not told again.
   */
  page.listen = (opened, listeners) => {
    const events = new EventSource(page.address("/api/events"));
    events.addEventListener("open", () => {
      lost(false);
      opened();
    });
    events.addEventListener("error", () => {
      lost(true);
      // A browser gives up where it was answered and refused (another token: the program was started anew).
      if (events.readyState === EventSource.CLOSED) setTimeout(() => page.listen(opened, listeners), AGAIN);
    });
    for (const [kind, listen] of Object.entries(listeners)) {
      events.addEventListener(kind, (event) => listen(JSON.parse(event.data)));
    }
    addEventListener("pagehide", () => events.close(), { once: true });
  };

  const lost = (is) => {
    const line = page.at("lost");
    if (line.hidden !== is) return;
    line.hidden = !is;
    line.textContent = is ? LOST : "";
  };
}
