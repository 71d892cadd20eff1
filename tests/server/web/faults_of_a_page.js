// What keeps a person from using the page that is open: a list of sentences, empty where nothing does.
() => {
  const faults = [];
  const told = (element) => element.outerHTML.slice(0, 90);
  const seen = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== "hidden";
  const nameOf = (element) =>
    element.getAttribute("aria-label") || element.labels?.[0]?.innerText || element.innerText || element.getAttribute("alt") || "";

  if (!document.documentElement.lang) faults.push("the page has no language");
  if (!document.title.trim()) faults.push("the page has no title");
  if (document.querySelectorAll("h1").length !== 1) faults.push("there is not one first heading");
  if (document.querySelectorAll("main").length !== 1) faults.push("there is not one main part");
  let level = 1;
  for (const heading of document.querySelectorAll("h1, h2, h3")) {
    const here = Number(heading.tagName[1]);
    if (here > level + 1) faults.push("a heading leaves a level out: " + told(heading));
    level = here;
  }
  const ids = [...document.querySelectorAll("[id]")].map((each) => each.id);
  if (new Set(ids).size !== ids.length) faults.push("an id stands twice");
  for (const each of document.querySelectorAll("input:not([type=hidden], [hidden]), select, textarea")) {
    if (!each.labels?.length) faults.push("no label: " + told(each));
  }
  for (const each of document.querySelectorAll("a, button, img, nav")) {
    if (!nameOf(each).trim()) faults.push("no name: " + told(each));
  }
  for (const each of document.querySelectorAll("table")) {
    if (!each.caption) faults.push("a table without a caption: " + told(each));
    for (const row of each.tBodies[0]?.rows ?? []) {
      if (each.tHead.rows[0].cells.length !== row.cells.length) faults.push("a row of other columns: " + told(row));
    }
    if ([...each.tHead.rows[0].cells].some((cell) => cell.scope !== "col")) faults.push("a heading of no column: " + told(each));
  }
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) faults.push("the page goes sideways");

  const number = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const light = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = number(getComputedStyle(each).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const element = text.parentElement;
    if (!text.textContent.trim() || !seen(element) || element.closest(".away, .word, .skip, datalist, option")) continue;
    const [one, other] = [light(number(getComputedStyle(element).color)), light(ground(element))].sort((a, b) => b - a);
    if ((one + 0.05) / (other + 0.05) < 4.5) faults.push("too pale: " + told(element));
    const style = getComputedStyle(element);
    const leading = parseFloat(style.lineHeight) / parseFloat(style.fontSize);
    if (leading < 1.45 && !element.closest(".tile")) faults.push("lines too close for Thai marks: " + told(element));
  }
  for (const each of document.querySelectorAll("button, .main, select, input:not([type=hidden], [type=radio])")) {
    if (seen(each) && !each.matches(".plain") && each.getBoundingClientRect().height < 24) faults.push("too small to hit: " + told(each));
  }
  return faults;
}
