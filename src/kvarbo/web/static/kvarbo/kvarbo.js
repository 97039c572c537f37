// What makes the work quicker. Everything here also works without it, by ordinary links and forms.
"use strict";

const KEYS_OFF = "kvarbo.keys.off";

function keysAreOn() {
  try {
    return localStorage.getItem(KEYS_OFF) !== "1";
  } catch {
    return true;
  }
}

function rememberKeys(on) {
  try {
    localStorage.setItem(KEYS_OFF, on ? "0" : "1");
  } catch {
    // Without storage the choice lasts for this page.
  }
}

function submitFiltersWhenChosen() {
  for (const form of document.querySelectorAll("form[data-auto-submit]")) {
    form.addEventListener("change", () => form.requestSubmit());
  }
}

function askBeforeWhatCannotBeUndone() {
  document.addEventListener("submit", (event) => {
    const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
    if (question && !window.confirm(question)) {
      event.preventDefault();
    }
  });
}

function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
    }
  });
}

function showWhatNeedsScript() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  document.querySelector("[data-focus]")?.focus();
}

// A text to take along: copied whole, or where the browser refuses that, marked so that it can be copied by hand.
function copyTexts() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const text = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", async () => {
      text.select();
      try {
        await navigator.clipboard.writeText(text.value);
      } catch {
        if (!document.execCommand("copy")) {
          return;
        }
      }
      document.getElementById(`${button.dataset.copy}-status`).textContent = button.dataset.copied;
    });
  }
}

function markTheFileArea() {
  for (const input of document.querySelectorAll("input[type=file].kv-file")) {
    for (const [name, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
      input.addEventListener(name, () => input.classList.toggle("is-over", over));
    }
  }
}

// A long list whose groups are named as the choices of a question before it: what was chosen there shows its group alone.
function narrowLists() {
  for (const list of document.querySelectorAll("select[data-narrowed-by]")) {
    const groups = [...list.querySelectorAll("optgroup")];
    const choices = [...list.form.querySelectorAll(`[name="${list.dataset.narrowedBy}"]`)];
    const narrow = () => {
      const word = choices.find((choice) => choice.checked)?.labels[0].textContent.trim();
      const named = groups.some((group) => group.label === word);
      for (const group of groups) {
        // What is already chosen is never hidden from whoever chose it.
        const away = named && group.label !== word && !group.contains(list.selectedOptions[0]);
        group.hidden = away;
        group.disabled = away;
      }
    };
    choices.forEach((choice) => choice.addEventListener("change", narrow));
    list.addEventListener("change", narrow);
    narrow();
  }
}

// A field that only one answer to another question asks for: away until then, unless something is written in it.
function askOnlyWhen() {
  for (const field of document.querySelectorAll("[data-only-when]")) {
    const [name, answer] = field.dataset.onlyWhen.split("=");
    const group = field.closest(".govuk-form-group");
    const show = () => {
      group.hidden = field.form.elements[name].value !== answer && !field.value && !group.querySelector(".govuk-error-message");
    };
    field.form.addEventListener("change", show);
    show();
  }
}

// Idag: the row one stands on, its keys, and where to land after an outcome (the address names the link of that row).
function workThroughRows() {
  const form = document.querySelector("form[data-rows]");
  if (!form) {
    return;
  }
  // A row that is masked to the reader has no link and is passed over.
  const rows = () => [...form.querySelectorAll("tbody tr")].filter((row) => row.querySelector("th a"));
  const here = () => document.activeElement?.closest?.("form[data-rows] tbody tr") ?? null;
  const stand = (row) => row?.querySelector("th a").focus();
  const help = document.getElementById("tangenter");
  const toggle = help.querySelector("[data-keys-on]");
  const opener = document.querySelector("[data-keys]");

  const move = (by) => {
    const all = rows();
    const at = all.indexOf(here());
    stand(at < 0 ? all[0] : all[Math.min(all.length - 1, Math.max(0, at + by))]);
  };
  const press = (key) => here()?.querySelector(`button[data-key="${key}"]`)?.click();
  const why = () => {
    const details = here()?.querySelector("details.kv-why");
    if (details) {
      details.open = !details.open;
    }
  };

  toggle.checked = keysAreOn();
  toggle.addEventListener("change", () => rememberKeys(toggle.checked));
  opener.hidden = false;
  opener.addEventListener("click", () => help.showModal());

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, dialog");
    if (typing || !toggle.checked || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const does = { j: () => move(1), k: () => move(-1), v: why, "?": () => help.showModal() }[event.key];
    if (does) {
      event.preventDefault();
      does();
    } else if (/^[1-9]$/.test(event.key)) {
      press(event.key);
    }
  });

  form.addEventListener("submit", (event) => {
    const all = rows();
    const at = all.indexOf(event.submitter?.closest("tr"));
    const stays = event.submitter?.name === "claim";
    const next = stays ? all[at] : (all[at + 1] ?? all[at - 1]);
    form.elements.after.value = next?.querySelector("th a").id ?? "";
  });
}

function closeTheRoomsMatters() {
  const matters = document.querySelector(".kv-nav__room details");
  matters?.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && matters.open) {
      matters.open = false;
      matters.querySelector("summary").focus();
    }
  });
  matters?.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !matters.contains(event.relatedTarget)) {
      matters.open = false;
    }
  });
}

submitFiltersWhenChosen();
closeTheRoomsMatters();
askBeforeWhatCannotBeUndone();
sendOnce();
showWhatNeedsScript();
copyTexts();
narrowLists();
askOnlyWhen();
markTheFileArea();
workThroughRows();
