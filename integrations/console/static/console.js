// Makes the page quick: presses without loading it anew, forms in a dialog, cards that stay true.
// Without this script everything still works, by forms and links.
"use strict";

const page = document.body;
const words = page.dataset;
const dialog = document.getElementById("dialog");
const dialogBody = document.getElementById("dialog-body");
const toasts = document.getElementById("toasts");
const board = document.getElementById("board");

const TOAST_SECONDS = 9;
const TOAST_WITH_BUTTONS_SECONDS = 30;
const TRIES = 3;

const drafts = new Map(); // what was typed in a form that was closed, by its intent

// ---- pieces of HTML, all of them drawn (and escaped) by our own server

function pieceOf(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

function say(text) {
  const announcer = document.getElementById("announcer");
  announcer.textContent = "";
  setTimeout(() => { announcer.textContent = text; }, 50);
}

// ---- toasts

function showToast(toast) {
  if (dialog.open && toast.classList.contains("refused")) return blame(toast);
  outdate(toast);
  while (toasts.children.length > 2) toasts.firstElementChild.remove();
  toasts.append(toast);
  return keep(toast);
}

function outdate(toast) { // only the last that happened to a case can be undone
  const undone = (button) => button.value.split("|")[0] === "undo";
  const about = (button) => button.value.split("|")[1];
  const subjects = [...toast.querySelectorAll("button[value]")].filter(undone).map(about);
  for (const button of toasts.querySelectorAll(".toast button[value]")) {
    if (!undone(button) || !subjects.includes(about(button))) continue;
    const old = button.closest(".toast");
    button.remove();
    if (!old.querySelector("button[value]")) old.remove();
  }
}

new ResizeObserver(() => { // what stands last on the page is not covered, but moved up
  const atEnd = board && isAtEnd();
  document.documentElement.style.setProperty("--toasts", `${toasts.offsetHeight}px`);
  if (atEnd) toEnd();
}).observe(toasts);

function keep(toast) {
  const seconds = toast.querySelector(".buttons") ? TOAST_WITH_BUTTONS_SECONDS : TOAST_SECONDS;
  let timer = null;
  const wait = () => { timer = setTimeout(() => toast.remove(), seconds * 1000); };
  const stay = () => clearTimeout(timer);
  const leave = () => { stay(); if (!toast.matches(":hover, :focus-within")) wait(); };
  toast.addEventListener("pointerenter", stay);
  toast.addEventListener("focusin", stay);
  toast.addEventListener("pointerleave", leave);
  toast.addEventListener("focusout", () => setTimeout(leave));
  wait();
}

function blame(toast) { // what is behind an open dialog is not read: say it in the dialog
  const message = dialogBody.querySelector(".form-message");
  const text = toast.querySelector("p").textContent;
  if (!message) { say(text); return; }
  const line = document.createElement("p");
  line.className = "error";
  line.textContent = text;
  message.replaceChildren(line);
  message.scrollIntoView({ block: "nearest" });
}

function tell(text, label, act) { // a toast of the page's own: the server could not be asked
  const toast = document.createElement("div");
  toast.className = "toast refused";
  const line = document.createElement("p");
  line.textContent = text;
  const buttons = document.createElement("div");
  buttons.className = "buttons";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = label;
  button.addEventListener("click", () => { toast.remove(); act(); });
  buttons.append(button);
  toast.append(line, buttons);
  const host = dialog.open ? dialogBody.querySelector(".form-message") : null;
  if (host) { host.replaceChildren(line, buttons); } else { toasts.append(toast); }
}

// ---- the dialog

let opener = null;

function show(piece) {
  const before = dialogBody.firstElementChild;
  dialogBody.replaceChildren(piece);
  prepare(piece);
  if (piece.matches("form") && !piece.querySelector(".error")) recall(piece);
  const heading = piece.querySelector("h1");
  heading.id = "form-title";
  if (!dialog.open) {
    if (!before) opener = document.activeElement;
    dialog.showModal();
  }
  const first = piece.querySelector("[aria-invalid=true] input, [aria-invalid=true]:is(input, select, textarea)")
    || piece.querySelector("input:checked, input:not([type=hidden]), select, textarea")
    || piece.querySelector("button, a[href]");
  (first || dialog.querySelector("[data-close]")).focus();
  dialog.scrollTop = 0;
}

function hide() { dialog.close(); }

dialog.addEventListener("close", () => {
  const form = dialogBody.querySelector("form");
  if (form && form.dataset.touched) drafts.set(keyOf(form), [...new FormData(form)]);
  dialogBody.replaceChildren();
  if (opener && opener.isConnected) opener.focus();
  opener = null;
});

dialog.addEventListener("click", (event) => {
  if (event.target !== dialog) return;
  const box = dialog.getBoundingClientRect();
  const inside = event.clientX >= box.left && event.clientX <= box.right
    && event.clientY >= box.top && event.clientY <= box.bottom;
  if (!inside) hide();
});

dialog.addEventListener("input", (event) => {
  const form = event.target.closest("form");
  if (form) form.dataset.touched = "yes";
});

function keyOf(form) { // a form is the same when it does the same, whatever version was seen
  const [verb, subject, , argument] = form.elements.intent.value.split("|");
  return [verb, subject, argument].join("|");
}

function recall(form) {
  const kept = drafts.get(keyOf(form));
  if (!kept) return;
  form.dataset.touched = "yes";
  for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = false;
  for (const [name, value] of kept) {
    if (!/^fs?\./.test(name)) continue;
    for (const input of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (input.type === "checkbox" || input.type === "radio") {
        input.checked = input.checked || input.value === value;
      } else if (input.type !== "hidden") {
        input.value = value;
      }
    }
  }
}

function prepare(piece) {
  for (const quick of piece.querySelectorAll(".quick")) {
    quick.hidden = false;
    quick.addEventListener("click", (event) => {
      const value = event.target.closest("[data-value]")?.dataset.value;
      if (value === undefined) return;
      const input = document.getElementById(quick.dataset.for);
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.focus();
    });
  }
  for (const input of piece.querySelectorAll("[data-limit]")) {
    input.addEventListener("input", () => count(input));
  }
}

function count(input) { // nothing is cut off silently: too much is said, and still sent
  const over = [...input.value].length - Number(input.dataset.limit);
  let note = input.parentElement.querySelector(".over");
  if (over <= 0) { note?.remove(); return; }
  if (!note) {
    note = document.createElement("p");
    note.className = "error over";
    note.setAttribute("role", "status");
    input.after(note);
  }
  note.textContent = `${over} ${words.tooLong}`;
}

// ---- presses

async function send(action, data) { // the same press, tried again, keeps its delivery id
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fetch(action, {
        method: "POST",
        body: data,
        headers: { "X-Knuffel-Fragment": "1", "X-Knuffel-Token": words.token },
      });
    } catch (failure) {
      if (attempt === TRIES) throw failure;
      await new Promise((resolve) => { setTimeout(resolve, 400 * attempt); });
    }
  }
}

