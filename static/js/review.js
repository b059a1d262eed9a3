// The review desk without reloading: a decision is sent, and what it changed is put in its place.
(() => {
  const desk = document.querySelector("[data-review]");
  if (!desk) return;
  const drawer = document.querySelector("[data-drawer]");
  const said = desk.querySelector("[data-said]");
  const list = desk.querySelector("[data-list]");
  const headers = {"X-Review-Desk": "yes"};
  let busy = false;

  const rowOf = (key) => document.getElementById(`q-${key}`);

  const go = (key) => {
    const row = key && rowOf(key);
    for (const other of list.querySelectorAll(".suggestion--here")) other.classList.remove("suggestion--here");
    for (const mark of desk.querySelectorAll(".said-mark--here")) mark.classList.remove("said-mark--here");
    if (!row) return;
    row.classList.add("suggestion--here");
    row.focus({preventScroll: true});
    row.scrollIntoView({block: "nearest"});
    const marks = [...desk.querySelectorAll("mark[data-quotes]")];
    const mine = marks.filter((mark) => mark.dataset.quotes.split(" ").includes(String(key)));
    for (const mark of mine) mark.classList.add("said-mark--here");
    if (mine.length) mine[0].scrollIntoView({block: "nearest"});
  };

  const say = (text, failed) => {
    said.textContent = text;
    said.classList.toggle("review__said--failed", Boolean(failed));
  };

  const place = (parts, order) => {
    for (const [id, html] of Object.entries(parts)) {
      const there = document.getElementById(id);
      const box = document.createElement("template");
      box.innerHTML = html.trim();
      const part = box.content.firstElementChild;
      if (!part) there?.remove();
      else if (there) there.replaceWith(part);
      else list.append(part);
    }
    for (const id of order || []) {
      const row = document.getElementById(id);
      if (row) list.append(row);
    }
    document.dispatchEvent(new Event("review:placed"));
  };

  const close = () => {
    if (drawer.hidden) return;
    const key = drawer.querySelector("[data-form]")?.dataset.form;
    drawer.hidden = true;
    drawer.replaceChildren();
    go(key);
  };

  const show = (html) => {
    drawer.innerHTML = html;
    drawer.hidden = false;
    const wrong = drawer.querySelector(".desk-field--wrong");
    const type = drawer.querySelector("[name=speaker_is]").value;
    const asks = ["person", "organisation"].includes(type) && !drawer.querySelector("[name=speaker_type]").value;
    const first = wrong?.querySelector("input, select, textarea")
      || drawer.querySelector(asks ? "[name=speaker_type]" : "[name=speaker]");
    first.focus();
  };

  const open = async (address) => {
    try {
      const answer = await fetch(address, {headers});
      if (answer.ok) show(await answer.text());
      else location.assign(address);
    } catch {
      say(desk.dataset.lost, true);
    }
  };

  const take = (answer) => {
    place(answer.parts, answer.order);
    say(answer.said, answer.failed);
    if (answer.open) {
      const link = rowOf(answer.open)?.querySelector("[data-do=e]");
      if (link) open(link.href);
      return;
    }
    go(answer.next);
  };

  const send = async (form, button) => {
    if (busy) return;
    busy = true;
    const data = new FormData(form, button || undefined);
    try {
      const answer = await fetch(form.action, {method: "POST", body: data, headers});
      const kind = answer.headers.get("Content-Type") || "";
      if (kind.startsWith("application/json")) {
        const told = await answer.json();
        if (form !== desk && !told.failed) close();
        take(told);
      } else if (form !== desk && answer.status === 422) show(await answer.text());
      else location.reload();
    } catch {
      say(desk.dataset.lost, true);
    } finally {
      busy = false;
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form !== desk && !form.matches("[data-form]")) return;
    event.preventDefault();
    send(form, event.submitter);
  });

  document.addEventListener("click", (event) => {
    const edit = event.target.closest("[data-do=e]");
    if (edit && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      open(edit.href);
    }
    if (event.target.closest("[data-close]") && drawer.contains(event.target)) {
      event.preventDefault();
      close();
    }
    const mark = event.target.closest("mark[data-quotes]");
    if (mark && getSelection().isCollapsed) go(mark.dataset.quotes.split(" ").at(-1));
  });

  list.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-quote]");
    if (row && !row.classList.contains("suggestion--here") && event.target !== row) go(row.dataset.quote);
  });

  desk.addEventListener("review:go", (event) => go(event.detail));
  desk.addEventListener("review:close", close);
  const first = location.hash.startsWith("#q-") ? location.hash.slice(3) : list.querySelector(".suggestion--open")?.dataset.quote;
  go(first);
})();
