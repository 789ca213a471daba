"use strict";
// The review site's behaviour: theme, language, search, and on a document page filters and details;
// fix.js, which follows in the same file, is about corrections. WORDS stands before: what the site
// says, by key. Pages work without a script as marked text with a table of mentions; texts are moved
// as DOM nodes or set as text, never parsed as HTML.

const vanban = (() => {
  const script = document.currentScript;
  const root = script.dataset.root;

  // --- theme: as the system says, until the reader chooses

  const remembered = {
    get(key) { try { return localStorage.getItem(`vanban-${key}`); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(`vanban-${key}`, value); } catch { /* private window */ } },
    drop(key) { try { localStorage.removeItem(`vanban-${key}`); } catch { /* private window */ } },
  };
  const chosen = remembered.get("theme");
  if (chosen) document.documentElement.dataset.theme = chosen;

  function toggleTheme() {
    const style = document.documentElement.dataset;
    const dark = style.theme ? style.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    style.theme = dark ? "light" : "dark";
    remembered.set("theme", style.theme);
  }

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  // --- language: as the page was written, until the reader chooses

  const written = document.documentElement.lang;
  let language = remembered.get("language") || written;

  function say(key, n) {
    const [one, several] = WORDS[key][language === "vi" ? 1 : 0].split("|");
    const text = several && String(n) !== "1" ? several : one;
    return n === undefined ? text : text.replace("{n}", Number.isInteger(n) ? n.toLocaleString(language) : n);
  }

  // the key of a closed set's value, none for a field that holds any text
  const closedFields = new Set(Object.values(FIELDS).flat().filter(([, choices]) => choices).map(([name]) => name));
  const closed = (name, value) => (closedFields.has(name)
    ? [`${name}.${value}`, `dimension.${value}`, `closed.${value}`].find((key) => key in WORDS) : undefined);

  // 1,234.5 in English is 1.234,5 in Vietnamese
  const swapped = (text) => text.replace(/[.,]/g, (sign) => (sign === "," ? "." : ","));

  function translate(from) {
    document.documentElement.lang = language;
    for (const one of from.querySelectorAll("[data-t]")) {
      const n = one.dataset.n;
      one.textContent = say(one.dataset.t, /^\d+$/.test(n) ? Number(n) : n);
    }
    const head = document.querySelector("h1 [data-t]");
    if (head) document.title = `${head.textContent} – vanban`;
    for (const one of from.querySelectorAll("[data-t-label]")) one.setAttribute("aria-label", say(one.dataset.tLabel));
    for (const one of from.querySelectorAll("[data-t-hint]")) one.placeholder = say(one.dataset.tHint);
    for (const one of from.querySelectorAll("dl:not(.facts) dt")) {
      one.dataset.f ??= one.textContent;
      const key = `field.${one.dataset.f}`;
      if (WORDS[key]) one.textContent = say(key);
    }
    for (const one of from.querySelectorAll("dd[data-f]")) {
      const key = closed(one.dataset.f, one.dataset.v ?? one.textContent);
      if (key) { one.dataset.v ??= one.textContent; one.textContent = say(key); }
    }
    for (const one of from.querySelectorAll("td.number, span.number, dd[data-v]")) {
      const text = one.textContent;
      if (/^-?[\d.,]+$/.test(text) && (one.dataset.in ?? (one.matches("dd") ? "en" : written)) !== language) one.textContent = swapped(text);
      one.dataset.in = language;
    }
    for (const row of from.querySelectorAll(".all tbody tr")) row.cells[0].textContent = say(`kind.${row.dataset.kind}`);
    labelCells(from);
  }

  // on a telephone each row of a list is a card: every cell says what its column is called
  function labelCells(from) {
    for (const table of from.querySelectorAll("table.list")) {
      const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
      for (const row of table.tBodies[0].rows) {
        [...row.cells].forEach((cell, at) => { cell.dataset.head = heads[at]; });
      }
      table.classList.add("labelled");
    }
  }

  function switchLanguage() {
    language = language === "vi" ? "en" : "vi";
    remembered.set("language", language);
    translate(document);
    document.dispatchEvent(new Event("language"));
  }

  // --- search: a query reads the shards of one of its words, as scripts, which file:// allows

  const shards = new Map(); // shard -> { parts: entries of each part read, waiting: its promise }
  let sizes = null;

  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d");
  }

  const read = (name) => new Promise((done) => {
    document.head.append(element("script", { src: `${root}search/${name}.js`, onload: done, onerror: done }));
  });

  function index(parts) { sizes = new Map(Object.entries(parts)); }

  function found(key, part, entries) {
    const made = entries.map(([label, link, what, n]) => ({ label, link, what, n, key: plain(label) }));
    shards.get(key)[part] = made;
  }

  const fileKey = (key) =>
    /^[a-z0-9]{1,2}$/.test(key) ? key : "u" + [...key].map((char) => char.codePointAt(0).toString(16)).join("-");

  // The entries of the smallest shard among those of the words, part by part.
  async function* candidates(words) {
    sizes ?? await read("index");
    const keys = words.map((word) => [...word].slice(0, 2).join(""));
    const known = keys.filter((key) => sizes?.has(key)).sort((a, b) => sizes.get(a) - sizes.get(b));
    if (!known.length || known.length < keys.length) return;
    const key = known[0];
    if (!shards.has(key)) shards.set(key, []);
    for (let part = 0; part < sizes.get(key); part += 1) {
      if (!shards.get(key)[part]) await read(`${fileKey(key)}.${part}`);
      yield shards.get(key)[part] ?? [];
    }
  }

  const wordsOf = (query) => plain(query).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

  function better(query) {
    const exact = query.normalize("NFC").toLowerCase().trim();
    return (entry) => {
      const label = entry.label.normalize("NFC").toLowerCase();
      return label === exact ? 0 : label.startsWith(exact) ? 1 : label.includes(exact) ? 2 : 3;
    };
  }

  function searching() {
    const box = document.getElementById("q");
    const list = document.getElementById("found");
    async function show() {
      const query = box.value;
      const words = wordsOf(query);
      if (!words.length) { list.hidden = true; return; }
      // a word that is being typed says too little while it has one letter
      const telling = words.filter((word) => word.length > 1 || /\p{N}/u.test(word));
      if (!telling.length) { draw([element("p", { textContent: say("search.more") })]); return; }
      const rank = better(query);
      let hits = [];
      let total = 0;
      for await (const entries of candidates(telling)) {
        if (query !== box.value) return;
        for (const entry of entries) {
          if (words.every((word) => entry.key.includes(word))) { total += 1; hits.push([rank(entry), entry]); }
        }
        hits = hits.sort((a, b) => a[0] - b[0]).slice(0, 40);
        draw(results(hits, total));
      }
      if (query === box.value) draw(results(hits, total));
    }
    function draw(children) {
      list.replaceChildren(...children);
      list.hidden = false;
    }
    function results(hits, total) {
      const about = say(total > hits.length ? "search.some" : "search.found", total);
      return [element("p", { textContent: about }), ...hits.map(([, entry]) =>
        element("a", { href: root + entry.link, lang: "vi" }, entry.label,
          element("small", { lang: language, textContent: say(`find.${entry.what}`, entry.n) })))];
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
      const tell = (name, cell) => {
        if (cell?.textContent.trim()) {
          list.append(element("dt", { textContent: say(`field.${name}`) }), element("dd", {}, ...[...cell.childNodes].map((node) => node.cloneNode(true))));
        }
      };
      tell("rule", rule.querySelector("code"));
      tell("entries", rule.querySelector("small"));
      tell("raw offsets", raw);
      tell("gold", verdict);
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
      close.setAttribute("aria-label", say("doc.close"));
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

    // a form that is being filled in stays, wherever the pointer and the focus go
    const filling = () => panel.querySelector("form.edit") !== null;
    const glance = (stretch) => { if (!filling()) show(stretch); };

    article.addEventListener("pointerover", (event) => {
      if (event.pointerType === "mouse") glance(markOf(event) ?? kept);
    });
    article.addEventListener("pointerleave", () => glance(kept));
    article.addEventListener("focusin", (event) => {
      const stretch = markOf(event);
      if (stretch) { rove(stretch); glance(stretch); }
    });
    article.addEventListener("focusout", () => glance(kept));
    article.addEventListener("click", (event) => {
      const stretch = markOf(event);
      if (event.target.closest("a.m")) event.preventDefault();
      if (filling() && (!stretch || !getSelection().isCollapsed)) { // words are being selected for the form
        event.stopImmediatePropagation();
        return;
      }
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

    // the text node and place of a character of the text, counted as the tables count
    function charAt(wanted) {
      let at = 0;
      for (const paragraph of article.querySelectorAll(":scope > p")) {
        const start = Number(paragraph.dataset.start);
        const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
        at = start;
        while (walker.nextNode()) {
          if (walker.currentNode.parentElement.closest(".cut")) continue;
          const length = [...walker.currentNode.data].length;
          if (wanted < at + length) return walker.currentNode.parentElement;
          at += length;
        }
      }
      return null;
    }

    function follow() {
      const char = /^#c(\d+)$/.exec(location.hash);
      if (char) {
        const there = charAt(Number(char[1]));
        there?.scrollIntoView({ block: "center" });
        there?.closest("p").classList.add("sought");
        return;
      }
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target?.matches("tr")) document.getElementById("all").open = true;
      const stretch = target?.matches(".m") ? target : target?.nextElementSibling?.closest?.(".m");
      if (stretch && article.contains(stretch)) {
        stretch.scrollIntoView({ block: "center" });
        keep(stretch);
        rove(stretch);
      }
    }
    let wrongAt = -1;
    document.getElementById("next-wrong")?.addEventListener("click", (event) => {
      const wrong = reachable().filter((stretch) => stretch.matches(".wrong, .false, .missed"));
      wrongAt += 1;
      if (wrongAt < wrong.length) {
        wrong[wrongAt].scrollIntoView({ block: "center" });
        keep(wrong[wrongAt]);
        rove(wrong[wrongAt]);
      } else if (event.currentTarget.dataset.then) {
        location.href = event.currentTarget.dataset.then;
      } else {
        wrongAt = -1;
      }
    });
    if (matchMedia("(max-width: 60rem)").matches) document.querySelector(".fold").open = false;
    filter();
    follow();
    window.addEventListener("hashchange", follow);
    document.addEventListener("language", () => show(kept));
    corrections({ article, form, rows, panel, element, say, closed, remembered, numbers, kept: () => kept, keep, root });
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.getElementById("theme").addEventListener("click", toggleTheme);
    document.getElementById("language").addEventListener("click", switchLanguage);
    if (language !== written || written !== "en") translate(document);
    else labelCells(document);
    searching();
    const form = document.querySelector("form.filters");
    if (form) documentPage(form);
  });

  return { index, found };
})();
