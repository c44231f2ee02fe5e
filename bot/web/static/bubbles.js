// Draws one bubble. Every text goes in as text, never as markup.

const WORDS = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])|((?<=^|\s)\/[a-z][a-z0-9_]*(?=$|[\s.,;:!?]))/gu;

export function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

export function icon(name, size) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("width", size);
  svg.setAttribute("height", size);
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#${name}`);
  svg.append(use);
  return svg;
}

// `phone` has key, name, canTap; `on` has say(word), press(bubble, command), grown().
export function draw(bubble, phone, on) {
  const item = make("li", bubble.side);
  item.dataset.id = bubble.id;
  item.dataset.day = bubble.day;
  const body = make("div", "bubble");
  body.append(make("span", "unseen", bubble.side === "bot" ? "Chuông: " : `${phone.name}: `));
  if (bubble.file) body.append(attachment(bubble.file, phone, on));
  if (bubble.text) body.append(words(bubble, phone, on));
  if (bubble.at) body.append(make("time", "at", bubble.at));
  if (bubble.file?.kind === "picture" && !bubble.text) body.classList.add("bare");
  item.append(body);
  if (bubble.buttons.length) item.append(buttons(bubble, on));
  return item;
}

function words(bubble, phone, on) {
  const paragraph = make("p");
  let from = 0;
  for (const found of bubble.text.matchAll(WORDS)) {
    const [word, url] = found;
    paragraph.append(bubble.text.slice(from, found.index));
    paragraph.append(url ? link(url) : command(word, bubble, phone, on));
    from = found.index + word.length;
  }
  paragraph.append(bubble.text.slice(from));
  return paragraph;
}

function link(url) {
  const anchor = make("a", "", url);
  anchor.href = url;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  return anchor;
}

// As on Telegram, a command in the bot's text can be tapped; a phone without buttons has only text.
function command(word, bubble, phone, on) {
  if (bubble.side !== "bot" || !phone.canTap) return word;
  const tap = make("button", "command", word);
  tap.type = "button";
  tap.addEventListener("click", () => on.say(word));
  return tap;
}

function buttons(bubble, on) {
  const group = make("div", "buttons");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Các lựa chọn");
  for (const [label, order] of bubble.buttons) {
    const button = make("button", order === bubble.pressed ? "pressed" : "", label);
    button.type = "button";
    button.dataset.command = order;
    button.addEventListener("click", () => on.press(bubble, order));
    group.append(button);
  }
  return group;
}

function attachment(file, phone, on) {
  const anchor = make("a", file.kind);
  anchor.href = `/phones/${phone.key}/files/${file.token}`;
  if (file.kind === "picture") {
    anchor.target = "_blank";
    anchor.title = "Bấm để xem ảnh to";
    anchor.append(picture(file, anchor.href, on));
    return anchor;
  }
  anchor.download = file.name;
  if (file.kind === "link") {
    anchor.textContent = `Tải tệp: ${file.name}`;
    return anchor;
  }
  const label = make("span", "name", file.name);
  label.append(make("small", "", size(file.size)));
  const round = make("span", "round");
  round.append(icon("download", 20));
  anchor.append(round, label);
  return anchor;
}

function picture(file, source, on) {
  const image = make("img");
  image.addEventListener("load", on.grown);
  image.src = source;
  image.alt = `Ảnh ${file.name}`;
  return image;
}

function size(bytes) {
  const number = (value) => value.toLocaleString("vi-VN", { maximumFractionDigits: 1 });
  if (bytes < 1024) return `${bytes} byte`;
  if (bytes < 1024 * 1024) return `${number(bytes / 1024)} KB`;
  return `${number(bytes / 1024 / 1024)} MB`;
}
