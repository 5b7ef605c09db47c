// The alarm of the staff pages: it sounds without a pause until this person says that they come, or it is over.
(() => {
  "use strict";
  const box = document.getElementById("alarm");
  if (!box) return;
  const siren = new Audio(box.dataset.siren);
  const ask = document.getElementById("alarm-sound");
  const rings = () => box.querySelector("[data-rings]") !== null;
  siren.loop = true;

  const look = () => {
    if (!rings()) {
      siren.pause();
      ask.hidden = true;
      return;
    }
    if (siren.paused) siren.play().then(() => { ask.hidden = true; }, () => { ask.hidden = false; });
  };

  document.body.addEventListener("htmx:afterSwap", (event) => { if (event.target === box) look(); });
  document.addEventListener("pointerdown", look); // the touch that a browser wants before it lets a page be heard
  document.addEventListener("keydown", look);
  ask.addEventListener("click", look);
})();
