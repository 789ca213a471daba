
// Corrections of a document page: mentions are accepted, rejected, given other fields or another
// span, and added; all of it stays in the browser until it is saved as a file that
// `vanban gold review FILE --to DIR` checks and turns into gold (or, where `vanban review --serve`
// serves the site, sent to it). What is kept is the whole list of a page's mentions, as texts.
function corrections({ article, form, rows, element, say, closed, remembered, numbers, kept, keep }) {
  const doc = article.dataset.doc;
  const key = `fix:${doc}`;
  const panel = document.getElementById("fix");
  const details = document.getElementById("details");
  const served = location.protocol === "http:";
  let page = JSON.parse(remembered.get(key) ?? "null");
  if (page && page.text_sha256 !== article.dataset.sha) page = null; // another text: its spans are wrong

  // --- the text as it was: paragraphs at their places, line breaks between them

  function text() {
    let whole = "";
    let length = 0;
    for (const paragraph of article.querySelectorAll(":scope > p")) {
      const copy = paragraph.cloneNode(true);
      for (const cut of copy.querySelectorAll(".cut")) cut.remove();
      const gap = Number(paragraph.dataset.start) - length;
      whole += "\n".repeat(gap) + copy.textContent;
      length += gap + [...copy.textContent].length;
    }
    return whole + "\n".repeat(Number(article.dataset.length) - length);
  }

  function begin() {
    const mentions = [...rows].map(([number, row]) => {
      const [start, end] = row.dataset.at.split(" ").map(Number);
      const fields = {};
      for (const value of row.querySelectorAll("dd[data-f]")) {
        fields[value.dataset.f] = value.dataset.v ?? value.textContent;
      }
      const state = row.dataset.verdict === "missed" ? "rejected" : "";
      return { number, kind: row.dataset.kind, start, end, fields, state, before: state };
    });
    return {
      doc, metadata: JSON.parse(article.dataset.about), offsets: article.dataset.offsets.split(" ").map(Number),
      read_until: null, unseen: [], text_sha256: article.dataset.sha, text: text(), mentions, changes: 0,
    };
  }

  function change(work) {
    page ??= begin();
    work(page);
    page.changes += 1;
    remembered.set(key, JSON.stringify(page));
    draw();
  }

  const current = () => page ?? begin();
  const words = (one) => [...current().text].slice(one.start, one.end).join("");

  // --- the selection as characters of the text

  function selected() {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return null;
    const range = chosen.getRangeAt(0);
    if (!article.contains(range.commonAncestorContainer)) return null;
    const [start, end] = [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)];
    return start !== null && end > start ? trimmed(start, end) : null;
  }

  function place(node, offset) {
    const paragraph = (node.nodeType === 1 ? node : node.parentElement).closest("article > p");
    if (!paragraph) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, offset);
    const copy = before.cloneContents();
    for (const cut of copy.querySelectorAll(".cut")) cut.remove();
    return Number(paragraph.dataset.start) + [...copy.textContent].length;
  }

  function trimmed(start, end) {
    const chars = [...current().text];
    while (start < end && /\s/.test(chars[start])) start += 1;
    while (start < end && /\s/.test(chars[end - 1])) end -= 1;
    return start < end ? { start, end } : null;
  }

  // --- the panel: what was changed, and where it goes

  function button(name, work, n) {
    return element("button", { type: "button", className: "act", textContent: say(name, n), onclick: work });
  }

  function draw() {
    panel.hidden = !form.elements.fix.checked;
    if (panel.hidden) return;
    const list = element("ul", { className: "changes" });
    const corrected = (page?.mentions ?? []).filter((one) => one.state && one.state !== one.before);
    for (const one of corrected) {
      const go = element("button", { type: "button", className: "link", lang: "vi", textContent: words(one), onclick: () => edit(one) });
      list.append(element("li", { className: one.state }, go, ` ${say(`kind.${one.kind}`)}`));
    }
    const add = element("p", { className: "row" }, element("span", { textContent: say("fix.add") }),
      ...Object.keys(FIELDS).map((kind) => button(`kind.${kind}`, () => added(kind))));
    panel.replaceChildren(
      element("h2", { textContent: say("fix.title") }), element("p", { className: "hint", textContent: say("fix.select") }), add,
      element("p", { textContent: say("fix.count", corrected.length) }), list,
      element("p", { className: "row" },
        ...(served ? [button("fix.store", store)] : []),
        button("fix.save", () => download([current()])), button("fix.save-all", () => download(everyPage())),
        ...(page ? [button("fix.forget", forget)] : [])),
      element("p", { className: "hint", id: "fix-said", textContent: say("fix.about") }));
    mark();
  }

  // rejected mentions are struck out in the text, added and changed ones lit, where the browser can
  function mark() {
    const gone = new Set((page?.mentions ?? []).filter((one) => one.state === "rejected").map((one) => one.number));
    for (const stretch of article.querySelectorAll(".m")) {
      stretch.classList.toggle("gone", numbers(stretch).every((number) => gone.has(number)));
    }
    if (!window.Highlight) return;
    const ranges = (page?.mentions ?? []).filter((one) => one.state === "added" || one.state === "changed").map(rangeOf);
    CSS.highlights.set("vanban-new", new Highlight(...ranges.filter(Boolean)));
  }

  function rangeOf(one) {
    const range = document.createRange();
    const ends = [at(one.start, false), at(one.end, true)];
    if (ends.includes(null)) return null;
    range.setStart(...ends[0]);
    range.setEnd(...ends[1]);
    return range;
  }

  function at(wanted, asEnd) {
    for (const paragraph of article.querySelectorAll(":scope > p")) {
      let here = Number(paragraph.dataset.start);
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        if (walker.currentNode.parentElement.closest(".cut")) continue;
        const chars = [...walker.currentNode.data];
        const inside = wanted - here;
        if (inside >= 0 && (asEnd ? inside <= chars.length : inside < chars.length)) {
          return [walker.currentNode, chars.slice(0, inside).join("").length];
        }
        here += chars.length;
      }
    }
    return null;
  }

  // --- one mention: its fields as a form in the details

  function added(kind) {
    const span = selected();
    if (!span) return;
    const one = { number: `new${current().mentions.length}`, kind, ...span, fields: {}, state: "added" };
    change((it) => it.mentions.push(one));
    edit(one);
  }

  function edit(one) {
    const inputs = FIELDS[one.kind].map(([name, choices, pattern]) => {
      const value = one.fields[name] ?? "";
      const input = choices
        ? element("select", { name }, ...["", ...choices].map((choice) => element("option", { value: choice, textContent: closed(name, choice) ? say(closed(name, choice)) : choice, selected: choice === value })))
        : element("input", { name, value, lang: "vi", autocomplete: "off", ...(pattern ? { pattern, title: say("fix.written", example(pattern)) } : {}) });
      return element("label", {}, WORDS[`field.${name}`] ? say(`field.${name}`) : name, input);
    });
    const optional = element("input", { type: "checkbox", name: "optional", checked: Boolean(one.optional) });
    const shown = element("form", { className: "edit" },
      element("p", { className: `kind ${one.kind}`, textContent: say(`kind.${one.kind}`) }),
      element("h2", { lang: "vi", textContent: words(one) }), ...inputs,
      element("label", { className: "switch" }, optional, ` ${say("fix.optional")}`),
      element("p", { className: "row" },
        button("fix.keep", () => write(one, shown)), button("fix.span", () => move(one, shown)),
        button("fix.accept", () => become(one, "right")),
        one.state === "rejected" ? button("fix.restore", () => become(one, "changed")) : button("fix.reject", () => become(one, "rejected"))));
    shown.addEventListener("submit", (event) => { event.preventDefault(); write(one, shown); });
    details.replaceChildren(shown);
    details.classList.add("open");
    if (details.getBoundingClientRect().bottom > innerHeight) details.scrollIntoView({ block: "nearest" });
  }

  // a value that matches a pattern, for whoever wrote one that does not
  const example = (pattern) => ["2012-08-18", "12.5", "12"].find((value) => new RegExp(`^(?:${pattern})$`).test(value));

  function same(one) {
    return (it) => it.number === one.number;
  }

  function become(one, state) {
    change((it) => {
      const mine = it.mentions.find(same(one));
      if (state === "rejected" && mine.state === "added") it.mentions.splice(it.mentions.indexOf(mine), 1);
      else mine.state = state;
    });
    keep(null);
  }

  function take(mine, shown) {
    const said = [...new FormData(shown)].filter(([name, value]) => name !== "optional" && value.trim());
    mine.fields = Object.fromEntries(said.map(([name, value]) => [name, value.trim().normalize("NFC")]));
    mine.optional = shown.elements.optional.checked;
    if (mine.state !== "added") mine.state = "changed";
  }

  function write(one, shown) {
    if (!shown.reportValidity()) return; // a number, year or day that is none would be no gold
    change((it) => take(it.mentions.find(same(one)), shown));
    keep(null);
  }

  function move(one, shown) {
    const span = selected();
    if (!span || !shown.reportValidity()) return;
    change((it) => {
      const mine = it.mentions.find(same(one));
      Object.assign(mine, span);
      take(mine, shown); // what has been typed by now stays
      edit(mine);
    });
  }

  // --- out: a file, or the server that shows this site

  function handed(it) {
    const mentions = it.mentions.filter((one) => one.state !== "rejected")
      .map(({ kind, start, end, fields, optional }) => ({ kind, start, end, fields, optional: Boolean(optional) }));
    return { ...it, changes: undefined, mentions };
  }

  function everyPage() {
    const found = [];
    for (let n = 0; n < localStorage.length; n += 1) {
      const name = localStorage.key(n);
      if (name.startsWith("vanban-fix:")) found.push(JSON.parse(localStorage.getItem(name)));
    }
    return found.length ? found : [current()];
  }

  const asText = (pages) => `${JSON.stringify({ vanban: "corrections", pages: pages.map(handed) }, null, 1)}\n`;

  function download(pages) {
    const link = element("a", { download: "corrections.json", href: URL.createObjectURL(new Blob([asText(pages)], { type: "application/json" })) });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  async function store() {
    const said = document.getElementById("fix-said");
    try {
      const answer = await fetch("/gold", { method: "POST", headers: { "Content-Type": "application/json" }, body: asText([current()]) });
      said.textContent = say(answer.ok ? "fix.stored" : "fix.failed", await answer.text());
    } catch (error) {
      said.textContent = say("fix.failed", String(error));
    }
  }

  function forget() {
    if (!confirm(say("fix.sure"))) return;
    page = null;
    remembered.drop(key);
    keep(null);
    draw();
  }

  form.elements.fix.addEventListener("change", draw);
  article.addEventListener("click", () => {
    const stretch = kept();
    if (!stretch || !form.elements.fix.checked) return;
    const one = current().mentions.find((mention) => mention.number === numbers(stretch)[0]);
    if (one) edit(one);
  });
  document.addEventListener("language", draw);
  if (page) form.elements.fix.checked = true;
  draw();
}
