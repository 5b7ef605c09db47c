"""What a finger touches and what a lobby sees: the only folder that knows Kivy.

A screen is a list of `Part`s with exact regions in design pixels (1080x1920, from the top left corner).  Parts know no
Kivy either: they ask a `Pen` for cards, words and icons, and the pen turns those into textures that are made once
and tinted afterwards.  Only `pen`, `ink`, `stage`, `window`, `remote` and `app` import Kivy, so everything else is
typed and can be tested without a window.

Colours come from `theme`, sizes from `access.Look`, words from `kiosk.texts`, facts from `office`: four independent
inputs, and a screen is composed anew from them whenever one of them changes.
"""
