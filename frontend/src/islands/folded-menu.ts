/** Folded menus are `<details class="folded">`; this closes them on Escape, elsewhere clicked, or focus gone. */
export function closeFoldedMenus(page: Document): void {
  const opened = (): NodeListOf<HTMLDetailsElement> =>
    page.querySelectorAll<HTMLDetailsElement>("details.folded[open]");

  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of opened()) {
      const hadFocus = menu.contains(page.activeElement);
      menu.open = false;
      if (hadFocus) menu.querySelector("summary")?.focus();
    }
  });
  for (const gesture of ["click", "focusin"]) {
    page.addEventListener(gesture, (event) => {
      for (const menu of opened()) {
        if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
      }
    });
  }
}
