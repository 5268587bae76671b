"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  // Light what belongs to a sentence or a marked word, in every column.
  let lit = [];
  const dark = () => { lit.forEach((e) => e.classList.remove("lit")); lit = []; };
  const byFinding = new Map();
  for (const element of all("#articles [data-f]")) {
    for (const n of element.dataset.f.split(" ")) {
      if (!byFinding.has(n)) byFinding.set(n, []);
      byFinding.get(n).push(element);
    }
  }
  const partners = (element) => {
    const mark = element.closest(".m[data-f]");
    if (mark) {
      const found = new Set(mark.dataset.f.split(" ").flatMap((n) => byFinding.get(n) || []));
      return [...found];
    }
    const sentence = element.closest(".s.linked");
    if (!sentence) return [];
    const others = sentence.dataset.to.split(" ").map((id) => document.getElementById(id));
    return [sentence, ...others.filter(Boolean)];
  };
  const show = (elements, from, scroll) => {
    dark();
    lit = elements;
    lit.forEach((e) => e.classList.add("lit"));
    if (!scroll) return;
    const own = from.closest(".text");
    const done = new Set([own]);
    for (const element of lit) {
      const column = element.closest(".text");
      if (!column || done.has(column)) continue;
      done.add(column);
      const place = element.getBoundingClientRect().top - column.getBoundingClientRect().top;
      column.scrollTo({
        top: column.scrollTop + place - column.clientHeight / 3,
        behavior: still.matches ? "auto" : "smooth",
      });
    }
  };
  const columns = document.querySelector(".columns");
  let timer;
  columns.addEventListener("pointerover", (event) => {
    const found = partners(event.target);
    clearTimeout(timer);
    show(found, event.target, false);
    if (found.length) timer = setTimeout(() => show(found, event.target, true), 350);
  });
  columns.addEventListener("pointerleave", () => { clearTimeout(timer); dark(); });
  columns.addEventListener("focusin", (event) => show(partners(event.target), event.target, true));
  columns.addEventListener("focusout", dark);

  const pick = document.querySelector(".pick");
  if (pick) {
    pick.hidden = false;
    pick.addEventListener("change", (event) => {
      document.getElementById(event.target.value).hidden = !event.target.checked;
    });
  }

  // A finding in the lists lights its words in the articles.
  const lists = all(".list [data-n]");
  for (const item of lists) {
    item.addEventListener("pointerenter", () => show(byFinding.get(item.dataset.n) || [], item, false));
    item.addEventListener("pointerleave", dark);
  }

  // What a link or a key leads to may lie in a fold.
  const unfold = (element) => {
    for (let e = element; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
  };
  const follow = () => {
    let target = null;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    if (target) { unfold(target); target.scrollIntoView({ block: "center" }); }
  };
  addEventListener("hashchange", follow);
  if (location.hash) follow();
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    folded.forEach((e) => { e.open = true; });
  });
  addEventListener("afterprint", () => folded.forEach((e) => { e.open = false; }));

  // Filters.
  const form = document.querySelector(".filters");
  form.hidden = false;
  const words = new Map(lists.map((item) => [item, item.textContent.toLowerCase()]));
  const filter = () => {
    const { kind, relation, article, text } = form.elements;
    const sought = text.value.trim().toLowerCase();
    let shown = 0;
    for (const item of lists) {
      const fits = (!kind.value || item.dataset.kind === kind.value)
        && (!relation.value || item.dataset.relation === relation.value)
        && (!article.value || item.dataset.in.split(" ").includes(article.value))
        && (!sought || words.get(item).includes(sought));
      item.hidden = !fits;
      shown += fits;
    }
    const active = Boolean(kind.value || relation.value || article.value || sought);
    form.querySelector("output").textContent = active ? `${shown} of ${lists.length} findings` : "";
    if (active) all(".list details").forEach((e) => { if (e.querySelector("[data-n]:not([hidden])")) e.open = true; });
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());

  // Keys.
  const keys = document.getElementById("keys");
  const help = form.querySelector(".help");
  const toggle = (open) => { keys.hidden = !open; help.setAttribute("aria-expanded", String(open)); };
  help.addEventListener("click", () => toggle(keys.hidden));
  let at = -1;
  const move = (step) => {
    const items = lists.filter((item) => !item.hidden && item.offsetParent !== null);
    if (!items.length) return;
    const current = items.indexOf(document.activeElement);
    if (current >= 0) at = current;
    at = Math.max(0, Math.min(items.length - 1, at + step));
    items[at].focus({ preventScroll: true });
    items[at].scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "Escape") {
      form.reset(); filter(); dark(); toggle(false);
      if (document.activeElement) document.activeElement.blur();
    } else if (typing) {
      return;
    } else if (event.key === "j") { move(1); }
    else if (event.key === "k") { move(-1); }
    else if (event.key === "?") { toggle(keys.hidden); }
    else if (event.key === "/") { event.preventDefault(); form.elements.text.focus(); }
  });
})();
