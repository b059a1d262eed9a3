// Words marked in the text become places: for a missed quotation, or in the form of a quote that is open.
(() => {
  const desk = document.querySelector("[data-review]");
  if (!desk) return;
  const text = desk.querySelector("[data-text]");
  const form = () => document.querySelector("[data-form]");

  // Offsets are counted in code points, as the text is kept.
  const length = (words) => [...words].length;

  const offset = (node, within) => {
    const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!paragraph || !text.contains(paragraph)) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, within);
    return Number(paragraph.dataset.start) + length(before.toString());
  };

  const whole = () => [...text.querySelectorAll("[data-start]")].map((one) => one.textContent).join("\n");

  const marked = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    return start === null || end === null || start >= end ? null : [start, end];
  };

  const fill = (spans) => {
    const letters = [...whole()];
    form().querySelector("[name=spans]").value = spans.map((span) => span.join("-")).join(" ");
    form().querySelector("[data-words]").value = spans
      .map(([start, end]) => letters.slice(start, end).join("")).join(" […] ");
  };

  const offer = () => {
    const add = desk.querySelector("[data-add]");
    const span = marked();
    if (add) {
      add.hidden = false;
      add.disabled = !span;
      add.value = span ? span.join("-") : "";
    }
    return span;
  };

  document.addEventListener("selectionchange", offer);
  document.addEventListener("review:placed", offer);
  offer();

  text.addEventListener("mouseup", () => {
    const span = marked();
    if (span && form()) fill([span]);
  });

  // In the form of a quote: its first border with [ and ], its last with { and }, a word at a time.
  const move = (key) => {
    const field = form().querySelector("[name=spans]");
    const spans = field.value.split(" ").filter(Boolean).map((one) => one.split("-").map(Number));
    if (!spans.length) return;
    const letters = whole();
    const points = [...letters];
    const isSpace = (place) => place < 0 || place >= points.length || /\s/.test(points[place]);
    const first = spans[0];
    const last = spans.at(-1);
    if (key === "[") {
      let place = first[0] - 1;
      while (place > 0 && isSpace(place)) place -= 1;
      while (place > 0 && !isSpace(place - 1)) place -= 1;
      first[0] = Math.max(place, 0);
    } else if (key === "]") {
      let place = first[0];
      while (place < first[1] && !isSpace(place)) place += 1;
      while (place < first[1] && isSpace(place)) place += 1;
      if (place < first[1]) first[0] = place;
    } else if (key === "{") {
      let place = last[1] - 1;
      while (place > last[0] && !isSpace(place - 1)) place -= 1;
      while (place > last[0] && isSpace(place - 1)) place -= 1;
      if (place > last[0]) last[1] = place;
    } else {
      let place = last[1];
      while (place < points.length && isSpace(place)) place += 1;
      while (place < points.length && !isSpace(place)) place += 1;
      last[1] = place;
    }
    fill(spans);
  };

  document.addEventListener("keydown", (event) => {
    if (!form() || !["[", "]", "{", "}"].includes(event.key) || event.ctrlKey || event.metaKey) return;
    if (event.target.matches("input[type=text], textarea")) return;
    event.preventDefault();
    move(event.key);
  });
})();
