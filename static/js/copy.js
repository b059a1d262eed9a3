// A button beside each text that is there to be copied; it says aloud that it did.
// Without this the same text is there to be selected.
const box = document.querySelector("[data-copied]");
const status = document.createElement("p");
status.className = "hidden";
status.setAttribute("role", "status");
box?.append(status);

// Where a browser keeps the clipboard from us, the text is selected, and the reader copies it.
const select = (text) => {
  const details = text.closest("details");
  if (details) details.open = true;
  getSelection().selectAllChildren(text);
};

for (const text of box?.querySelectorAll("[data-copy]") ?? []) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button cite__copy";
  button.textContent = text.dataset.copy;
  button.addEventListener("click", async () => {
    let said = box.dataset.copied;
    try {
      await navigator.clipboard.writeText(text.textContent);
    } catch {
      select(text);
      said = box.dataset.notCopied;
    }
    status.textContent = "";
    requestAnimationFrame(() => { status.textContent = said; });
    button.textContent = said;
    setTimeout(() => { button.textContent = text.dataset.copy; }, 3000);
  });
  if ("copyOutside" in text.dataset) text.closest("details").before(button);
  else text.after(button);
}
