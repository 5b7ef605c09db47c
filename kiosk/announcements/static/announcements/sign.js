// The moving picture of a sign: its own dots, columns from the sign family's setting of the page, at the sign's own pace.
(() => {
  "use strict";
  const LAMPS = { r: "#FF4622", a: "#FFD530", g: "#5BFF76" }, DARK = "#220A08", PANEL = "#0C0C0D", PITCH = 6, EDGE = 2;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");

  const strip = (page, rows) => { // one canvas for a page, drawn once
    const bits = page.bits ? page.bits.split(" ").map((hex) => parseInt(hex, 16)) : [];
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, bits.length) * PITCH;
    canvas.height = rows * PITCH;
    const pen = canvas.getContext("2d");
    bits.forEach((column, x) => {
      pen.fillStyle = LAMPS[page.colours[x]];
      for (let y = 0; y < rows; y += 1) {
        if (Math.floor(column / 2 ** y) % 2) lamp(pen, x, y);
      }
    });
    return { canvas, columns: bits.length };
  };
  const lamp = (pen, x, y) => {
    pen.beginPath();
    pen.arc((x + 0.5) * PITCH, (y + 0.5) * PITCH, PITCH * 0.4, 0, 7);
    pen.fill();
  };

  class Sign {
    constructor(canvas) { this.canvas = canvas; this.key = ""; this.show(null); }

    show(told) {
      const key = JSON.stringify(told);
      if (key === this.key) return;
      const before = this.told ?? {};
      this.key = key; this.told = told; this.strips = {}; this.drawn = null;
      if (!told || !told.columns) { this.page = null; return; }
      if (told.columns === before.columns && told.rows === before.rows) { this.goOn(before); return; }
      this.at = -1; this.page = null;
      this.canvas.width = (told.columns + 2 * EDGE) * PITCH;
      this.canvas.height = (told.rows + 2 * EDGE) * PITCH;
      this.ground = document.createElement("canvas");
      Object.assign(this.ground, { width: told.columns * PITCH, height: told.rows * PITCH });
      const pen = this.ground.getContext("2d");
      pen.fillStyle = DARK;
      for (let x = 0; x < told.columns; x += 1) for (let y = 0; y < told.rows; y += 1) lamp(pen, x, y);
    }

    goOn(before) { // a clock that moved on is no reason to begin the round again
      const told = this.told, same = Boolean(told.urgent) === Boolean(before.urgent) && Boolean(told.call) === Boolean(before.call);
      this.page = same ? (told.urgent || told.call || told.pages[this.name] || null) : null;
      if (told.round[this.at] !== this.name && told.round.includes(this.name)) this.at = told.round.indexOf(this.name);
    }

    next() { // urgent over all, then a call, then the round
      const told = this.told;
      if (told.urgent) return ["urgent", told.urgent];
      if (told.call) return ["call", told.call];
      if (!told.round.length) return ["", null];
      this.at = (this.at + 1) % told.round.length;
      return [told.round[this.at], told.pages[told.round[this.at]]];
    }

    strip() { // what is told anew is drawn anew, also for the page that stays
      this.strips[this.name] ??= strip(this.page, this.told.rows);
      return this.strips[this.name];
    }

    draw(now) {
      if (!this.told || !this.told.columns) return;
      if (!this.page || now - this.since > this.lasts) {
        [this.name, this.page] = this.next();
        this.since = now; this.drawn = null;
        if (!this.page) return;
        const columns = this.strip().columns;
        this.lasts = 1000 * (this.page.runs ? (columns + this.told.columns) / this.page.dots_per_s : this.page.hold_s);
        this.canvas.dispatchEvent(new CustomEvent("page", { bubbles: true, detail: this.name }));
      }
      const { canvas, columns } = this.strip();
      const passed = (now - this.since) / 1000, wide = this.told.columns;
      let first = -Math.floor((wide - columns) / 2);
      if (this.page.runs) {
        first = Math.floor(passed * this.page.dots_per_s) - wide;
        if (still.matches) first = Math.floor(passed / 3) * wide % Math.max(1, columns);
      } else if (columns > wide) first = 0;
      if (first === this.drawn) return;
      this.drawn = first;
      const pen = this.canvas.getContext("2d");
      pen.fillStyle = PANEL;
      pen.fillRect(0, 0, this.canvas.width, this.canvas.height);
      if (this.told.dark) return;
      pen.save();
      pen.translate(EDGE * PITCH, EDGE * PITCH);
      pen.drawImage(this.ground, 0, 0);
      pen.beginPath(); pen.rect(0, 0, wide * PITCH, this.told.rows * PITCH); pen.clip();
      pen.globalAlpha = 0.35 + 0.65 * (this.told.percent ?? 100) / 100;
      pen.drawImage(canvas, -first * PITCH, 0);
      pen.restore();
    }
  }

  const signs = new Map();
  const find = () => document.querySelectorAll("canvas[data-sign]").forEach((canvas) => {
    if (signs.has(canvas)) return;
    const sign = new Sign(canvas), told = document.getElementById(canvas.dataset.sign);
    signs.set(canvas, sign);
    canvas.sign = sign;
    if (told) sign.show(JSON.parse(told.textContent));
  });
  const tick = (now) => {
    signs.forEach((sign, canvas) => (canvas.isConnected ? sign.draw(now) : signs.delete(canvas)));
    requestAnimationFrame(tick);
  };
  window.signs = { find };
  find();
  requestAnimationFrame(tick);
})();
