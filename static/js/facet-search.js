// Long groups of filters get a field to search in.
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
