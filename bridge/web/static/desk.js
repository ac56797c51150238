// The desk works without this file. With it: a live count, copying, progress, and the keys j k a r ? (they move or tell, Enter acts).
"use strict";

const token = document.querySelector("input[name=csrf_token]")?.value;

for (const area of document.querySelectorAll("textarea[data-count]")) {
  const told = document.getElementById("weight");
  const shown = document.getElementById("count");
  let timer = 0;
  let asked = 0;
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const mine = ++asked;
      try {
        const answer = await fetch(area.dataset.count, {
          method: "POST",
          headers: { "X-CSRFToken": token },
          body: new URLSearchParams({ text: area.value }),
        });
        if (!answer.ok || mine !== asked) return;
        const { weights, limit } = await answer.json();
        shown.textContent = weights.join("・");
        told.classList.toggle("over", Math.max(...weights) > limit);
      } catch {
        // no answer: the count on the server's button stands
      }
    }, 250);
  });
}

// what typed settings mean stands below them while one types; the button asks the same
for (const form of document.querySelectorAll("form[data-live]")) {
  const told = form.querySelector("[data-outlook]");
  let timer = 0;
  let asked = 0;
  form.addEventListener("input", (event) => {
    if (told.contains(event.target)) return;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const mine = ++asked;
      const body = new URLSearchParams(new FormData(form));
      body.delete("password");
      try {
        const answer = await fetch(form.action, { method: "POST", body });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.querySelector("[data-outlook]");
        if (mine !== asked || !fresh) return;
        told.replaceChildren(...[page.querySelector("main > .problem")].filter(Boolean), ...fresh.childNodes);
      } catch {
        // no answer: the button stands
      }
    }, 400);
  });
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const from = document.getElementById(button.dataset.copy);
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(from.value);
    button.textContent = "写しました";
  });
}

const progress = document.querySelector("[data-progress]");
if (progress) {
  const timer = setInterval(async () => {
    try {
      const answer = await fetch(progress.dataset.progress);
      if (!answer.ok || answer.redirected) return clearInterval(timer);
      const { running, told } = await answer.json();
      if (!running) return location.reload();
      const words = progress.querySelector("span");
      if (words.textContent !== told) words.textContent = told;
    } catch {
      // no answer: asked again, and the link on the page stands
    }
  }, 2000);
}

// in a wide window one card is shown, and the others are rows of the list
const cards = [...document.querySelectorAll("[data-card]")].filter((card) => card.offsetParent);
const rows = [...document.querySelectorAll(".list .row a")].filter((row) => row.offsetParent);

document.querySelector("[data-close]")?.addEventListener("click", (event) => event.target.closest("dialog").close());

function here() {
  return cards.findIndex((card) => card.contains(document.activeElement));
}

function go(to) {
  const card = cards[Math.max(0, Math.min(cards.length - 1, to))];
  card?.focus();
  card?.scrollIntoView({ block: "start" });
}

