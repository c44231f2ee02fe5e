// The page for the projector: draws what the server says, and counts the seconds between.

const AGAIN = 3000; // milliseconds until a new try where the browser makes none
const SMALLEST = 0.3; // of the usual size, before the page scrolls
const STILL_LARGE = 0.75; // before it, the explanation goes: it stands on the phones too
const LONG = 60; // letters of an option that takes a line of its own
const SOON = 5; // seconds that are shown in red
const SILENT = 35_000; // milliseconds without a word of the server, which says something every 15 seconds

const body = document.body;
const at = (id) => document.getElementById(id);
let ends = 0; // of the countdown, by performance.now()
let seconds = 1;
let drawn = "";
let heard = 0; // of the last word of the server, by performance.now()

function made(tag, name, text) {
  const one = document.createElement(tag);
  one.className = name;
  one.textContent = text;
  return one;
}

function show(board) {
  body.dataset.phase = board.phase;
  const number = board.number && board.phase !== "over" ? `Câu ${board.number}/${board.total}` : "";
  at("number").textContent = number;
  at("code").hidden = board.phase === "over" || board.phase === "gone";
  const draw = { waiting, question, answer, table, over: table }[board.phase];
  if (draw) draw(board);
  fit();
}

function waiting(board) {
  at("joined").textContent = board.joined;
  at("ways").textContent = board.ways.join(" · ");
  const figure = at("qr");
  if (board.qr && figure.hidden) figure.querySelector("img").src = `/live/${board.code}/qr.png`;
  figure.hidden = !board.qr;
}

function asked(board) {
  at("stem").textContent = board.stem;
  at("hint").textContent = board.hint;
  at("hint").hidden = !board.hint;
  at("options").classList.toggle("tall", board.options.some((one) => one.text.length > LONG));
  const picture = at("picture");
  if (board.picture) picture.src = `/live/${board.code}/picture/${board.number}`;
  picture.hidden = !board.picture;
}

function question(board) {
  asked(board);
  at("options").replaceChildren(...board.options.map((one) => option(one)));
  at("answered").textContent = `${board.answered}/${board.told}`;
  at("share").style.width = `${board.told ? (100 * board.answered) / board.told : 0}%`;
  seconds = board.seconds;
  ends = performance.now() + 1000 * board.left;
  count();
}

function option(one) {
  const line = made("li", "", "");
  if (one.letter) line.append(made("span", "letter", one.letter));
  line.append(made("span", "text", one.text));
  return line;
}

function answer(board) {
  asked(board);
  const typed = [{ letter: "✓", text: "Đúng" }, { letter: "✗", text: "Chưa đúng" }];
  const options = board.options.length ? board.options : typed;
  const shown = JSON.stringify([board.code, board.number]);
  const lines = options.map((one, place) => {
    const { count, right } = board.bars[place];
    const line = option(one);
    const bar = made("span", "bar", "");
    line.prepend(bar);
    line.append(made("span", "votes", right && board.options.length ? `✓ ${count}` : `${count}`));
    line.classList.toggle("right", right);
    const width = `${board.told ? (100 * count) / board.told : 0}%`;
    if (shown === drawn) bar.style.width = width; // it grows only once
    else requestAnimationFrame(() => requestAnimationFrame(() => { bar.style.width = width; }));
    return line;
  });
  drawn = shown;
  at("options").replaceChildren(...lines);
  const silent = board.silent ? ` · ${board.silent} người chưa trả lời` : "";
  const key = board.options.length ? "" : `Đáp án: ${board.key} · `; // else it is marked above
  const right = `${board.right}/${board.told} người đúng${silent}`;
  at("key").replaceChildren(...[key + right, ...board.reasons].map((text) => made("p", "", text)));
}

function table(board) {
  const over = board.phase === "over";
  at("heading").textContent = over ? "Đã kết thúc" : "Cao nhất đến lúc này";
  at("best").replaceChildren(...board.best.map((one) => {
    const line = made("li", "", "");
    line.append(made("span", "place", one.place), made("span", "name", one.name), made("span", "points", `${one.points} điểm`));
    return line;
  }));
  at("more").textContent = board.more;
  at("thanks").textContent = over ? "Cảm ơn mọi người. Kết quả của từng người đã gửi về điện thoại." : "";
}

// Long questions are drawn smaller, so that nobody has to scroll a projector.
function fit() {
  body.classList.remove("tight");
  if (window.innerWidth <= 760 || fits(1, STILL_LARGE)) return; // a phone may scroll
  body.classList.add("tight");
  fits(1, SMALLEST);
}

// Whether there is a size between these two at which nothing is cut off; then it has that size.
function fits(largest, smallest) {
  const main = at("main");
  for (let percent = 100 * largest; percent >= 100 * smallest; percent -= 5) {
    document.documentElement.style.setProperty("--fit", percent / 100);
    if (main.scrollHeight <= main.clientHeight + 1) return true;
  }
  return false;
}

function count() {
  if (body.dataset.phase !== "question") return;
  const left = Math.max(0, (ends - performance.now()) / 1000);
  at("left").textContent = Math.min(seconds, Math.ceil(left));
  at("arc").style.strokeDashoffset = 1 - Math.min(1, left / seconds);
  at("ring").classList.toggle("soon", left <= SOON);
}

function listen() {
  const events = new EventSource(`/live/${body.dataset.code}/events`);
  heard = performance.now();
  // A connection that broke without a word looks like one on which nothing is said.
  const watch = setInterval(() => {
    if (events.readyState !== EventSource.OPEN || performance.now() - heard < SILENT) return;
    at("lost").hidden = false;
    close();
    listen();
  }, 1000);
  function close() {
    clearInterval(watch);
    events.close();
  }
  events.addEventListener("board", (event) => {
    heard = performance.now();
    at("lost").hidden = true;
    const board = JSON.parse(event.data);
    show(board);
    if (board.phase === "gone") close();
  });
  events.addEventListener("error", () => {
    at("lost").hidden = body.dataset.phase === "gone";
    if (events.readyState === EventSource.CLOSED) {
      close();
      setTimeout(listen, AGAIN);
    }
  });
}

setInterval(count, 100);
addEventListener("resize", fit);
at("picture").addEventListener("load", fit);
listen();
