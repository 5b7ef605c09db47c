// The sign's picture beside a text that is being written. Without it the form works the same; the server asks before it sends.
(() => {
  "use strict";
  const field = document.querySelector("[data-look]"), box = document.getElementById("look");
  if (!field || !box) return;
  const WAIT_MS = 350;
  let timer = 0, asked = 0;

  const figure = (sign) => {
    const made = document.createElement("figure"), caption = document.createElement("figcaption"), length = document.createElement("small");
    made.className = "sign-box";
    caption.textContent = sign.label;
    length.textContent = `每次約 ${Math.round(sign.lasts_s)} 秒`;
    caption.append(length);
    const canvas = document.createElement("canvas");
    canvas.className = "sign";
    canvas.dataset.sign = "";
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `${sign.label}的預覽`);
    made.append(caption, canvas);
    sign.troubles.forEach((trouble) => {
      const line = document.createElement("p");
      line.className = "fault faults";
      line.textContent = trouble;
      made.append(line);
    });
    return [made, canvas];
  };

  const look = async () => {
    const number = (asked += 1), body = new FormData();
    if (!field.value.trim()) { box.replaceChildren(); return; }
    body.append("text", field.value);
    body.append("kind", field.form.elements.kind.value);
    body.append("csrfmiddlewaretoken", field.form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(field.dataset.look, { method: "POST", body }).catch(() => null);
    if (!answer || !answer.ok || answer.redirected || number !== asked) return;
    const seen = await answer.json();
    const made = seen.signs.map(figure);
    box.replaceChildren(...made.map(([one]) => one));
    window.signs.find();
    made.forEach(([, canvas], at) => canvas.sign.show(seen.signs[at].played));
  };

  const later = () => { clearTimeout(timer); timer = setTimeout(look, WAIT_MS); };
  field.addEventListener("input", later);
  field.form.addEventListener("change", later);
  if (field.value.trim()) later();
})();