async function press(form, submitter, data) {
  if (submitter?.getAttribute("aria-busy") === "true") return;
  submitter?.setAttribute("aria-busy", "true");
  try {
    const response = await send(form.getAttribute("action"), data);
    take(form, response.status === 204 ? null : pieceOf(await response.text()));
  } catch {
    tell(words.notSent, words.retry, () => press(form, submitter, data));
  } finally {
    submitter?.removeAttribute("aria-busy");
  }
}

function take(form, piece) {
  const kind = piece?.dataset.kind;
  if (kind === "problem" && ["someone_else", "stale"].includes(piece.dataset.code)) {
    return tell(piece.querySelector("p").textContent, words.retry, () => location.reload());
  }
  if (kind === "form" || kind === "page") return show(piece);
  const refused = piece?.classList.contains("refused");
  if (form.closest("dialog") && !refused) {
    drafts.delete(keyOf(form));
    delete form.dataset.touched;
  }
  if (dialog.open && !(refused && form.closest("dialog"))) hide();
  if (piece) showToast(piece);
  return page.dataset.kind === "board" || refused ? undefined : refresh();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-press], [data-clock]")) return;
  event.preventDefault();
  const submitter = event.submitter;
  const data = new URLSearchParams(new FormData(form, submitter));
  data.set("delivery", crypto.randomUUID());
  closeMenus();
  submitter?.closest(".toast")?.remove();
  press(form, submitter, data);
});

// ---- cards that change while one looks at them

function place(piece, old) {
  const open = [...old.querySelectorAll("details")].map((one) => one.open);
  const focused = old.contains(document.activeElement) ? nameOf(document.activeElement) : null;
  old.replaceChildren(...piece.childNodes);
  [...old.querySelectorAll("details")].forEach((one, index) => { one.open = open[index] || false; });
  if (focused === null) return;
  const again = [...old.querySelectorAll("button, a, summary, input")].find((one) => nameOf(one) === focused);
  (again || old).focus({ preventScroll: true });
}

function nameOf(control) { // the same control, though it now carries a newer version of the case
  if (control.name === "intent") {
    const [verb, , , argument] = control.value.split("|");
    return `${verb}|${argument}`;
  }
  return control.getAttribute("href") || control.id || control.tagName;
}

function unpin({ ref }) {
  board.querySelector(`[data-ref="${CSS.escape(ref)}"]`)?.remove();
  document.getElementById("empty").hidden = board.querySelector(".pinned") !== null;
}

function isAtEnd() {
  const rest = document.documentElement.scrollHeight - window.scrollY - window.innerHeight;
  return rest < 160;
}

function mayScroll() { // not under somebody's hands
  return !dialog.open && !document.querySelector("#board details[open], #board :is(button, a):hover")
    && !board.contains(document.activeElement);
}

function pin({ ref, html }) {
  const piece = pieceOf(html);
  const old = board.querySelector(`[data-ref="${CSS.escape(ref)}"]`);
  const atEnd = isAtEnd();
  if (old) {
    place(piece, old);
    if (atEnd) toEnd();
    return;
  }
  const follow = atEnd && mayScroll();
  document.getElementById("empty").hidden = true;
  piece.classList.add("fresh");
  board.insertBefore(piece, document.getElementById("empty"));
  say(piece.querySelector(".card")?.dataset.summary || "");
  if (follow) toEnd(); else document.getElementById("newer").hidden = false;
}

