// A choice is asked for at once; the next page opens where the reader was, and its address says only what was asked.
// Without this the same form works by its button.
const PLACE = "facet";

for (const form of document.querySelectorAll("[data-facets]")) {
  form.addEventListener("change", (event) => {
    const box = event.target;
    if (!box.matches("input[type=checkbox]")) return;
    sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, box.name, box.value, scrollY]));
    form.requestSubmit();
  });
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });

  const [path, name, value, top] = JSON.parse(sessionStorage.getItem(PLACE) ?? "[]");
  sessionStorage.removeItem(PLACE);
  if (path !== location.pathname) continue;
  const box = [...form.elements].find((one) => one.name === name && one.value === value);
  if (!box) continue;
  for (let group = box.closest("details"); group; group = group.parentElement.closest("details")) group.open = true;
  box.focus({ preventScroll: true });
  scrollTo({ top, behavior: "instant" });
}
