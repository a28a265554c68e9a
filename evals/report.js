// Shows the cases that hold the typed words and are of the chosen set and kind of failure.
const cases = [...document.querySelectorAll("details.case")];
const [words, set, kind] = ["words", "set", "kind"].map((id) => document.getElementById(id));
function filter() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const one of cases) {
    const text = one.textContent.toLowerCase();
    one.hidden = !(wanted.every((word) => text.includes(word)) && (!set.value || one.dataset.set === set.value)
      && (!kind.value || one.dataset.kinds.split(" ").includes(kind.value)));
    shown += one.hidden ? 0 : 1;
  }
  document.getElementById("shown").textContent = `${shown} of ${cases.length}`;
}
for (const control of [words, set, kind]) control.addEventListener("input", filter);
filter();
