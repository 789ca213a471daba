// The review site's behaviour: theme, search, and on a document page filters and details.
// Pages work without it as marked text with a table of mentions; texts are moved as DOM nodes or
// set as text, never parsed as HTML.
"use strict";

const vanban = (() => {
  const script = document.currentScript;
  const root = script.dataset.root;
  const chunks = Number(script.dataset.chunks);

  // --- theme: as the system says, until the reader chooses

  const remembered = {
    get() { try { return localStorage.getItem("vanban-theme"); } catch { return null; } },
    set(value) { try { localStorage.setItem("vanban-theme", value); } catch { /* private window */ } },
  };
  const chosen = remembered.get();
  if (chosen) document.documentElement.dataset.theme = chosen;

  function toggleTheme() {
    const style = document.documentElement.dataset;
    const dark = style.theme ? style.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    style.theme = dark ? "light" : "dark";
    remembered.set(style.theme);
  }

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  // --- search: the index is read when somebody first types, as scripts, which file:// allows

  const entries = [];
  let reading = null;

  function found(chunk) {
    for (const [label, link, note] of chunk) entries.push({ label, link, note, key: plain(label) });
  }

  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d");
  }

  function read() {
    reading ??= Promise.all(Array.from({ length: chunks }, (_, number) => new Promise((done) => {
      document.head.append(element("script", { src: `${root}search/${number}.js`, onload: done, onerror: done }));
    })));
    return reading;
  }

  function matches(query, most) {
    const words = plain(query).split(/\s+/).filter(Boolean);
    const exact = query.normalize("NFC").toLowerCase().trim();
    const hits = [];
    for (const entry of entries) {
      if (words.length && words.every((word) => entry.key.includes(word))) {
        const label = entry.label.normalize("NFC").toLowerCase();
        hits.push([label === exact ? 0 : label.includes(exact) ? 1 : 2, entry]);
      }
    }
    hits.sort((a, b) => a[0] - b[0]);
    return { total: hits.length, shown: hits.slice(0, most).map((hit) => hit[1]) };
  }

  function searching() {
    const box = document.getElementById("q");
    const list = document.getElementById("found");
    async function show() {
      const query = box.value;
      if (!query.trim()) { list.hidden = true; return; }
      await read();
      if (query !== box.value) return;
      const { total, shown } = matches(query, 30);
      const about = total > shown.length ? `${shown.length} of ${total}` : `${total} found`;
      list.replaceChildren(element("p", { textContent: about }), ...shown.map((entry) =>
        element("a", { href: root + entry.link, lang: "vi" }, entry.label, element("small", { textContent: entry.note }))));
      list.hidden = false;
    }
    box.addEventListener("input", show);
    box.addEventListener("focus", show);
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
        event.preventDefault();
        box.focus();
      }
      if (event.key === "Escape" && !list.hidden) { list.hidden = true; event.stopPropagation(); }
      const links = [...list.querySelectorAll("a")];
      const at = links.indexOf(document.activeElement);
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && !list.hidden && (at >= 0 || event.target === box)) {
        event.preventDefault();
        (links[at + step] ?? box).focus();
      }
    });
    document.addEventListener("click", (event) => {
      if (!event.target.closest(".search")) list.hidden = true;
    });
  }

  // --- a document page

  function documentPage(form) {
    const article = document.querySelector("article");
    const panel = document.getElementById("details");
    const hint = [...panel.childNodes];
    const stretches = [...article.querySelectorAll(".m")];
    const rows = new Map([...document.querySelectorAll(".all tbody tr")].map((row) => [row.id.slice(1), row]));
    const numbers = (stretch) => stretch.dataset.m.split(" ");
    let kept = null;

    function isShown(row) {
      const data = new FormData(form);
      const rule = data.get("rule");
      return data.getAll("kind").includes(row.dataset.kind)
        && (!rule || row.dataset.rule === rule)
        && (!row.dataset.verdict || data.getAll("verdict").includes(row.dataset.verdict));
    }

    function filter() {
      const shown = new Set();
      for (const [number, row] of rows) {
        row.hidden = !isShown(row);
        if (!row.hidden) shown.add(number);
      }
      for (const stretch of stretches) {
        const inner = numbers(stretch).find((number) => shown.has(number));
        stretch.classList.toggle("off", inner === undefined);
        if (inner !== undefined) {
          stretch.classList.remove("name", "title", "reference", "quantity", "date", "hit", "wrong", "false", "missed", "open");
          const { kind, verdict } = rows.get(inner).dataset;
          stretch.classList.add(kind, ...(verdict ? [verdict] : []));
        }
      }
      document.body.classList.toggle("show-cuts", Boolean(form.elements.cuts?.checked));
      document.body.classList.toggle("show-offsets", form.elements.offsets.checked);
      rove(reachable()[0]);
    }

    // one stop for Tab in the text, arrows from mark to mark: a page has a hundred of them
    const reachable = () => stretches.filter((stretch) => stretch.href && !stretch.classList.contains("off"));

    function rove(to) {
      for (const stretch of stretches) if (stretch.href) stretch.tabIndex = stretch === to ? 0 : -1;
    }

    function card(row) {
      const [kind, surface, fields, rule, raw, verdict] = row.cells;
      const list = fields.querySelector("dl").cloneNode(true);
      const say = (name, cell) => {
        if (cell?.textContent.trim()) {
          list.append(element("dt", { textContent: name }), element("dd", {}, ...[...cell.childNodes].map((node) => node.cloneNode(true))));
        }
      };
      say("rule", rule.querySelector("code"));
      say("entries", rule.querySelector("small"));
      say("raw offsets", raw);
      say("gold", verdict);
      return element("section", {},
        element("p", { className: `kind ${row.dataset.kind}`, textContent: kind.textContent }),
        element("h2", { lang: "vi" }, surface.querySelector("a").cloneNode(true)), list);
    }

    function show(stretch) {
      for (const other of stretches) other.classList.remove("near");
      if (!stretch) { panel.replaceChildren(...hint); panel.classList.remove("open"); return; }
      const mine = numbers(stretch);
      for (const other of stretches) {
        if (other !== stretch && numbers(other).some((number) => mine.includes(number))) other.classList.add("near");
      }
      const close = element("button", { type: "button", className: "quiet close", textContent: "×", onclick: () => keep(null) });
      close.setAttribute("aria-label", "Close the details");
      panel.replaceChildren(close, ...mine.map((number) => rows.get(number)).filter((row) => !row.hidden).map(card));
      panel.classList.add("open");
    }

    function keep(stretch) {
      kept?.classList.remove("on");
      kept = stretch;
      kept?.classList.add("on");
      show(kept);
      if (kept && getComputedStyle(panel).position === "fixed") {
        const covered = kept.getBoundingClientRect().bottom - panel.getBoundingClientRect().top + 16;
        if (covered > 0) scrollBy({ top: covered });
      }
    }

    const markOf = (event) => {
      const stretch = event.target.closest?.(".m");
      return stretch && !stretch.classList.contains("off") ? stretch : null;
    };

    article.addEventListener("pointerover", (event) => {
      if (event.pointerType === "mouse") show(markOf(event) ?? kept);
    });
    article.addEventListener("pointerleave", () => show(kept));
    article.addEventListener("focusin", (event) => {
      const stretch = markOf(event);
      if (stretch) { rove(stretch); show(stretch); }
    });
    article.addEventListener("focusout", () => show(kept));
    article.addEventListener("click", (event) => {
      const stretch = markOf(event);
      if (event.target.closest("a.m")) event.preventDefault();
      keep(stretch === kept ? null : stretch);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") keep(null);
      const stops = reachable();
      const at = stops.indexOf(document.activeElement);
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: stops.length - 1 }[event.key];
      if (at >= 0 && to !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        stops[to]?.focus();
      }
    });
    form.addEventListener("change", () => { keep(null); filter(); });
    form.addEventListener("submit", (event) => event.preventDefault());

    function follow() {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target?.matches("tr")) document.getElementById("all").open = true;
      const stretch = target?.matches(".m") ? target : target?.nextElementSibling?.closest?.(".m");
      if (stretch && article.contains(stretch)) {
        stretch.scrollIntoView({ block: "center" });
        keep(stretch);
        rove(stretch);
      }
    }
    if (matchMedia("(max-width: 60rem)").matches) document.querySelector(".fold").open = false;
    filter();
    follow();
    window.addEventListener("hashchange", follow);
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.getElementById("theme").addEventListener("click", toggleTheme);
    searching();
    const form = document.querySelector("form.filters");
    if (form) documentPage(form);
  });

  return { found };
})();
