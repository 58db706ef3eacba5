/* On every page: what the other scripts share, links that keep the state, marks that answer pointer and keyboard. */
"use strict";

(() => {
  const dsci = (window.dsci = window.dsci || {});
  const page = document.documentElement;

  /* The phrase of that key with {words} filled in; every text goes to the page as text, never as markup. */
  dsci.say = (key, values = {}) => (dsci.words?.[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

  /* An element with attributes (null ones left out) and children: elements or texts. */
  dsci.make = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value != null) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  /* Text as it is looked for: one width, small letters, no spaces or apostrophes. */
  dsci.plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s'’·-]/g, "");

  /* Whether a unit is meant by a word: part of its names, or its name with what levels add to it. */
  dsci.meant = (word, name, sought) => sought.includes(word) || (name.length > 1 && word.startsWith(dsci.plain(name)));

  dsci.root = page.dataset.root || "";

  /* The state of a page lies in its address: what is set there comes back on the next visit. */
  dsci.state = () => new URLSearchParams(location.search);
  dsci.keep = (state) => {
    const query = state.toString().replace(/%2C/g, ",");
    try {
      history.replaceState(null, "", location.pathname + (query && `?${query}`) + location.hash);
    } catch { /* a browser that holds addresses of files fast: the page works, its address stays */ }
    carry(query);
  };

  /* Links that change scheme, period, population or language keep filters, choice and place on the page. */
  function carry(query) {
    for (const link of document.querySelectorAll("nav.switch a[href]")) {
      const plain = link.getAttribute("href").replace(/[?#].*$/, "");
      const place = link.closest("nav").dataset.kind === "language" ? location.hash : "";
      link.setAttribute("href", plain + (query && `?${query}`) + place);
    }
  }

  const tip = dsci.make("div", { id: "tip", hidden: "", "aria-hidden": "true" });

  function show(mark) {
    for (const other of document.querySelectorAll(".lit")) other.classList.remove("lit");
    tip.hidden = !mark;
    if (!mark) return;
    for (const same of document.querySelectorAll(`svg a[data-code="${CSS.escape(mark.dataset.code)}"]`)) same.classList.add("lit");
    tip.textContent = mark.getAttribute("aria-label");
    const at = mark.getBoundingClientRect();
    const left = at.left + at.width / 2 - tip.offsetWidth / 2;
    tip.style.left = `${Math.max(4, Math.min(left, page.clientWidth - tip.offsetWidth - 4))}px`;
    tip.style.top = `${at.top > tip.offsetHeight + 8 ? at.top - tip.offsetHeight - 6 : at.bottom + 6}px`;
  }

  function centre(mark) {
    const at = mark.getBoundingClientRect();
    return [at.left + at.width / 2, at.top + at.height / 2];
  }

  /* The mark nearest to a point of the screen, within so many pixels. */
  function nearest(marks, x, y, within) {
    let found = null;
    for (const mark of marks) {
      const [mx, my] = centre(mark);
      const far = Math.hypot(mx - x, my - y);
      if (far <= within) [found, within] = [mark, far];
    }
    return found;
  }

  const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  /* The next mark in that direction; what lies aside counts as three times as far. */
  function beyond(marks, mark, [right, down]) {
    const [x, y] = centre(mark);
    let found = null;
    let least = Infinity;
    for (const other of marks) {
      const [ox, oy] = centre(other);
      const ahead = (ox - x) * right + (oy - y) * down;
      const far = ahead + 3 * Math.abs((ox - x) * down + (oy - y) * right);
      if (ahead > 1 && far < least) [found, least] = [other, far];
    }
    return found;
  }

  /* Left and right walk a strip mark by mark, also where two lie on one another; a map is walked as it lies. */
  function next(marks, mark, key, strip) {
    if (key === "Home") return marks[0];
    if (key === "End") return marks[marks.length - 1];
    const way = WAYS[key];
    return way && (strip ? marks[marks.indexOf(mark) + way[0] - way[1]] : beyond(marks, mark, way));
  }

  function enliven(chart) {
    const marks = [...chart.querySelectorAll("a[data-code]")];
    if (!marks.length) return;
    const strip = chart.classList.contains("strip");
    if (strip) marks.sort((a, b) => a.dataset.value - b.dataset.value);
    const stop = (mark) => marks.forEach((m) => m.setAttribute("tabindex", m === mark ? "0" : "-1"));
    for (const mark of marks) {
      const title = mark.querySelector("title");
      if (title) mark.setAttribute("aria-label", title.textContent.trim()); // our own words show at once, the browser's late
      title?.remove();
    }
    stop(marks[0]);
    chart.addEventListener("focusin", (e) => { const mark = e.target.closest("a"); stop(mark); show(mark); });
    chart.addEventListener("focusout", () => show(null));
    chart.addEventListener("pointermove", (e) => show(e.target.closest("a[data-code]") || nearest(marks, e.clientX, e.clientY, 14)));
    chart.addEventListener("pointerleave", () => show(marks.find((m) => m === document.activeElement)));
    chart.addEventListener("click", (e) => {
      const near = e.target.closest("a") ? null : nearest(marks, e.clientX, e.clientY, 14);
      if (near) location.href = near.getAttribute("href");
    });
    chart.addEventListener("keydown", (e) => {
      if (e.key === "Escape") return show(null);
      const to = next(marks, e.target.closest("a"), e.key, strip);
      if (WAYS[e.key] || to) e.preventDefault();
      to?.focus();
    });
  }

  /* A box is a stop of the keyboard only where there is something to scroll. */
  const boxes = new ResizeObserver((seen) => {
    for (const { target } of seen) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });

  document.querySelectorAll(".scroll").forEach((box) => boxes.observe(box));
  document.body.append(tip);
  document.querySelectorAll("svg.strip, svg.tiles").forEach(enliven);
  addEventListener("scroll", () => show(null), { passive: true });
  addEventListener("hashchange", () => carry(location.search.slice(1)));
  carry(location.search.slice(1));
})();
