// Long groups of filters get a field to search in, and a choice is asked for at once.
// Without this the same form works by its button.
for (const form of document.querySelectorAll("[data-facets]")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("input[type=checkbox]")) form.requestSubmit();
  });
}

for (const group of document.querySelectorAll("[data-facet-search]")) {
  const field = document.createElement("input");
  field.type = "search";
  field.className = "facets__search";
  field.setAttribute("aria-label", group.dataset.facetSearch);
  field.placeholder = group.dataset.facetSearch;
  const bare = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  field.addEventListener("input", () => {
    for (const item of group.querySelectorAll("li")) {
      item.hidden = !bare(item.textContent).includes(bare(field.value));
    }
  });
  // The field asks nothing of the server: Enter in it must not send the form.
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  group.before(field);
}