document.addEventListener("keydown", (event) => {
  if (document.body.dataset.keys !== "on" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select")) return;
  const row = rows.findIndex((each) => each.hasAttribute("aria-current"));
  if ("jk".includes(event.key) && row >= 0) rows[row + (event.key === "j" ? 1 : -1)]?.click();
  else if (event.key === "j") go(here() + 1);
  else if (event.key === "k") go(here() - 1);
  else if (event.key === "?") document.getElementById("keys")?.showModal();
  else if (event.key === "a" || event.key === "r") cards[Math.max(0, here())]?.querySelector(`[data-key=${event.key}]`)?.focus();
  else return;
  event.preventDefault();
});

// after an answer the keyboard stands at the message in the card's old place
(document.querySelector("[role=alert][tabindex]") ?? document.getElementById("done") ?? document.getElementById("outlook"))?.focus();

// a tick that is missing says which words are to be looked at
for (const box of document.querySelectorAll("input[data-must]")) {
  box.addEventListener("invalid", () => box.setCustomValidity(box.dataset.must));
  box.addEventListener("change", () => box.setCustomValidity(""));
}

// pointing at a value lights it in the text and on the page
for (const place of document.querySelectorAll("[data-fact]")) {
  const both = () => place.closest("article").querySelectorAll(`[data-fact="${place.dataset.fact}"]`);
  place.addEventListener("mouseenter", () => both().forEach((each) => each.classList.add("lit")));
  place.addEventListener("mouseleave", () => both().forEach((each) => each.classList.remove("lit")));
}

// a slip that is dropped on another day opens its form with that day and hour: nothing moves before somebody presses there
for (const slip of document.querySelectorAll("[data-move]")) {
  slip.addEventListener("dragstart", (event) => event.dataTransfer.setData("text/x-slip", slip.dataset.move));
}
const marks = [...document.querySelectorAll(".hours .lane > span")];
for (const day of document.querySelectorAll("[data-day]")) {
  day.addEventListener("dragover", (event) => {
    event.preventDefault();
    day.dataset.over = "";
  });
  day.addEventListener("dragleave", () => delete day.dataset.over);
  day.addEventListener("drop", (event) => {
    const form = event.dataTransfer.getData("text/x-slip");
    if (!form) return;
    event.preventDefault();
    const mark = marks.filter((each) => each.getBoundingClientRect().left <= event.clientX).pop();
    const hour = mark ? `&hour=${mark.textContent.padStart(2, "0")}:00` : "";
    location.href = `${form}?day=${day.dataset.day}${hour}`;
  });
}

// a passkey: the device answers the server's challenge; the form carries the answer
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const base64url = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
for (const form of document.querySelectorAll("form[data-passkey]")) {
  const refused = form.querySelector("[data-refused]");
  const say = (words) => Object.assign(refused, { hidden: false, textContent: words });
  const button = form.querySelector("[data-ask]");
  if (!window.PublicKeyCredential) {
    say("このブラウザーか、このアドレス(https:// でない)では、パスキーを使えません。");
    continue;
  }
  button.hidden = false;
  button.addEventListener("click", async () => {
    const publicKey = JSON.parse(form.dataset.options);
    publicKey.challenge = bytes(publicKey.challenge);
    if (publicKey.user) publicKey.user.id = bytes(publicKey.user.id);
    for (const known of [...(publicKey.allowCredentials ?? []), ...(publicKey.excludeCredentials ?? [])]) known.id = bytes(known.id);
    try {
      const made = await navigator.credentials[form.dataset.passkey]({ publicKey });
      const response = {};
      for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
        if (made.response[name]) response[name] = base64url(made.response[name]);
      form.elements.passkey.value = JSON.stringify({ id: made.id, rawId: base64url(made.rawId), type: made.type, response });
      for (const field of form.querySelectorAll("[required]")) field.required = false;
      form.submit();
    } catch (error) {
      say(error.name === "InvalidStateError" ? "この端末のパスキーは、もう登録されています。" : "パスキーで確かめられませんでした。もう一度試してください。");
    }
  });
}

// a device that is told what waits: its browser gives the address and the keys
for (const form of document.querySelectorAll("form[data-device]")) {
  const refused = form.querySelector("[data-refused]");
  const say = (words) => Object.assign(refused, { hidden: false, textContent: words });
  const button = form.querySelector("[data-ask]");
  if (!("PushManager" in window && navigator.serviceWorker)) {
    say("このブラウザーか、このアドレス(https:// でない)では、通知を使えません。");
    continue;
  }
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      if ((await Notification.requestPermission()) !== "granted") return say("ブラウザーの設定で、通知が許可されていません。");
      const { pushManager } = await navigator.serviceWorker.ready;
      await (await pushManager.getSubscription())?.unsubscribe(); // one of an older key of ours
      const given = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: form.dataset.device });
      form.elements.endpoint.value = given.endpoint;
      for (const name of ["p256dh", "auth"]) form.elements[name].value = base64url(given.getKey(name));
      form.submit();
    } catch {
      say("通知を登録できませんでした。時間をおいて、もう一度試してください。");
    }
  });
}

navigator.serviceWorker?.register("/worker.js").catch(() => {});
