// The page New quote: words marked in the passage are taken over.
(() => {
  const form = document.querySelector("[data-new-quote]");
  if (!form) return;

  const passage = form.querySelector("[data-passage]");
  const words = form.querySelector("[data-words]");
  const mark = form.querySelector("[data-mark]");
  const status = form.querySelector("[data-mark-status]");
  mark.hidden = false;
  mark.querySelector("[data-mark-button]").addEventListener("click", () => {
    const marked = passage.value.slice(passage.selectionStart, passage.selectionEnd).trim();
    if (!marked) {
      status.textContent = mark.dataset.none || "";
      passage.focus();
      return;
    }
    words.value = words.value.trim() ? `${words.value.trim()} […] ${marked}` : marked;
    words.dispatchEvent(new Event("input", {bubbles: true}));
    status.textContent = marked;
  });
})();
