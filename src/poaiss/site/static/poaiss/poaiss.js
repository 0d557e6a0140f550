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

  /* An answer opens or closes other questions: take in what is new, drop what is gone, and leave every other question
     exactly as it is, with what is being typed in it. */
  const follow = async () => {
    const own = document.querySelector("[data-blocks]");
    if (!own) return;
    const address = new URL(location.href);
    address.searchParams.set("blocks", "1");
    address.searchParams.set("have", [...own.children].map((block) => block.id).join("."));
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-blocks]");
    const wanted = new Set([...fresh.children].map((block) => block.id));
    [...own.children].forEach((block) => {
      if (!wanted.has(block.id) && !block.contains(document.activeElement)) block.remove();
    });
    let place = own.firstElementChild;
    [...fresh.children].forEach((block) => {
      const known = document.getElementById(block.id);
      if (known) { place = known.nextElementSibling; return; }
      const added = document.importNode(block, true);
      own.insertBefore(added, place);
      window.htmx?.process(added);
    });
  };

  /* An answer is saved when it changes, one question at a time; without a connection it waits and is sent again. */
  const waiting = new Map();
  const busy = new Set();
  const later = (question, time) => {
    clearTimeout(waiting.get(question));
    waiting.set(question, setTimeout(() => save(question), time));
  };
  const answerOf = (question) => {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", question.closest("form").elements.csrfmiddlewaretoken.value);
    question.querySelectorAll("input, select, textarea").forEach((control) => {
      if (!/^(radio|checkbox)$/.test(control.type) || control.checked) data.append(control.name, control.value);
    });
    return data;
  };
  const save = async (question) => {
    if (busy.has(question)) { later(question, 300); return; }
    clearTimeout(waiting.get(question));
    waiting.set(question, 0);
    busy.add(question);
    const state = document.getElementById(question.dataset.state);
    try {
      const answer = await fetch(question.dataset.autosave, { method: "POST", body: answerOf(question), redirect: "error" });
      if (!answer.ok && answer.status !== 422) throw new Error(answer.statusText);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(question.dataset.state);
      state.replaceWith(fresh);
      if (!waiting.get(question)) waiting.delete(question);
      question.classList.toggle("field--error", Boolean(fresh.querySelector(".field__error")));
      if (answer.headers.get("HX-Trigger") === "poaiss:follow") await follow();
    } catch {
      const note = document.createElement("p");
      note.className = "field__error";
      note.setAttribute("role", "alert");
      note.textContent = question.closest("form").dataset.offline;
      state.querySelectorAll(".field__error[role=alert], .save").forEach((old) => old.remove());
      state.append(note);
      later(question, 10000);
    } finally {
      busy.delete(question);
    }
  };
  const autosaved = (event) => event.target.closest?.("[data-autosave]");
  document.addEventListener("change", (event) => { const question = autosaved(event); if (question) save(question); });
  document.addEventListener("input", (event) => {
    const question = autosaved(event);
    if (question && event.target.matches("textarea, input[type=text]")) later(question, 2000);
  });
  window.addEventListener("online", () => waiting.forEach((_timer, question) => save(question)));
  document.addEventListener("submit", () => waiting.clear());
  window.addEventListener("beforeunload", (event) => { if (waiting.size) event.preventDefault(); });

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
