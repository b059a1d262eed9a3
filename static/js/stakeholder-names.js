// Names of stakeholders are offered while one is typed, in forms that come later too.
(() => {
  let number = 0;
  const asked = new WeakMap();

  const listOf = (field) => {
    if (field.list) return field.list;
    const list = document.createElement("datalist");
    list.id = `names-${number++}`;
    field.after(list);
    field.setAttribute("list", list.id);
    return list;
  };

  document.addEventListener("input", async ({target}) => {
    const form = target.matches("[data-stakeholder-names]") && target.closest("[data-names]");
    if (!form) return;
    const typed = target.value.trim();
    if (typed.length < 2 || typed === asked.get(target)) return;
    asked.set(target, typed);
    const list = listOf(target);
    const answer = await fetch(`${form.dataset.names}?q=${encodeURIComponent(typed)}`);
    if (!answer.ok || typed !== asked.get(target)) return;
    const {names} = await answer.json();
    list.replaceChildren(...names.map(({name, about}) => {
      const option = document.createElement("option");
      option.value = name;
      option.label = about;
      return option;
    }));
  });
})();
