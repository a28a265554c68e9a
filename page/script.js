// A tap on [1] opens the card of that source and brings it into view.
document.addEventListener("click", (event) => {
  const mark = event.target.closest && event.target.closest("a.mark");
  if (!mark) return;
  const card = document.getElementById(mark.getAttribute("href").slice(1));
  if (!card) return;
  event.preventDefault();
  document.querySelectorAll("details.card[open]").forEach((other) => { other.open = other === card; });
  card.open = true;
  card.scrollIntoView({ behavior: "auto", block: "center" });
  card.querySelector("summary").focus({ preventScroll: true });
});

// A new answer is read from its question on, not from its last line.
let answers = 0;
new MutationObserver(() => {
  const now = document.querySelectorAll("#chat .answer").length;
  if (now > answers) {
    const questions = document.querySelectorAll("#chat .said");
    const question = questions[questions.length - 1];
    if (question) setTimeout(() => show(question), 50);
  }
  answers = now;
}).observe(document.documentElement, { childList: true, subtree: true });

// On a wide screen the chat scrolls by itself, on a phone the page does.
function show(question) {
  const room = question.closest(".bubble-wrap");
  if (room && room.scrollHeight > room.clientHeight) {
    room.scrollTop += question.getBoundingClientRect().top - room.getBoundingClientRect().top - 16;
  } else {
    question.scrollIntoView({ block: "start" });
  }
}
