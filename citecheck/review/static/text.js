// A note's text with its citations and fields, cut at their borders.
"use strict";

{
  /**
   * The paragraph of a text. `emphasis`: [start, end] of italics; `chosen`: the number of the citation in hand;
   * `mentions`: works that are only talked about, each with its start and end.
   */
  page.paragraph = (text, citations, { emphasis = [], chosen = -1, choose = null, mentions = [] } = {}) => {
    const points = page.points(text);
    const paragraph = page.make("p", { className: "text", dir: "auto" });
    let at = 0;
    for (const [number, citation] of ordered(citations, mentions)) {
      if (citation.start < at) continue; // inside another: the model forbids it
      paragraph.append(...pieces(points, at, citation.start, [], emphasis));
      at = citation.end;
      if (number === null) {
        const words = pieces(points, citation.start, citation.end, [], emphasis);
        paragraph.append(page.make("span", { className: "mentioned", title: "Mentioned, not cited" }, words));
        continue;
      }
      const inside = pieces(points, citation.start, citation.end, citation.spans, emphasis);
      const tag = citations.length > 1 ? page.make("sup", { className: "number" }, String(number + 1)) : null;
      const told = { className: number === chosen ? "cited chosen" : "cited", title: `Citation ${number + 1}`, data: { number } };
      paragraph.append(page.make("span", { ...told, on: choose ? { click: () => choose(number) } : {} }, tag, inside));
    }
    paragraph.append(...pieces(points, at, points.length, [], emphasis));
    return paragraph;
  };

  const ordered = (citations, mentions) =>
    [...citations.entries(), ...mentions.map((one) => [null, one])].sort(([, a], [, b]) => a.start - b.start);

  const pieces = (points, start, end, spans, emphasis) => {
    const borders = [start, end, ...spans.flatMap((one) => [one.start, one.end]), ...emphasis.flat()];
    const cuts = [...new Set(borders.filter((at) => at >= start && at <= end))].sort((a, b) => a - b);
    return cuts.slice(1).map((to, number) => {
      const from = cuts[number];
      const span = spans.find((one) => one.start <= from && from < one.end);
      const italic = emphasis.some(([a, b]) => a <= from && from < b);
      return piece(points.slice(from, to).join(""), span, italic, to);
    });
  };

  const piece = (text, span, italic, end) => {
    const told = italic ? page.make("i", {}, text) : page.make("span", {}, text);
    if (!span) return told;
    const unsure = (span.confidence ?? 1) < page.state.unsure;
    return page.make(
      "mark",
      {
        className: `${page.hue(span.field)}${unsure ? " unsure" : ""}`,
        title: unsure ? `${span.field}, read with little confidence` : span.field,
        data: end === span.end ? { field: span.field } : {}, // its last piece bears the name
      },
      told,
    );
  };

  /** The colour class of a field. */
  page.hue = (field) => page.state.hues[field] ?? "number";
}
