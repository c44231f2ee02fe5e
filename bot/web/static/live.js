// The page for the projector: draws what the server says, and counts the seconds between.

const AGAIN = 3000; // milliseconds until a new try where the browser makes none
const SMALLEST = 0.4; // of the usual size, before the page scrolls
const LONG = 60; // letters of an option that takes a line of its own
const SOON = 5; // seconds that are shown in red

const body = document.body;
const at = (id) => document.getElementById(id);
let ends = 0; // of the countdown, by performance.now()
let seconds = 1;
let drawn = "";

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
  at("thanks").textContent = over ? "Cảm ơn mọi người. Kết quả của từng người đã gửi về điện thoại." : "";
}

// Long questions are drawn smaller, so that nobody has to scroll a projector.
function fit() {
  const main = at("main");
  for (let size = 1; size >= SMALLEST; size -= 0.05) {
    document.documentElement.style.setProperty("--fit", size);
    if (main.scrollHeight <= main.clientHeight + 1) return;
    if (window.innerWidth <= 760) break; // a phone may scroll
  }
  if (window.innerWidth <= 760) document.documentElement.style.setProperty("--fit", 1);
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
  events.addEventListener("board", (event) => {
    at("lost").hidden = true;
    const board = JSON.parse(event.data);
    show(board);
    if (board.phase === "gone") events.close();
  });
  events.addEventListener("error", () => {
    at("lost").hidden = body.dataset.phase === "gone";
    if (events.readyState === EventSource.CLOSED) {
      events.close();
      setTimeout(listen, AGAIN);
    }
  });
}

setInterval(count, 100);
addEventListener("resize", fit);
at("picture").addEventListener("load", fit);
listen();
