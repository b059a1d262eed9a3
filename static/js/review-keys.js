// The review desk by keyboard: one key for each decision; the page itself lists them under “?”.
(() => {
  const desk = document.querySelector("[data-review]");
  if (!desk) return;
  const rows = () => [...desk.querySelectorAll("[data-quote]")];
  const here = () => desk.querySelector(".suggestion--here");

  const step = (by) => {
    const all = rows();
    const at = all.indexOf(here());
    const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    if (next) desk.dispatchEvent(new CustomEvent("review:go", {detail: next.dataset.quote}));
  };

  const press = (button) => {
    if (!button || button.disabled || button.hidden) return false;
    button.click();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      desk.dispatchEvent(new Event("review:close"));
      return;
    }
    if (event.key === "Enter" && event.target.matches("[data-form] select")) {
      event.preventDefault();
      event.target.form.requestSubmit();
      return;
    }
    const typing = event.target.closest("input, select, textarea, [data-form]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
    else if (event.key === "?") {
      const keys = desk.querySelector("[data-keys]");
      keys.open = !keys.open;
      keys.querySelector("summary").focus();
    } else {
      const door = desk.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
      const done = press(door) || press(here()?.querySelector(`[data-do="${CSS.escape(event.key)}"]`));
      if (!done) return;
    }
    event.preventDefault();
  });
})();
