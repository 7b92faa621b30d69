"use strict";
// The filter of the candidates, and buttons that copy a command. Without it the page is whole.
const form = document.querySelector("form.filter");
if (form) {
  const rows = [...document.querySelectorAll("table.ledger > tbody")];
  const none = document.querySelector(".none-left");
  const status = form.querySelector("output");
  const apply = () => {
    const wanted = form.elements.text.value.trim().toLowerCase();
    const { value: verdict } = form.elements.verdict;
    const { value: origin } = form.elements.origin;
    let shown = 0;
    for (const row of rows) {
      const text = wanted && !row.dataset.text.includes(wanted) ? row.textContent.toLowerCase() : wanted;
      row.hidden =
        (verdict && row.dataset.verdict !== verdict) ||
        (origin && row.dataset.origin !== origin) ||
        !text.includes(wanted);
      shown += row.hidden ? 0 : 1;
    }
    none.hidden = shown > 0;
    status.textContent = `${shown} of ${rows.length} shown`;
  };
  form.addEventListener("input", apply);
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
}
if (navigator.clipboard) {
  for (const figure of document.querySelectorAll(".command")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(figure.dataset.copy);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Select and copy";
      }
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    figure.querySelector("figcaption").append(button);
  }
}