function toEnd() {
  window.scrollTo({ top: document.documentElement.scrollHeight });
  document.getElementById("newer").hidden = true;
}

let refreshing = null;

function refresh() { // a page is read anew as a whole, quietly
  clearTimeout(refreshing);
  refreshing = setTimeout(async () => {
    if (words.kind !== "page" || dialog.open) return;
    const response = await fetch(location.href).catch(() => null);
    if (!response?.ok) return;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    const next = fresh.getElementById("main");
    if (next && fresh.body.dataset.me === words.me) place(next, document.getElementById("main"));
  }, 150);
}

function moved({ conversation, count: number }) {
  const entry = document.querySelector(`.side [data-conversation="${CSS.escape(conversation)}"]`);
  if (entry) {
    const badge = entry.querySelector(".count");
    const grown = badge.textContent !== number;
    badge.textContent = number;
    badge.hidden = !number;
    if (grown && conversation !== words.conversation) entry.classList.add("news");
  }
  if (words.kind === "page") refresh();
}

// ---- the line on which changes come

let mark = Number(words.mark);
let lost = null;

function listen() {
  const at = encodeURIComponent(words.conversation);
  const line = new EventSource(`/events?at=${at}&since=${mark}`);
  const on = (name, act) => line.addEventListener(name, (event) => {
    if (event.lastEventId) mark = Number(event.lastEventId);
    act(JSON.parse(event.data));
  });
  on("card", pin);
  on("gone", unpin);
  on("moved", moved);
  on("beat", beat);
  on("reload", () => { line.close(); reload(); });
  line.addEventListener("error", () => {
    missed();
    if (line.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  });
  window.addEventListener("pagehide", () => line.close(), { once: true });
}

function reload() {
  if (dialog.open) dialog.addEventListener("close", () => location.reload(), { once: true });
  else location.reload();
}

function missed() {
  if (lost) return;
  lost = setTimeout(() => {
    const bar = document.createElement("p");
    bar.id = "lost";
    bar.setAttribute("role", "status");
    bar.textContent = words.lost;
    document.querySelector(".top").after(bar);
  }, 2500);
}

function beat({ token, clock }) {
  if (lost) {
    clearTimeout(lost);
    lost = null;
    if (document.getElementById("lost")) {
      document.getElementById("lost").remove();
      say(words.found);
    }
  }
  words.token = token;
  for (const input of document.querySelectorAll("input[name=token]")) input.value = token;
  if (clock) setClock(clock);
}

// ---- the demo's clock

const clockFace = document.getElementById("clock");
let clockBase = null;

function setClock({ now, rate }) {
  const was = clockBase && clockTime();
  clockBase = { business: Date.parse(now), machine: performance.now(), rate };
  drawClock();
  if (was && Math.abs(clockTime() - was) > 60000) refresh();
}

function clockTime() {
  return clockBase.business + (performance.now() - clockBase.machine) * clockBase.rate;
}

function drawClock() {
  const parts = new Intl.DateTimeFormat(document.documentElement.lang === "nl" ? "nl-NL" : "en-GB", {
    weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
    timeZone: clockFace.dataset.zone, hourCycle: "h23",
  }).formatToParts(new Date(clockTime()));
  const part = (type) => parts.find((one) => one.type === type).value;
  const text = `${part("weekday")} ${part("day")} ${part("month")} ${part("hour")}:${part("minute")}`;
  if (clockFace.textContent !== text) clockFace.textContent = text;
}

// ---- menus, keys, the beginning

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.overflow[open], details.pop[open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => {
  const target = event.target;
  if (target.closest("button[data-dismiss]")) target.closest(".toast").remove();
  if (target.closest("button[data-close]")) hide();
  if (target.closest("#newer")) toEnd();
  if (!target.closest(".menu")) closeMenus(target.closest("details"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || dialog.open) return;
  const menu = document.querySelector("details.overflow[open], details.pop[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else {
    document.activeElement?.closest(".toast")?.remove();
  }
});

document.addEventListener("toggle", (event) => { // a menu opens to where there is room
  const menu = event.target;
  if (!menu.matches?.("details.overflow") || !menu.open) return;
  menu.classList.remove("up", "start");
  const box = menu.querySelector(".menu").getBoundingClientRect();
  menu.classList.toggle("up", box.bottom > window.innerHeight && menu.getBoundingClientRect().top > box.height + 80);
  menu.classList.toggle("start", box.left < 0);
}, true);

document.addEventListener("scroll", () => {
  const newer = document.getElementById("newer");
  if (newer && isAtEnd()) newer.hidden = true;
}, { passive: true });

for (const toast of toasts.querySelectorAll(".toast")) keep(toast);
for (const form of document.querySelectorAll("form.form")) prepare(form);
if (clockFace) {
  setClock({ now: clockFace.dataset.now, rate: Number(clockFace.dataset.rate) });
  setInterval(drawClock, 1000);
}
if (board) toEnd();
document.querySelector(".side [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
listen();
