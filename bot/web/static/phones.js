// The phones, the clock and the stream of news from Chuông.

import { draw, make } from "./bubbles.js";

const LONGEST_LOG = 500;
const LARGEST_FILE = 5 * 1024 * 1024;
const NEAR_THE_END = 80; // pixels: whoever is this close to the newest message wants to stay with it

const toast = document.getElementById("toast");
const lost = document.getElementById("lost");
let toastTimer = 0;

function tell(text, isTrouble = false) {
  toast.textContent = text;
  toast.classList.toggle("trouble", isTrouble);
  toast.classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => toast.classList.remove("shown"), isTrouble ? 7000 : 4500);
}

// The answer, or null after telling the person what went wrong.
async function post(path, body) {
  const isFile = body instanceof Blob;
  try {
    const answer = await fetch(path, {
      method: "POST",
      body: isFile ? body : JSON.stringify(body),
      headers: { "Content-Type": isFile ? "application/octet-stream" : "application/json" },
    });
    if (answer.ok) return answer;
    tell(answer.status === 413 ? "Nội dung quá lớn." : trouble(answer, await answer.text()), true);
  } catch {
    tell("Không gửi được: Chuông đang tắt hoặc mất kết nối.", true);
  }
  return null;
}

function trouble(answer, text) {
  return answer.status < 500 && text.length < 200 ? text : "Có lỗi, xin thử lại.";
}

class Phone {
  constructor(section) {
    this.section = section;
    this.key = section.dataset.key;
    this.name = section.dataset.name;
    this.canTap = "buttons" in section.dataset;
    this.log = section.querySelector(".log");
    this.empty = section.querySelector(".empty");
    this.newest = section.querySelector(".newest");
    this.box = section.querySelector("textarea");
    this.picker = section.querySelector("input[type=file]");
    this.atEnd = true;
    this.lastTop = 0;
    this.on = { say: (word) => this.say(word), press: (...what) => this.press(...what), grown: () => this.follow() };
    this.listen();
  }

  listen() {
    this.section.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.box.addEventListener("input", () => this.fit());
    this.box.addEventListener("keydown", (event) => this.key_down(event));
    this.log.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.newest.addEventListener("click", () => this.toEnd());
    for (const chip of this.section.querySelectorAll("[data-say]")) {
      chip.addEventListener("click", () => this.say(chip.dataset.say));
    }
    if (this.picker) this.listenForFiles();
    new ResizeObserver(() => this.follow()).observe(this.log);
  }

  listenForFiles() {
    this.picker.addEventListener("change", async () => {
      for (const file of this.picker.files) await this.attach(file);
      this.picker.value = ""; // so that the same file can be chosen again
    });
    this.section.addEventListener("dragover", (event) => event.preventDefault());
    this.section.addEventListener("drop", async (event) => {
      event.preventDefault();
      for (const file of event.dataTransfer.files) await this.attach(file);
    });
  }

  key_down(event) {
    // While an accent is being composed Enter ends the word (Vietnamese keyboards), not the message.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  async send() {
    const text = this.box.value;
    if (!text.trim()) return;
    this.box.value = "";
    this.fit();
    if (!(await this.say(text)) && !this.box.value) {
      this.box.value = text;
      this.fit();
    }
  }

  say(text) {
    this.toEnd();
    return post(`/phones/${this.key}/say`, { text });
  }

  press(bubble, command) {
    return post(`/phones/${this.key}/press`, { message: bubble.id, command });
  }

  async attach(file) {
    if (file.size > LARGEST_FILE) return tell("Tệp lớn hơn 5 MB, không gửi được.", true);
    return post(`/phones/${this.key}/attach?name=${encodeURIComponent(file.name)}`, file);
  }

