// Hides the rows of the list whose name does not hold what was typed. Without script the list is whole.
const form = document.querySelector("form.search");
const plain = (text) =>
  text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
const rows = [...document.querySelectorAll("table.country tbody tr")];
const names = rows.map((row) => plain(row.querySelector("th").textContent));
form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
form.querySelector("input").addEventListener("input", (event) => {
  const wanted = plain(event.target.value.trim());
  let found = 0;
  rows.forEach((row, index) => {
    row.hidden = !names[index].includes(wanted);
    found += !row.hidden;
  });
  const status = form.querySelector("[role=status]");
  status.textContent = found ? "" : status.dataset.none;
});
