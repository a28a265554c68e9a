// What the page does in the browser beside what Gradio does. Nothing here asks any address.
const aftercare = {
  // What goes along with each press: the date, of the person's own calendar, and the press's number.
  presses: 0,
  told: () => {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    aftercare.presses += 1;
    return `${today}#${aftercare.presses}`;
  },

  save: (text, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  },

  // What is printed lies beside the page, so that its layout does not matter.
  print: (html) => {
    let sheet = document.getElementById("printed");
    if (!sheet) {
      sheet = document.createElement("div");
      sheet.id = "printed";
      document.body.append(sheet);
    }
    sheet.innerHTML = html;
    window.print();
  },
};
window.aftercare = aftercare;

// A tap on [1] opens the card of that source and brings it into view; "back" leads to the mark again.
let lastMark = null;
document.addEventListener("click", (event) => {
  const back = event.target.closest && event.target.closest("button.back");
  if (back && lastMark && lastMark.isConnected) {
    lastMark.scrollIntoView({ behavior: "auto", block: "center" });
    lastMark.focus({ preventScroll: true });
    return;
  }
  const mark = event.target.closest && event.target.closest("a.mark");
  if (!mark) return;
  const card = document.getElementById(mark.getAttribute("href").slice(1));
  if (!card) return;
  event.preventDefault();
  lastMark = mark;
  document.querySelectorAll("details.card[open]").forEach((other) => { other.open = other === card; });
  card.open = true;
  card.scrollIntoView({ behavior: "auto", block: "center" });
  card.querySelector("summary").focus({ preventScroll: true });
});

// Gradio names each message by its own HTML, which a screen reader would spell out, and calls buttons a list.
function mend() {
  document.querySelectorAll("#chat [data-testid][aria-label]").forEach((message) => message.removeAttribute("aria-label"));
  document.querySelectorAll("#chat .examples[role]").forEach((list) => list.removeAttribute("role"));
}

// A button that asks or stops vanishes when it is pressed: the keyboard goes on in the box. On a touch screen
// that would bring up the letters, so there the newest answer takes the focus, as often as it is drawn anew.
const touch = () => matchMedia("(pointer: coarse)").matches;
let reading = false;
document.addEventListener("click", (event) => {
  reading = false;
  if (!event.target.closest || !event.target.closest("#chat .example, #chat .option, #stop")) return;
  reading = touch();
  if (!reading) document.querySelector("#box textarea").focus({ preventScroll: true });
}, true); // before anybody else: by the time that it bubbles up the button may be gone
function read() {
  const newest = [...document.querySelectorAll("#chat .answer")].pop();
  const now = document.activeElement;
  if (!reading || !newest || now === newest || !now?.matches("body, .answer")) return;
  newest.tabIndex = -1;
  newest.focus({ preventScroll: true });
}

// A new answer is read from its question on, not from its last line. On a touch screen the keyboard,
// which would hide half of it, goes away.
let answers = 0;
new MutationObserver(() => {
  mend();
  read();
  const now = document.querySelectorAll("#chat .answer").length;
  if (now > answers) {
    const questions = document.querySelectorAll("#chat .said");
    const question = questions[questions.length - 1];
    if (question) setTimeout(() => show(question), 50);
    const box = document.querySelector("#box textarea");
    if (touch() && document.activeElement === box) box.blur();
  }
  answers = now;
}).observe(document.documentElement, { childList: true, subtree: true });

// What is scrolled to must not end up under the banner.
new ResizeObserver(() => {
  const banner = document.querySelector("#banner");
  document.documentElement.style.setProperty("--banner", `${banner ? banner.offsetHeight : 0}px`);
}).observe(document.documentElement);

// On a wide screen the chat scrolls by itself, on a phone the page does.
function show(question) {
  const room = question.closest(".bubble-wrap");
  if (room && room.scrollHeight > room.clientHeight) {
    room.scrollTop += question.getBoundingClientRect().top - room.getBoundingClientRect().top - 16;
  } else {
    question.scrollIntoView({ block: "start" });
  }
}
