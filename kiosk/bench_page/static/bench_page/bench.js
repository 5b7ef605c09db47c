// The picture of the touch screen: fetched anew all the time, and a click on it is a finger on the glass.
(() => {
  "use strict";
  const picture = document.getElementById("screen");
  const trouble = document.getElementById("screen-trouble");
  const EVERY_MS = 500, AGAIN_MS = 3000;
  let timer = 0, shown = "";

  const say = (text) => { trouble.textContent = text; trouble.hidden = !text; };

  const look = async () => {
    clearTimeout(timer);
    let wait = EVERY_MS;
    try {
      const answer = await fetch(picture.dataset.picture, { cache: "no-store" });
      if (answer.status !== 200 || answer.redirected) {
        picture.hidden = true;
        say(answer.status === 204 ? picture.dataset.none : "連線已中斷，請重新整理頁面。");
        wait = AGAIN_MS;
      } else {
        const next = await answer.blob();
        await new Promise((done) => {
          const reader = new FileReader();
          reader.onload = () => { if (reader.result !== shown) picture.src = shown = reader.result; done(); };
          reader.readAsDataURL(next);
        });
        picture.hidden = false;
        say("");
      }
    } catch {
      picture.hidden = true;
      say("伺服器沒有回應，正在重試…");
      wait = AGAIN_MS;
    }
    timer = setTimeout(look, document.hidden ? AGAIN_MS : wait);
  };

  picture.addEventListener("click", async (event) => {
    const box = picture.getBoundingClientRect();
    const style = getComputedStyle(picture);
    const edge = parseFloat(style.paddingLeft);
    const wide = box.width - 2 * edge, high = box.height - 2 * edge;
    const scale = Math.min(wide / picture.naturalWidth, high / picture.naturalHeight); // object-fit: contain
    const x = Math.floor((event.clientX - box.left - edge - (wide - picture.naturalWidth * scale) / 2) / scale);
    const y = Math.floor((event.clientY - box.top - edge - (high - picture.naturalHeight * scale) / 2) / scale);
    if (x < 0 || y < 0 || x >= picture.naturalWidth || y >= picture.naturalHeight) return;
    const answer = await fetch(picture.dataset.touch, {
      method: "POST", body: new URLSearchParams({ x, y }), headers: { "X-CSRFToken": picture.dataset.csrf },
    });
    if (!answer.ok) say(await answer.text());
    setTimeout(look, 120);
  });

  // The sign moves: its picture is fetched anew as soon as the last one has come.
  let turn = 0;
  setInterval(() => {
    const sign = document.querySelector("[data-moving]");
    if (sign && sign.complete && !document.hidden) sign.src = `${sign.dataset.moving}?${turn += 1}`;
  }, 250);

  look();
})();
