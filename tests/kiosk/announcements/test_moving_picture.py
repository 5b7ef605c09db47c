"""The moving picture in a browser: it goes on when its page is told anew; the script runs in node, on a page of paper."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "kiosk" / "announcements" / "static" / "announcements" / "sign.js"
PAPER = """
const pen = () => new Proxy({}, {
  get: (kept, name) => name in kept ? kept[name] : () => undefined,
  set: (kept, name, value) => { kept[name] = value; return true; },
});
const canvas = () => ({
  width: 0, height: 0, dataset: { sign: "told" }, isConnected: true, getContext: pen, dispatchEvent: () => true,
});
let frame = null;
const shown = canvas(), words = { textContent: process.argv[1] };
globalThis.window = { matchMedia: () => ({ matches: false }) };
globalThis.document = { createElement: canvas, querySelectorAll: () => [shown], getElementById: () => words };
globalThis.CustomEvent = class {};
globalThis.requestAnimationFrame = (next) => { frame = next; };
"""
PLAY = """
const at = (ms) => { const next = frame; frame = null; next(ms); return shown.sign.drawn; };
const told = JSON.parse(process.argv[1]), places = [at(0), at(500)];
told.pages.news.bits = told.pages.news.bits.replace("1", "2"); // the same page in another minute
shown.sign.show(told);
places.push(at(1000), at(1500));
console.log(JSON.stringify(places));
"""


def test_a_running_page_goes_on_when_it_is_told_anew() -> None:
    if (node := shutil.which("node")) is None:
        pytest.skip("node was not found: the moving picture was not played")
    page = {"bits": " ".join(["1"] * 64), "colours": "a" * 64, "runs": True, "dots_per_s": 60, "hold_s": 6}
    told = {"columns": 32, "rows": 16, "round": ["news"], "pages": {"news": page}, "urgent": None, "call": None}
    script = PAPER + SCRIPT.read_text("utf-8") + PLAY
    done = subprocess.run([node, "-e", script, json.dumps(told)], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [-32, -2, 28, 58]
