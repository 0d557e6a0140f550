/* What JavaScript adds; every page works without it. No inline handlers: the content security policy forbids them. */
(() => {
  "use strict";

  /* The summary of errors takes the focus, on load and after htmx has put it there. */
  const focusSummary = (root) => root.querySelector("[data-focus]")?.focus();

  /* Buttons that need JavaScript are hidden until it is there. */
  const showButtons = (root) => root.querySelectorAll("[data-copy][hidden]").forEach((button) => { button.hidden = false; });

  const ready = (root) => { focusSummary(root); showButtons(root); };

  document.addEventListener("DOMContentLoaded", () => ready(document));
  document.addEventListener("htmx:load", (event) => ready(event.target));

  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const source = document.getElementById(button.dataset.copy);
    source.select();
    navigator.clipboard?.writeText(source.value).then(() => {
      button.querySelector("span").textContent = button.dataset.done;
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
