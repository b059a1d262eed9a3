// The page New quote: words marked in the passage are taken over, names are offered while they are typed.
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

  for (const [number, field] of form.querySelectorAll("[data-stakeholder-names]").entries()) {
    const list = document.createElement("datalist");
    list.id = `names-${number}`;
    field.after(list);
    field.setAttribute("list", list.id);
    let asked = "";
    field.addEventListener("input", async () => {
      const typed = field.value.trim();
      if (typed.length < 2 || typed === asked) return;
      asked = typed;
      const answer = await fetch(`${form.dataset.names}?q=${encodeURIComponent(typed)}`);
      if (!answer.ok || typed !== asked) return;
      const {names} = await answer.json();
      list.replaceChildren(...names.map(({name, about}) => {
        const option = document.createElement("option");
        option.value = name;
        option.label = about;
        return option;
      }));
    });
  }
})();
