// The admin's forms for ears as well as eyes: search boxes that a script draws take the name of their field,
// a heading of a column that heads nothing is no heading, and a table that scrolls can be reached by keys.
(() => {
  const nameOf = (select) => {
    const label = select.labels && select.labels[0];
    return select.getAttribute("aria-label") || (label ? label.textContent.trim().replace(/:$/, "") : "");
  };

  const mend = (root) => {
    for (const select of root.querySelectorAll("select.admin-autocomplete")) {
      const drawn = select.nextElementSibling;
      const box = drawn && drawn.querySelector(".select2-selection");
      if (!box || box.dataset.named) continue;
      box.dataset.named = "yes";
      const shown = box.getAttribute("aria-labelledby");
      const name = document.createElement("span");
      name.className = "hidden";
      name.id = `${select.id}-name`;
      name.textContent = nameOf(select);
      drawn.before(name);
      box.setAttribute("aria-labelledby", `${name.id} ${shown || ""}`.trim());
      const rendered = drawn.querySelector(".select2-selection__rendered");
      if (rendered) rendered.setAttribute("aria-labelledby", name.id);
    }
    for (const heading of root.querySelectorAll(".inline-group thead th")) {
      if (heading.textContent.trim()) continue;
      const cell = document.createElement("td");
      cell.className = heading.className;
      heading.replaceWith(cell);
    }
  };

  const reach = () => {
    for (const group of document.querySelectorAll(".inline-group")) {
      if (group.scrollWidth > group.clientWidth) group.tabIndex = 0;
      else group.removeAttribute("tabindex");
    }
  };

  window.addEventListener("resize", reach);
  // Search boxes are drawn when their own script comes to it, and again for every row that is added.
  const watch = new MutationObserver(() => mend(document));
  window.addEventListener("load", () => {
    mend(document);
    reach();
    watch.observe(document.body, {childList: true, subtree: true});
  });
})();
