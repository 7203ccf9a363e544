"use strict";

// Every moment is in milliseconds of the plan. The sound is behind it by `lead`, which is the encoder's delay.
(() => {
  const of = (id) => document.getElementById(id);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const page = document.body;
  const sound = of("sound");
  const lead = Number(sound.dataset.lead);
  const length = Number(sound.dataset.length);
  const title = document.title;
  const fill = (text, ...parts) => parts.reduce((filled, part) => filled.replace("{}", part), text);

  const lines = all(".line");
  const froms = lines.map((line) => Number(line.dataset.from));
  const tos = lines.map((line) => Number(line.dataset.to));
  const sections = all("nav button");
  const starts = sections.map((section) => Number(section.dataset.at));
  const names = sections.map((section) => section.querySelector("span").textContent);

  const RUN_UP = 100; // The first instant after a jump may be lost in the decoder: it is spent before the words.
  const AGAIN = 1500; // Until then "again" goes to the words before.
  const LOOKED = 6000; // Who scrolls by hand is left alone for so long.

  // --- the sound, out of the page -----------------------------------------------------------------------------

  const bytes = (address) => {
    const first = address.indexOf(",") + 1;
    const parts = [];
    for (let at = first; at < address.length; at += 1 << 20) {
      parts.push(Uint8Array.from(atob(address.slice(at, at + (1 << 20) - ((1 << 20) % 4))), (char) => char.charCodeAt(0)));
    }
    return parts;
  };

  try {
    const blob = new Blob(bytes(sound.getAttribute("src")), { type: "audio/mpeg" });
    sound.preload = "auto";
    sound.src = URL.createObjectURL(blob);
  } catch {
    of("damaged").hidden = false;
    return;
  }
  sound.addEventListener("error", () => { of("damaged").hidden = false; });

  // --- time ---------------------------------------------------------------------------------------------------

  let aim = null; // Where a jump leads to, as long as its run-up lasts.

  const heard = () => {
    const now = sound.currentTime * 1000 - lead;
    if (aim !== null && (sound.seeking || (now < aim && now > aim - 2 * RUN_UP))) return aim;
    aim = null;
    return Math.max(0, now);
  };

  const last = (moments, now) => {
    let low = 0;
    let high = moments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (moments[middle] <= now) low = middle + 1; else high = middle;
    }
    return low - 1;
  };

  const clock = (moment) => {
    const seconds = Math.floor(moment / 1000);
    const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
    if (length >= 3600000) parts.unshift(Math.floor(seconds / 3600));
    return parts.map((part, at) => (at ? String(part).padStart(2, "0") : part)).join(":");
  };

  const go = (moment) => {
    aim = Math.min(Math.max(0, moment), length);
    const place = Math.max(0, aim + lead - RUN_UP) / 1000;
    sound.currentTime = place;
    if (sound.readyState === 0) { // Not every browser keeps a place for a sound that it has not opened yet.
      sound.addEventListener("loadedmetadata", () => {
        if (Math.abs(sound.currentTime - place) > 1) sound.currentTime = place;
      }, { once: true });
    }
    follow = 0;
    show();
  };

  const again = () => {
    const now = heard();
    const at = last(froms, now);
    if (at < 0) return go(0);
    return go(froms[now - froms[at] > AGAIN ? at : Math.max(0, at - 1)]);
  };

  const on = () => go(froms[last(froms, heard()) + 1] ?? length);

  const chapter = (step) => {
    const now = heard();
    const at = last(starts, now);
    if (step > 0) return go(starts[at + 1] ?? length);
    return go(at >= 0 && now - starts[at] > 2 * AGAIN ? starts[at] : (starts[at - 1] ?? 0));
  };

  // --- what is seen -------------------------------------------------------------------------------------------

  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let line = -1;
  let section = -2;
  let second = -1;
  let follow = 0;
  let timer = 0;

  const centre = () => {
    if (line < 0 || performance.now() < follow) return;
    lines[line].scrollIntoView({ block: "center", behavior: still.matches || document.hidden ? "auto" : "smooth" });
  };

  const showLine = (at) => {
    lines[line]?.classList.remove("now");
    lines[line]?.removeAttribute("aria-current");
    line = at;
    lines[line]?.classList.add("now");
    lines[line]?.setAttribute("aria-current", "true");
    if (of("aloud").checked) of("spoken").textContent = line < 0 ? "" : lines[line].textContent;
    if (page.classList.contains("going")) centre();
  };

  const showSection = (at) => {
    sections[section]?.removeAttribute("aria-current");
    section = at;
    sections[section]?.setAttribute("aria-current", "true");
    of("section").textContent = names[section] ?? title;
    if ("mediaSession" in navigator) {
      const artist = sound.dataset.author;
      navigator.mediaSession.metadata = new MediaMetadata({ title: names[section] ?? title, album: title, artist });
    }
  };

  const show = () => {
    clearTimeout(timer);
    const now = heard();
    const at = last(froms, now);
    if (at !== line) showLine(at);
    const place = last(starts, now);
    if (place !== section) showSection(place);
    const following = froms[at + 1] ?? length;
    const quiet = at < 0 || now > tos[at] ? Math.ceil((following - now) / 1000) : 0;
    of("silence").textContent = quiet > 0 && following - (tos[at] ?? 0) >= 5000 ? fill(of("silence").dataset.told, quiet) : "";
    if (Math.floor(now / 1000) !== second) {
      second = Math.floor(now / 1000);
      of("now").textContent = clock(now);
      of("place").value = String(second);
      of("place").setAttribute("aria-valuetext", fill(of("place").dataset.told, clock(now), clock(length)));
      if (second % 5 === 0) remember();
    }
    if (!sound.paused) timer = setTimeout(show, Math.min(250, Math.max(4, (following - now) / sound.playbackRate)));
  };

  // --- what is kept -------------------------------------------------------------------------------------------

  const key = `voiceguide ${document.documentElement.dataset.key}`;

  const remember = () => {
    if (!page.classList.contains("going")) return;
    try {
      const now = heard();
      if (now > 5000 && now < length - 5000) localStorage.setItem(key, String(Math.round(now)));
      else localStorage.removeItem(key);
    } catch { /* A browser may forbid it: then nothing is remembered. */ }
  };

  const remembered = () => {
    try {
      const kept = Number(localStorage.getItem(key));
      return kept > 5000 && kept < length - 5000 ? kept : 0;
    } catch {
      return 0;
    }
  };

  // --- the screen stays on, the lock screen knows -------------------------------------------------------------

  let awake = null;

  const stayAwake = async () => {
    try {
      awake ??= await navigator.wakeLock.request("screen");
      awake.addEventListener("release", () => { awake = null; });
      if (sound.paused) await awake.release();
    } catch { awake = null; }
  };

  const tellPlace = () => {
    try {
      const duration = Math.max(sound.duration || 0, length / 1000);
      const position = Math.min(sound.currentTime, duration);
      navigator.mediaSession?.setPositionState?.({ duration, position, playbackRate: sound.playbackRate });
    } catch { /* It is only a picture of the place. */ }
  };

  const handle = (action, handler) => {
    try { navigator.mediaSession?.setActionHandler(action, handler); } catch { /* Not every browser has all. */ }
  };

  // --- playing ------------------------------------------------------------------------------------------------

  const play = () => sound.play().catch((reason) => {
    if (reason.name === "NotSupportedError") of("damaged").hidden = false;
  });

  const toggle = () => (sound.paused ? play() : sound.pause());

  const bar = () => document.documentElement.style.setProperty("--bar", `${of("player").offsetHeight}px`);

  const begin = (moment) => {
    of("begin").hidden = true;
    of("player").hidden = false;
    page.classList.add("going");
    bar();
    go(moment);
    play();
    of("pause").focus({ preventScroll: true });
    centre();
  };

  const tell = (playing) => {
    page.classList.toggle("playing", playing);
    for (const button of [of("pause"), of("anywhere")]) {
      button.setAttribute("aria-label", playing ? button.dataset.pause : button.dataset.play);
    }
  };

  sound.addEventListener("play", () => { tell(true); stayAwake(); });
  sound.addEventListener("pause", () => {
    tell(false);
    awake?.release().catch(() => {});
    remember();
  });
  for (const event of ["play", "pause", "seeked", "timeupdate", "ended", "playing"]) sound.addEventListener(event, show);
  for (const event of ["play", "pause", "seeked", "ratechange", "loadedmetadata"]) sound.addEventListener(event, tellPlace);

  of("start").addEventListener("click", () => begin(0));
  of("resume").addEventListener("click", () => begin(remembered()));
  of("pause").addEventListener("click", toggle);
  of("again").addEventListener("click", again);
  of("on").addEventListener("click", on);
  of("previous").addEventListener("click", () => chapter(-1));
  of("next").addEventListener("click", () => chapter(1));
  of("place").addEventListener("input", () => go(Number(of("place").value) * 1000));
  of("speed").addEventListener("change", () => {
    sound.preservesPitch = true;
    sound.defaultPlaybackRate = sound.playbackRate = Number(of("speed").value);
  });

  const listed = (open) => {
    page.classList.toggle("listed", open);
    of("list").setAttribute("aria-expanded", String(open));
    if (open) sections[Math.max(0, section)]?.scrollIntoView({ block: "nearest" });
  };
  of("list").addEventListener("click", () => listed(!page.classList.contains("listed")));

  // Nothing but one button, as large as the screen; all else is out of reach, for a screen reader too.
  const dark = (closed) => {
    of("dark").hidden = !closed;
    for (const part of document.querySelectorAll("header, main, footer, #player")) part.inert = closed;
    of(closed ? "anywhere" : "closed").focus({ preventScroll: true });
    if (!closed) centre();
  };
  of("closed").addEventListener("click", () => dark(true));
  of("open").addEventListener("click", () => dark(false));
  of("anywhere").addEventListener("click", toggle);

  const jump = (moment) => (page.classList.contains("going") ? go(moment) : begin(moment));
  for (const button of all("[data-at]")) {
    button.disabled = false;
    button.addEventListener("click", () => { listed(false); jump(Number(button.dataset.at)); });
  }
  of("words").addEventListener("click", (event) => {
    const clicked = event.target.closest(".line");
    if (clicked && page.classList.contains("going") && getSelection().isCollapsed) go(Number(clicked.dataset.from));
  });
  of("aloud").addEventListener("change", () => {
    of("spoken").setAttribute("aria-live", of("aloud").checked ? "polite" : "off");
  });

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || !page.classList.contains("going")) return;
    if (event.target.closest?.("input, select, textarea")) return;
    if (event.key === " " && event.target.closest?.("button, summary, a")) return;
    if (event.key === "Escape") return of("dark").hidden ? listed(false) : dark(false);
    const keys = { " ": toggle, ArrowLeft: again, ArrowRight: on, n: () => chapter(1), p: () => chapter(-1) };
    const action = keys[event.key];
    if (!action || (event.repeat && event.key === " ")) return;
    event.preventDefault();
    action();
  });

  const looking = () => { follow = performance.now() + LOOKED; };
  for (const event of ["wheel", "touchmove"]) addEventListener(event, looking, { passive: true });
  addEventListener("resize", bar);
  addEventListener("pagehide", remember);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    if (!sound.paused) stayAwake();
    show();
  });

  handle("play", play);
  handle("pause", () => sound.pause());
  handle("previoustrack", () => chapter(-1));
  handle("nexttrack", () => chapter(1));
  handle("seekbackward", again);
  handle("seekforward", on);
  handle("seekto", (details) => go(details.seekTime * 1000 - lead));

  // --- the beginning ------------------------------------------------------------------------------------------

  sound.controls = false;
  sound.hidden = true;
  of("help").hidden = false;
  of("place").max = String(Math.floor(length / 1000));
  for (const only of ["previous", "next", "list"]) of(only).hidden = sections.length === 0;
  if (remembered()) {
    of("begin").classList.add("known");
    of("resume").textContent = fill(of("resume").dataset.atMoment, clock(remembered()));
    of("resume").hidden = false;
    of("start").textContent = of("start").dataset.afresh;
  }
  of("begin").hidden = false;
  show();
})();
