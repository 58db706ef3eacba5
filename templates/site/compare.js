/* Two to four units, or a unit and its exemplars, indicator by indicator: values, differences, and the evidence of each. */
"use strict";

(() => {
  const dsci = window.dsci;
  const { say, make, state, keep, root } = dsci;
  const box = document.getElementById("compare");
  if (!box || !dsci.units || !dsci.metrics) return;

  const MOST = 4;
  const known = new Map(dsci.units.map((unit) => [unit.code, unit]));
  const given = state();
  const chosen = {
    units: [...new Set((given.get("u") ?? "").split(","))].filter((code) => known.has(code)).slice(0, MOST),
    exemplars: given.get("x"), // '1', '0', or null: with them where a unit stands alone
    channel: dsci.channels.some((c) => c.id === given.get("channel")) ? given.get("channel") : "",
    differing: given.get("d") === "1",
  };
  const withExemplars = () => (chosen.exemplars ?? (chosen.units.length === 1 ? "1" : "0")) === "1";

  /* A unit's numbers, loaded as a script: a page opened from a folder can fetch nothing. */
  function load(code) {
    if (dsci.u?.[code]) return Promise.resolve();
    return new Promise((done) => {
      const script = make("script", { src: `${root}data/u/${encodeURIComponent(code)}.js` });
      script.onload = script.onerror = () => done();
      document.head.append(script);
    });
  }

  const one = (score) => (score == null ? "—" : score.toFixed(1));
  const side = (points) => (Math.abs(points) < 0.05 ? "scored" : points > 0 ? "ahead" : "behind");
  const signed = (points) => (Math.abs(points) < 0.05 ? "±0" : (points > 0 ? "+" : "−") + Math.abs(points).toFixed(1));
  const unitLink = (code) => (known.has(code) ? make("a", { href: `${root}u/${code}.html` }, known.get(code).name) : code);

  /* The units side by side in one channel: those chosen, then the exemplar where one is wanted. */
  function columns(channel) {
    const codes = chosen.units;
    const exemplar = dsci.u[codes[0]]?.exemplars[channel];
    return withExemplars() ? [...codes, exemplar ?? ""] : codes;
  }

  const of = (code, metric) => dsci.u[code]?.values[metric] ?? [null, "—", null, "", ""];

  function cell(codes, n, metric) {
    const [value, text, score, why, evidence] = of(codes[n], metric);
    const made = make("td", {}, make("b", {}, value == null ? why || "—" : text), " ");
    if (score != null) made.append(make("span", { class: "scored" }, say("scored", { score: one(score) })), " ");
    const own = of(codes[0], metric)[2];
    if (n && score != null && own != null) made.append(make("span", { class: side(score - own) }, signed(score - own)), " ");
    if (evidence) made.append(make("a", { class: "scored", href: `${root}e/${codes[n]}.html#${evidence}`, "aria-label": say("evidence_of", { hash: evidence }) }, say("evidence")));
    const scores = codes.map((code) => of(code, metric)[2]).filter((s) => s != null);
    if (score != null && scores.length > 1 && score === Math.max(...scores) && score > Math.min(...scores)) made.classList.add("best");
    return made;
  }

  function differs(codes, metric) {
    const seen = codes.filter(Boolean).map((code) => of(code, metric));
    return new Set(seen.map(([value, , , why]) => (value == null ? why : value))).size > 1;
  }

  /* The row that begins a channel: who stands in each column, with the channel's score. */
  function channelRow(channel, codes) {
    const row = make("tr", {}, make("th", { scope: "rowgroup" }, channel.title));
    codes.forEach((code, n) => {
      const kind = n < chosen.units.length ? [] : [make("small", {}, say("exemplar")), " "];
      const score = one(dsci.u[code]?.channels[channel.id]);
      row.append(code ? make("td", {}, ...kind, unitLink(code), " ", score) : make("td", {}, make("small", {}, say("no_exemplar"))));
    });
    return row;
  }

  function part(channel) {
    const codes = columns(channel.id);
    const metrics = dsci.metrics.filter((m) => m.channel === channel.id && (!chosen.differing || differs(codes, m.id)));
    const rows = metrics.map((m) => {
      const head = make("th", { scope: "row" }, m.title);
      if (m.unit) head.append(" ", make("small", {}, m.unit));
      return make("tr", { "data-metric": m.id }, head, ...codes.map((_, n) => cell(codes, n, m.id)));
    });
    return make("tbody", { "data-channel": channel.id }, channelRow(channel, codes), ...rows);
  }

  function summary(title, text) {
    const cells = chosen.units.map((code) => make("td", {}, make("b", {}, text(dsci.u[code]))));
    if (withExemplars()) cells.push(make("td"));
    return make("tr", {}, make("th", { scope: "row" }, title), ...cells);
  }

  function table() {
    const heads = chosen.units.map((code) => make("th", { scope: "col" }, unitLink(code)));
    if (withExemplars()) heads.push(make("th", { scope: "col" }, say("exemplars")));
    const wanted = dsci.channels.filter((c) => !chosen.channel || c.id === chosen.channel);
    const over = make("tbody", { class: "over" },
      summary(say("score"), (u) => one(u?.score)),
      summary(say("rank"), (u) => (u?.rank ? `${u.rank} / ${u.of}` : "—")),
      summary(say("coverage"), (u) => (u ? `${Math.round(100 * u.coverage)}%` : "—")));
    const made = make("table", { class: "beside" }, make("caption", {}, make("span", { id: "beside-name" }, say("caption"))),
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, say("indicator")), ...heads)), over, ...wanted.map(part));
    return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": "beside-name" }, made);
  }

  const dropping = (code) => {
    const button = make("button", { type: "button", "aria-label": say("drop", { name: known.get(code).name }) }, `${known.get(code).name} ×`);
    button.addEventListener("click", () => { chosen.units = chosen.units.filter((c) => c !== code); change(); document.getElementById("add").focus(); });
    return button;
  };

  const chips = make("p", { class: "chips" });
  const picker = dsci.picker(dsci.units, () => chosen.units, (code) => { chosen.units = [...chosen.units, code]; change(); });
  const tick = (name, set) => {
    const input = make("input", { type: "checkbox", name });
    input.addEventListener("change", () => { set(input.checked); change(); });
    return input;
  };
  const beside = tick("exemplars", (on) => { chosen.exemplars = on ? "1" : "0"; });
  const differing = tick("differing", (on) => { chosen.differing = on; });
  const channels = make("select", { name: "channel" }, make("option", { value: "" }, say("all")),
    ...dsci.channels.map((c) => make("option", { value: c.id }, c.title)));
  channels.addEventListener("change", () => { chosen.channel = channels.value; change(); });
  const told = make("output", { role: "status" });
  const place = make("div");

  function remember() {
    const kept = new URLSearchParams();
    if (chosen.units.length) kept.set("u", chosen.units.join(","));
    if (chosen.exemplars !== null) kept.set("x", chosen.exemplars);
    if (chosen.channel) kept.set("channel", chosen.channel);
    if (chosen.differing) kept.set("d", "1");
    keep(kept);
  }

  async function change() {
    remember();
    chips.replaceChildren(...chosen.units.map(dropping));
    picker.hidden = chosen.units.length >= MOST;
    [beside.checked, differing.checked, channels.value] = [withExemplars(), chosen.differing, chosen.channel];
    const asked = chosen.units.join();
    await Promise.all(chosen.units.map(load));
    if (withExemplars()) await Promise.all(Object.values(dsci.u?.[chosen.units[0]]?.exemplars ?? {}).map(load));
    if (asked !== chosen.units.join()) return; // changed again while loading
    const lacking = chosen.units.filter((code) => !dsci.u?.[code]).map((code) => known.get(code).name);
    told.value = lacking.length ? say("lacking", { names: lacking.join(say("list_join")) }) : chosen.units.length ? "" : say("begin");
    place.replaceChildren(...(chosen.units.length && !lacking.length ? [table()] : []));
  }

  box.append(
    make("form", { class: "controls", "aria-label": say("compare_controls") }, chips, picker,
      make("label", {}, make("span", {}, say("by.channel")), channels),
      make("label", { class: "tick" }, beside, ` ${say("with_exemplars")}`), make("label", { class: "tick" }, differing, ` ${say("differing")}`)),
    make("p", {}, told), place);
  box.querySelector("form").addEventListener("submit", (e) => e.preventDefault());
  change();
})();
