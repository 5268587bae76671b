"use strict";
(() => {
  const bar = document.getElementById("bar");
  if (bar) {
    const words = document.getElementById("words");
    const ask = async () => {
      try {
        const answer = await fetch(`/checks/${bar.dataset.key}/progress`);
        if (!answer.ok) { location.reload(); return; }
        const state = await answer.json();
        if (state.finished) { location.reload(); return; }
        if (words.textContent !== state.words) words.textContent = state.words;
        if (state.total && state.done < state.total) bar.value = state.done / state.total;
        else bar.removeAttribute("value");
      } catch {
        words.textContent = "The server does not answer.";
      }
      setTimeout(ask, 500);
    };
    ask();
  }

  const rows = document.getElementById("rows");
  if (!rows) return;
  const add = document.getElementById("add");
  const grow = () => {
    const last = rows.lastElementChild;
    const n = Number(last.dataset.n) + 1;
    const made = last.cloneNode(true);
    made.dataset.n = n;
    made.querySelector(".n").textContent = n;
    for (const field of made.querySelectorAll("input, textarea")) {
      if (field.type === "radio") { field.value = n; field.checked = false; continue; }
      field.name = field.name.replace(/\d+$/, n);
      field.value = "";
    }
    made.querySelectorAll(".again").forEach((e) => e.remove());
    rows.append(made);
    return made;
  };
  add.hidden = false;
  add.addEventListener("click", () => grow().querySelector("input").focus());

  document.getElementById("droppable").hidden = false;
  const free = (row) => !row.querySelector("textarea").value.trim() && !row.querySelector("[type=file]").files.length;
  const carries = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  addEventListener("dragover", (event) => {
    if (carries(event)) { event.preventDefault(); document.body.classList.add("dropping"); }
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    document.body.classList.remove("dropping");
    const under = event.target.closest && event.target.closest(".row");
    [...event.dataTransfer.files].forEach((file, i) => {
      const row = i === 0 && under && free(under) ? under : [...rows.children].find(free) || grow();
      const one = new DataTransfer();
      one.items.add(file);
      row.querySelector("[type=file]").files = one.files;
    });
  });
})();
