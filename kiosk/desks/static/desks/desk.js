// The desk's own keys: cases are counted with digits, taken back with "-", and spans of time are counted down.
// Every deed is a plain form; without this file cases are typed into their fields.
(() => {
  "use strict";
  let last = null;
  const field = (button) => document.getElementById(button.dataset.add);
  const change = (input, by) => {
    const value = Math.max(0, Math.min(Number(input.max), Number(input.value || 0) + by));
    input.value = value || "";
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-with]"); // the applicant's page shows what has been tapped so far
    if (link) {
      const tapped = [...new FormData(document.getElementById(link.dataset.with))].filter(([name, value]) => /^(case|fee):/.test(name) && value);
      link.search = new URLSearchParams(tapped).toString();
    }
    const button = event.target.closest("[data-add]");
    if (!button) return;
    last = field(button);
    change(last, 1);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const writes = event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select");
    if (event.key === "Escape" && writes) document.querySelector("[data-key~=escape]")?.click();
    if (writes || !document.querySelector(".cases")) return;
    if (event.key === "-" && last && last.isConnected) change(last, -1);
    if (event.key.toLowerCase() === "m") document.querySelector(".pay input")?.click();
  });

  const count = () => document.querySelectorAll("[data-until]").forEach((node) => {
    node.dataset.said ??= node.textContent;
    const left = Math.ceil((Date.parse(node.dataset.until) - Date.now()) / 1000);
    const text = left > 0 ? `${node.dataset.said}・${left} 秒` : node.dataset.then;
    if (left < 600 && node.textContent !== text) node.textContent = text;
    node.classList.toggle("flame", left <= 0);
  });
  setInterval(count, 500);
})();
