// Keys, the menu of narrow windows, counting letters, copying. No page depends on it: every button is a plain form.
(() => {
  "use strict";
  const typing = (node) => node.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
  const press = (key) => [...document.querySelectorAll(`[data-key~="${CSS.escape(key)}"]`)].find((node) => !node.disabled && node.offsetParent);

  document.addEventListener("keydown", (event) => {
    if (event.repeat && (event.key === "Enter" || event.key === " ") && event.target.closest("button")) {
      event.preventDefault(); // a key that is held down is one press
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
      event.preventDefault();
      event.target.form.requestSubmit();
      return;
    }
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    const button = press(event.key.toLowerCase());
    if (button) {
      event.preventDefault();
      button.focus();
      button.click();
    }
  });

  document.addEventListener("click", (event) => {
    const toggle = event.target.closest("[data-toggle]");
    if (toggle) {
      const open = document.getElementById(toggle.dataset.toggle).classList.toggle("open");
      toggle.setAttribute("aria-expanded", String(open));
    }
    const opener = event.target.closest("[data-window]");
    if (opener) {
      event.preventDefault();
      const [width, height] = opener.dataset.window.split("x");
      window.open(opener.href, "desk", `popup,width=${width},height=${height}`);
    }
  });

  document.addEventListener("submit", (event) => { // a plain form that was sent is not sent again
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

  const count = (field) => {
    const output = document.getElementById(field.dataset.count);
    const length = [...field.value.trim()].length;
    output.textContent = `${length}／${field.dataset.max} 字`;
    output.classList.toggle("too-long", length > Number(field.dataset.max));
  };
  document.addEventListener("input", (event) => { if (event.target.dataset.count) count(event.target); });
  document.querySelectorAll("[data-count]").forEach(count);

  document.addEventListener("input", (event) => { // writing a date chooses "on a date"
    const choice = event.target.dataset.chooses && document.getElementById(event.target.dataset.chooses);
    if (choice) choice.checked = true;
  });
})();