  fit() {
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight + 2}px`;
  }

  // Everything anew: the page was opened, or the connection is back.
  show(bubbles) {
    this.log.replaceChildren();
    for (const bubble of bubbles) this.add(bubble);
    this.empty.hidden = bubbles.length > 0;
    this.toEnd("instant");
  }

  put(bubble) {
    const before = this.log.querySelector(`[data-id="${bubble.id}"]`);
    if (before) return this.change(before, bubble);
    this.empty.hidden = true;
    this.add(bubble).classList.add("fresh");
    while (this.log.childElementCount > LONGEST_LOG) this.log.firstElementChild.remove();
    if (bubble.side === "person") this.toEnd();
    else this.follow();
    if (!this.atEnd) this.newest.hidden = false;
    if (!isSeen(this.section)) tab(this.key).classList.add("unread");
    return undefined;
  }

  add(bubble) {
    const last = this.log.lastElementChild;
    if (bubble.day && last?.dataset.day !== bubble.day) this.log.append(make("li", "day", bubble.day));
    const item = draw(bubble, this, this.on);
    this.log.append(item);
    return item;
  }

  change(before, bubble) {
    const focused = before.contains(document.activeElement) ? document.activeElement.dataset.command : null;
    const item = draw(bubble, this, this.on);
    const isNew = before.querySelector("p")?.textContent !== item.querySelector("p")?.textContent;
    if (isNew) item.classList.add("changed");
    before.replaceWith(item);
    for (const button of focused ? item.querySelectorAll(".buttons button") : []) {
      if (button.dataset.command === focused) button.focus({ preventScroll: true });
    }
    this.follow();
  }

  caption(text) {
    this.section.querySelector(".owner small").textContent = text;
  }

  follow() {
    if (this.atEnd) this.log.scrollTop = this.log.scrollHeight;
  }

  toEnd(behavior = "auto") {
    this.atEnd = true;
    this.newest.hidden = true;
    this.log.scrollTo({ top: this.log.scrollHeight, behavior });
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.log;
    const isNear = scrollHeight - scrollTop - clientHeight < NEAR_THE_END;
    // Only going up leaves the end: a picture that has just loaded moves the end away by itself.
    this.atEnd = isNear || (this.atEnd && scrollTop >= this.lastTop);
    this.lastTop = scrollTop;
    if (this.atEnd) this.newest.hidden = true;
  }
}

// On a narrow screen one phone is seen at a time; the tabs say which, and where something new waits.
const seen = new Set();

function isSeen(section) {
  return seen.has(section);
}

function tab(key) {
  return document.querySelector(`[data-tab="${key}"]`);
}

function watchTabs(phones) {
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        seen[isIntersecting ? "add" : "delete"](target);
        const own = tab(target.dataset.key);
        own.setAttribute("aria-pressed", String(isIntersecting));
        if (isIntersecting) own.classList.remove("unread");
      }
    },
    { threshold: 0.6 },
  );
  for (const phone of phones.values()) {
    watcher.observe(phone.section);
    tab(phone.key).addEventListener("click", () => {
      phone.section.scrollIntoView({ behavior: "smooth", inline: "center", block: "nearest" });
    });
  }
}

function showClock({ day, time, due }) {
  document.getElementById("now").replaceChildren(`${day} · `, make("b", "", time));
  document.getElementById("due").textContent = due ? `Tin nhắc kế tiếp: ${due}` : "Chưa có tin nhắc nào đang chờ";
  document.getElementById("next").disabled = !due;
  for (const small of document.querySelectorAll(".status-time")) small.textContent = time;
}

async function jump(button) {
  const group = button.parentElement;
  if (group.ariaBusy === "true") return;
  group.ariaBusy = "true";
  const answer = await post("/clock", JSON.parse(button.dataset.jump));
  if (answer) {
    const clock = await answer.json();
    showClock(clock);
    tell(`Bây giờ là ${clock.time}, ${clock.day}`);
  }
  group.ariaBusy = "false";
}

function connect(phones) {
  const news = new EventSource("/events");
  news.addEventListener("all", (event) => {
    lost.hidden = true;
    for (const [key, bubbles] of Object.entries(JSON.parse(event.data))) phones.get(key)?.show(bubbles);
  });
  news.addEventListener("bubble", (event) => {
    const { phone, bubble } = JSON.parse(event.data);
    phones.get(phone)?.put(bubble);
  });
  news.addEventListener("captions", (event) => {
    for (const [key, caption] of Object.entries(JSON.parse(event.data))) phones.get(key)?.caption(caption);
  });
  news.addEventListener("clock", (event) => showClock(JSON.parse(event.data)));
  news.addEventListener("error", () => {
    lost.hidden = false;
    if (news.readyState === EventSource.CLOSED) setTimeout(() => connect(phones), 2000);
  });
}

const sections = [...document.querySelectorAll(".phone")];
const phones = new Map(sections.map((section) => [section.dataset.key, new Phone(section)]));
watchTabs(phones);
for (const button of document.querySelectorAll("[data-jump]")) {
  button.addEventListener("click", () => jump(button));
}
connect(phones);
