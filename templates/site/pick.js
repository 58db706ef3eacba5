/* A box to type a unit's name into, with the units that fit below it (the combobox of the ARIA practices). */
"use strict";

(() => {
  const { make, meant, plain, say } = window.dsci;
  const MOST = 12; // offered at once

  /* Units whose name, other name, code or province has the text; those that begin with it first. */
  function fitting(units, text) {
    const part = plain(text);
    const names = (u) => [u.name, u.other, u.code].map((name) => plain(name ?? ""));
    const found = units.filter((u) => meant(part, u.name, [...names(u), plain(u.province ?? "")].join("|")));
    const begins = (u) => (names(u).some((name) => name.startsWith(part)) ? 0 : 1);
    return found.sort((a, b) => begins(a) - begins(b)).slice(0, MOST);
  }

  /* The field; `taken()` says which codes are chosen already, `choose(code)` is called with the one picked. */
  window.dsci.picker = (units, taken, choose) => {
    const list = make("ul", { role: "listbox", id: "offers", hidden: "", "aria-label": say("add") });
    const input = make("input", {
      type: "text", id: "add", role: "combobox", autocomplete: "off", "aria-expanded": "false", "aria-controls": "offers",
      "aria-autocomplete": "list", placeholder: say("text_hint"),
    });
    let at = -1;

    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function point(to) {
      const offers = [...list.children];
      at = (to + offers.length) % offers.length;
      offers.forEach((offer, n) => offer.setAttribute("aria-selected", String(n === at)));
      input.setAttribute("aria-activedescendant", offers[at].id);
      offers[at].scrollIntoView({ block: "nearest" });
    }

    function take(code) {
      input.value = "";
      close();
      choose(code);
    }

    function open() {
      const open = units.filter((u) => !taken().includes(u.code));
      const found = input.value.trim() ? fitting(open, input.value) : open.slice(0, MOST);
      list.replaceChildren(...found.map((u) => {
        const offer = make("li", { role: "option", id: `offer-${u.code}`, "data-code": u.code, "aria-selected": "false" }, u.name);
        if (u.province) offer.append(" ", make("small", {}, u.province));
        return offer;
      }));
      close();
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(found.length > 0));
    }

    input.addEventListener("input", open);
    input.addEventListener("click", open);
    input.addEventListener("blur", close);
    list.addEventListener("pointerdown", (e) => e.preventDefault()); // keeps the focus where it is
    list.addEventListener("click", (e) => { const offer = e.target.closest("li"); if (offer) take(offer.dataset.code); });
    input.addEventListener("keydown", (e) => {
      if (e.key === "ArrowDown" || e.key === "ArrowUp") {
        e.preventDefault();
        if (list.hidden) open();
        if (!list.hidden) point(e.key === "ArrowDown" ? at + 1 : at < 0 ? -1 : at - 1);
      } else if (e.key === "Enter" && !list.hidden) {
        e.preventDefault();
        take(list.children[Math.max(at, 0)].dataset.code);
      } else if (e.key === "Escape") close();
    });
    return make("div", { class: "picker" }, make("label", { for: "add" }, say("add")), input, list);
  };
})();
