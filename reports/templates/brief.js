"use strict";
// Only what a page without a script lacks: sorting, searching, a bubble on marks. Everything else is HTML and CSS.
for (const table of document.querySelectorAll("table.grid")) {
  const body = table.tBodies[0];
  for (const [at, th] of [...table.tHead.rows[0].cells].entries()) {
    if (!th.dataset.sort) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = th.textContent;
    th.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = th.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      th.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (row) => row.cells[at].dataset.key ?? row.cells[at].textContent.trim();
      const compare = (a, b) => th.dataset.sort === "number" ? Number(a) - Number(b) : a.localeCompare(b, "en");
      const rows = [...body.rows].sort((a, b) => {
        const [one, two] = [key(a), key(b)];
        if (one === "" || two === "") return (one === "") - (two === "");  // what has no value stands last
        return compare(one, two) * (down ? -1 : 1);
      });
      body.append(...rows);
    });
  }
}
for (const section of document.querySelectorAll(".claims")) {
  const search = section.querySelector("input[type=search]");
  const told = section.querySelector("[role=status]");
  const rows = section.querySelectorAll("tr.claim");
  const tell = () => {
    const shown = [...rows].filter((row) => row.offsetParent !== null || row.getClientRects().length).length;
    told.textContent = shown === rows.length ? "" : `${shown} of ${rows.length} claims shown`;
  };
  if (search) {
    search.parentElement.hidden = false;
    search.addEventListener("input", () => {
      const wanted = search.value.trim().toLowerCase();
      for (const row of rows) row.classList.toggle("missed", !row.textContent.toLowerCase().includes(wanted));
      tell();
    });
  }
  section.addEventListener("change", tell);
}
for (const text of document.querySelectorAll(".text")) {
  const boxes = [...text.querySelectorAll("[data-layer]")];
  const settle = () => {
    const on = boxes.filter((box) => box.checked).map((box) => `m-${box.dataset.layer}`);
    for (const mark of text.querySelectorAll("a.m")) mark.tabIndex = on.some((name) => mark.classList.contains(name)) ? 0 : -1;
  };
  text.addEventListener("change", settle);
  settle();
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  document.body.append(tip);
  const hide = () => { tip.hidden = true; };
  const show = (event) => {
    const mark = event.target.closest?.("a.m");
    if (!mark || !mark.dataset.tip || mark.tabIndex < 0) return hide();
    tip.textContent = mark.dataset.tip;
    tip.hidden = false;
    const box = mark.getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8);
    tip.style.left = `${Math.max(8, left) + scrollX}px`;
    tip.style.top = `${box.bottom + scrollY + 6}px`;
  };
  text.addEventListener("mouseover", show);
  text.addEventListener("focusin", show);
  text.addEventListener("mouseleave", hide);
  text.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}
addEventListener("beforeprint", () => { for (const d of document.querySelectorAll("details")) d.open = true; });
