// What a reader of a page of the site would stumble over, each in a sentence.
() => {
  const faults = [];
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && getComputedStyle(element).visibility !== "hidden";
  };
  if (document.documentElement.scrollWidth > innerWidth) {
    faults.push(`the page scrolls sideways: ${document.documentElement.scrollWidth}`);
  }
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !seen(element) || element.closest(".hidden, .skip, details:not([open]) > div")) continue;
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (size < 11.95) faults.push(`small text ${size}: ${element.textContent.trim().slice(0, 30)}`);
  }
  const middle = (element) => {
    const box = element.getBoundingClientRect();
    return (box.left + box.right) / 2;
  };
  for (const chart of document.querySelectorAll("svg.chart")) {
    if (!chart.getAttribute("aria-label")) faults.push("chart without a description");
    const title = chart.closest("figure")?.querySelector("figcaption h2")?.textContent ?? "";
    if (!/ (daalde|steeg|bleef|was|is|fell|rose|hardly) /.test(title)) faults.push(`no finding: ${title}`);
    const texts = [...chart.querySelectorAll("text")].filter(seen);
    const boxes = texts.map((text) => text.getBoundingClientRect());
    texts.forEach((text, i) => {
      if (boxes[i].left < -1 || boxes[i].right > innerWidth + 1) faults.push(`outside: ${text.textContent}`);
      for (let j = i + 1; j < texts.length; j++) {
        const across = Math.min(boxes[i].right, boxes[j].right) - Math.max(boxes[i].left, boxes[j].left);
        const down = Math.min(boxes[i].bottom, boxes[j].bottom) - Math.max(boxes[i].top, boxes[j].top);
        if (across > 2 && down > 5) faults.push(`overlap: ${text.textContent} and ${texts[j].textContent}`);
      }
    });
    const years = [...chart.querySelectorAll("text.year")];
    const places = new Map(years.map((year) => [Number(year.dataset.year), year]));
    const shown = years.filter(seen);
    if (!shown.length) faults.push("chart without a year");
    const at = (year) => parseFloat(places.get(year)?.getAttribute("x") ?? NaN);
    for (const text of chart.querySelectorAll("text.value[data-year]")) {
      if (Math.abs(parseFloat(text.getAttribute("x")) - at(Number(text.dataset.year))) > 0.01) {
        faults.push(`not under its year: ${text.textContent} of ${text.dataset.year}`);
      }
    }
    for (const year of shown) {
      const box = chart.getBoundingClientRect();
      const expected = box.left + (at(Number(year.dataset.year)) / 100) * box.width;
      if (Math.abs(middle(year) - expected) > 2) faults.push(`year out of place: ${year.textContent}`);
    }
    for (const line of chart.querySelectorAll("line[data-years]")) {
      const [from, to] = line.dataset.years.split(" ").map(Number);
      if (to - from > 1 && !line.classList.contains("dotted")) faults.push(`line crosses a gap: ${from}-${to}`);
    }
    if (!chart.querySelector(".value.strong") && chart.querySelector("circle.new")) {
      faults.push("the latest figure is not written");
    }
  }
  for (const table of document.querySelectorAll("table.figures")) {
    const heads = [...table.querySelectorAll("thead tr:last-child > *")].map((head) => head.getBoundingClientRect());
    for (const row of table.querySelectorAll("tbody tr")) {
      [...row.children].forEach((cell, i) => {
        const box = cell.getBoundingClientRect();
        if (Math.abs(box.left - heads[i].left) > 1 || Math.abs(box.right - heads[i].right) > 1) {
          faults.push(`not under its header: ${cell.textContent}`);
        }
      });
    }
  }
  for (const row of document.querySelectorAll("table.rows tbody tr")) {
    if (!row.querySelector("th a[href]")) faults.push("row without a link");
    if (!row.querySelector("svg.spark[aria-label]")) faults.push("row without a line");
    if (!row.querySelector(".badge svg") || !row.querySelector(".badge span").textContent.trim()) {
      faults.push("verdict without a word or a sign");
    }
  }
  for (const link of document.querySelectorAll("nav a, .counts a, .rows th a, summary")) {
    const height = link.getBoundingClientRect().height;
    if (height && height < 20) faults.push(`small target: ${link.textContent}`);
  }
  if (document.documentElement.lang === "nl") {
    const text = document.body.innerText.replace(/WCAG 2\.1|CC0 1\.0|\d+\.\d+\.\d+/g, "");
    for (const match of text.matchAll(/\d+\.\d{1,2}(?![\d])/g)) faults.push(`decimal point: ${match[0]}`);
  }
  return faults;
}
