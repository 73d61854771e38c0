"use strict";
// All of it works without this; here is what is nicer with it.

// Tick all of a page, and count the ticks.
for (const all of document.querySelectorAll("input[data-all]")) {
  const boxes = [...document.querySelectorAll(`input[type=checkbox][name="${all.dataset.all}"]`)];
  const said = document.querySelector(`[data-count="${all.dataset.all}"]`);
  const count = () => {
    const here = boxes.filter((box) => box.checked).length;
    all.checked = here === boxes.length;
    all.indeterminate = here > 0 && here < boxes.length;
    if (said) {
      const ticked = here + Number(said.dataset.others);
      const number = ticked.toLocaleString(document.documentElement.lang);
      said.textContent = ticked === 1 ? said.dataset.one : said.dataset.many.replace("{0}", number);
    }
  };
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    count();
  });
  for (const box of boxes) box.addEventListener("change", count);
  count();
}

// What an option needs is off where the option is off.
for (const option of document.querySelectorAll("input[data-needed-by]")) {
  const name = option.dataset.neededBy;
  const show = () => {
    for (const part of document.querySelectorAll(`#${name}, [data-with="${name}"]`)) part.disabled = !option.checked;
  };
  option.addEventListener("change", show);
  show();
}

// What goes on in a batch.
const live = document.getElementById("live");
if (live) {
  const said = document.getElementById("said");
  const away = document.getElementById("away");
  let busy = false;
  let again = false;
  const show = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      const answer = await fetch(live.dataset.source);
      if (answer.status === 401) location.reload();
      if (answer.ok) {
        live.innerHTML = await answer.text();
        const text = live.firstElementChild?.dataset.say ?? "";
        if (said.textContent !== text) said.textContent = text;
      }
    } catch {
      // The next event asks again.
    }
    busy = false;
    if (again) {
      again = false;
      show();
    }
  };
  let events;
  const listen = () => {
    const mine = new EventSource(live.dataset.events);
    events = mine;
    mine.addEventListener("open", () => { away.hidden = true; });
    mine.addEventListener("changed", show);
    mine.addEventListener("ended", () => {
      mine.close();
      location.reload();
    });
    mine.addEventListener("error", () => {
      away.hidden = false;
      // It asks again by itself, unless the page is there and refuses: that is told where it is asked for.
      if (mine.readyState === EventSource.CLOSED) show();
    });
  };
  // Browsers keep few connections to one place: whoever has many tabs needs them for the one that is looked at.
  document.addEventListener("visibilitychange", () => {
    events?.close();
    if (!document.hidden) listen();
  });
  if (!document.hidden) listen();
}
