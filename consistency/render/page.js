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
    const done = new Set([from.closest(".text")]);
    for (const element of lit) {
      const column = element.closest(".text");
      if (!column || done.has(column)) continue;
      done.add(column);
      const box = element.getBoundingClientRect();
      const place = box.top - column.getBoundingClientRect().top;
      const head = column.firstElementChild.offsetHeight;
      if (place >= head && place + box.height <= column.clientHeight) continue; // in sight
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

  // One tab stop per article: from there the arrow keys lead through its linked sentences and over
  // to their counterparts.
  const linked = new Map(all(".text").map((column) => [column, all(".s.linked", column)]));
  const stop = (sentence) => {
    for (const other of linked.get(sentence.closest(".text"))) other.tabIndex = other === sentence ? 0 : -1;
  };
  for (const sentences of linked.values()) if (sentences.length) stop(sentences[0]);
  all(".to a").forEach((link) => { link.tabIndex = -1; });
  all(".script").forEach((e) => { e.hidden = false; });
  const go = (sentence) => {
    stop(sentence);
    sentence.focus({ preventScroll: true });
    sentence.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  columns.addEventListener("keydown", (event) => {
    const sentence = event.target;
    if (!sentence.matches(".s.linked") || event.ctrlKey || event.metaKey || event.altKey) return;
    const column = sentence.closest(".text");
    const own = linked.get(column);
    const beside = (step) => {
      const order = [...linked.keys()].filter((e) => !e.hidden);
      const found = partners(sentence).slice(1).map((e) => [order.indexOf(e.closest(".text")), e]);
      const here = order.indexOf(column);
      const that = found.filter(([at]) => at >= 0 && (at - here) * step > 0)
        .sort(([a], [b]) => (a - b) * step)[0];
      return that && that[1];
    };
    const to = {
      ArrowDown: () => own[own.indexOf(sentence) + 1],
      ArrowUp: () => own[own.indexOf(sentence) - 1],
      ArrowRight: () => beside(1),
      ArrowLeft: () => beside(-1),
    }[event.key];
    if (!to) return;
    event.preventDefault();
    if (to()) go(to());
  });
  columns.addEventListener("click", (event) => {
    const link = event.target.closest(".to a");
    if (!link) return;
    event.preventDefault();
    go(document.getElementById(link.hash.slice(1)));
  });

  const pick = document.querySelector(".pick");
  if (pick) {
    pick.hidden = false;
    const put = ({ value, checked }) => {
      document.getElementById(value).hidden = !checked;
      all(`[data-col="${value}"]`).forEach((e) => { e.hidden = !checked; });
    };
    pick.addEventListener("change", (event) => put(event.target));
    for (const button of all("button", pick)) {
      button.addEventListener("click", () => {
        for (const box of all("input", pick)) { box.checked = button.value === "all"; put(box); }
      });
    }
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
    folded = all("details:not([open], .many)"); // a list of many quotations says how many instead
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
