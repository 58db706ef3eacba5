/* A ranking: narrowed by text, channel, level, region, province and tier; sorted by any column; units picked to compare. */
"use strict";

(() => {
  const { say, make, plain, meant, state, keep, root } = window.dsci;
  const table = document.getElementById("ranking");
  const form = document.getElementById("controls");
  if (!table || !form) return;

  const MOST = 4; // units that a comparison holds
  const AT_ONCE = 400; // rows shown; a browser takes seconds over thousands
  const FIXED = ["rank", "name", "region", "interval", "tier", "coverage", "change"];
  const WORDS = ["name", "region", "tier"];
  const UP_FIRST = [...WORDS, "rank", "interval"];
  const field = (name) => form.elements[name];
  const inChinese = new Intl.Collator(document.documentElement.lang);
  const columnStyle = document.head.appendChild(make("style"));
  const more = make("button", { type: "button", class: "more" });
  const marks = [...document.querySelectorAll("svg.strip a[data-code]")];
  const heads = [...table.tHead.rows[0].cells];
  const keys = heads.map((head) => head.dataset.key);
  const nodes = keys.filter((key) => key && !FIXED.includes(key)); // in the order of each row's ranks

  /* What stands in the table, read once. */
  const lines = [...table.tBodies[0].rows].map((row, place) => {
    const { code, name, other, level = "", region, province, ranks = "" } = row.dataset;
    const shown = Object.fromEntries(keys.map((key, n) => [key, row.cells[n].textContent.trim()]));
    const texts = { level: level && say(`level.${level}`), region: shown.region, province, tier: shown.tier };
    return { row, place, code, name, shown, texts, ranks: ranks.split(","), sought: plain([name, other, code, province].join("|")),
      facets: { level, region, province, tier: shown.tier } };
  });
  const FACETS = ["level", "region", "province", "tier"];
  const picked = new Set((state().get("u") ?? "").split(",").filter((code) => /^\d{6}$/.test(code)).slice(0, MOST));
  let inOrder = lines;
  let order = { key: keys[0], down: false };
  let limit = AT_ONCE;

  /* A list of what there is to choose; of one thing there is no choice, and it is hidden. */
  function fill(name, choices) {
    field(name).append(...[...choices].map(([value, text]) => make("option", { value }, text)));
    field(name).closest("label").hidden = choices.size < 2;
  }

  function fillAll() {
    for (const name of FACETS) {
      const found = lines.filter((line) => line.facets[name] && line.facets[name] !== "—");
      fill(name, new Map(found.map((line) => [line.facets[name], line.texts[name]])));
    }
    fill("channel", new Map(nodes.map((node) => [node, heads[keys.indexOf(node)].textContent.trim()])));
  }

  function narrow() {
    const words = field("q").value.split(/\s+/).map(plain).filter(Boolean);
    const wanted = FACETS.filter((name) => field(name).value);
    const fits = (line) => words.every((word) => meant(word, line.name, line.sought)) && wanted.every((name) => line.facets[name] === field(name).value);
    const fitting = new Set(inOrder.filter(fits));
    const showing = new Set([...fitting].slice(0, limit));
    for (const line of lines) {
      line.row.hidden = !showing.has(line);
      if (!line.row.hidden) offerPick(line);
    }
    const out = new Set(lines.filter((line) => !fitting.has(line)).map((line) => line.code));
    for (const mark of marks) mark.classList.toggle("dim", out.has(mark.dataset.code));
    more.hidden = fitting.size <= limit;
    more.textContent = say("more", { count: Math.min(AT_ONCE, fitting.size - limit) });
    field("shown").value = say(fitting.size ? "count" : "nothing", { count: fitting.size, of: lines.length });
  }

  /* With a channel chosen: its column alone, and the ranks in it; interval, tier and the like are of the index. */
  function focusColumn() {
    const chosen = field("channel").value;
    const stays = ["rank", "name", "region", chosen];
    const hidden = keys.map((key, n) => (chosen && key && !stays.includes(key) ? n + 1 : 0)).filter(Boolean);
    columnStyle.textContent = hidden.map((n) => `#ranking tr > :nth-child(${n}){display:none}`).join("");
    for (const line of lines) {
      line.rank = chosen ? line.ranks[nodes.indexOf(chosen)] || "—" : line.shown.rank;
      line.row.cells[keys.indexOf("rank")].textContent = line.rank;
    }
  }

  /* The number in a cell, null where there is none. */
  function number(line, key) {
    const text = (line.row.cells[keys.indexOf(key)].dataset.value ?? (key === "rank" ? line.rank : line.shown[key])).replace(/[,%\s]/g, "");
    return text === "" || Number.isNaN(Number(text)) ? null : Number(text);
  }

  /* Rows in the order of a column: without a value last whichever way, equal ones as they stood. */
  function sort(key, down) {
    const words = WORDS.includes(key);
    const value = new Map(lines.map((line) => [line, words ? line.shown[key] : number(line, key)]));
    const turn = down ? -1 : 1;
    inOrder = [...lines].sort((a, b) => {
      const [x, y] = [value.get(a), value.get(b)];
      if (x === null || y === null) return (x === null) - (y === null) || a.place - b.place;
      return turn * (words ? inChinese.compare(x, y) : x - y) || a.place - b.place;
    });
    heads.forEach((head, n) => (keys[n] === key ? head.setAttribute("aria-sort", down ? "descending" : "ascending") : head.removeAttribute("aria-sort")));
    order = { key, down };
    narrow();
    table.tBodies[0].append(...inOrder.map((line) => line.row));
  }

  function makeHeads() {
    heads.forEach((head, n) => {
      if (!keys[n]) return;
      const button = make("button", { type: "button" }, ...head.childNodes);
      button.addEventListener("click", () => { sort(keys[n], order.key === keys[n] ? !order.down : !UP_FIRST.includes(keys[n])); remember(); });
      head.append(button);
    });
  }

  /* A box before the name; with two to four of them a link leads to the comparison. */
  function offerPick(line) {
    if (line.box) return;
    line.box = make("input", { type: "checkbox", class: "pick", value: line.code, "aria-label": say("pick", { name: line.name }) });
    line.box.checked = picked.has(line.code);
    line.row.cells[keys.indexOf("name")].prepend(line.box);
  }

  function pick({ target }) {
    if (target.checked && picked.size < MOST) picked.add(target.value);
    else picked.delete(target.value);
    target.checked = picked.has(target.value);
    invite();
    remember();
  }

  function invite() {
    const link = form.querySelector("a.compare");
    link.hidden = !picked.size;
    link.href = `${root}compare.html?u=${[...picked].join(",")}`;
    link.textContent = say(picked.size === MOST ? "compare_full" : "compare_picked", { count: picked.size });
  }

  function remember() {
    const kept = new URLSearchParams();
    for (const name of ["q", "channel", ...FACETS]) if (field(name).value) kept.set(name, field(name).value);
    if (order.key !== keys[0] || order.down) kept.set("sort", (order.down ? "-" : "") + order.key);
    if (picked.size) kept.set("u", [...picked].join(","));
    keep(kept);
  }

  function follow({ target }) {
    limit = AT_ONCE;
    if (target.name === "channel") {
      focusColumn();
      sort(target.value || keys[0], Boolean(target.value));
    } else narrow();
    remember();
  }

  function restore(kept) {
    for (const name of ["q", "channel", ...FACETS]) {
      const value = kept.get(name) ?? "";
      if (name === "q" || [...field(name).options].some((option) => option.value === value)) field(name).value = value;
    }
    focusColumn();
    const [, minus, key] = /^(-?)(.*)$/.exec(kept.get("sort") ?? "");
    if (keys.includes(key)) sort(key, minus === "-");
    else narrow();
  }

  fillAll();
  makeHeads();
  table.closest(".scroll").after(more);
  form.addEventListener("input", follow);
  form.addEventListener("submit", (e) => e.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { limit = AT_ONCE; focusColumn(); sort(keys[0], false); remember(); }));
  table.addEventListener("change", pick);
  more.addEventListener("click", () => { limit += AT_ONCE; narrow(); });
  restore(state());
  form.hidden = false;
  invite();
  remember();
})();
