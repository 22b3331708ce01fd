/** The parts of a page that an island fills, named by `data-part`, and what was asked of it, named by `data-act`. */
export function part<E extends HTMLElement = HTMLElement>(within: ParentNode, name: string): E {
  const found = within.querySelector<E>(`[data-part="${name}"]`);
  if (!found) throw new Error(`The page has no part “${name}”.`);
  return found;
}

/** The button of an action that was pressed, if it was one. */
export function actOf(event: Event): HTMLElement | undefined {
  const target = event.target instanceof Element ? event.target : undefined;
  return target?.closest<HTMLElement>("button[data-act]") ?? undefined;
}

/** Shows what a reader wrote beside an entry, or nothing. */
export function showNote(row: Element, note: string): void {
  const written = row.querySelector<HTMLElement>('[data-part="written"]');
  if (!written) return;
  written.textContent = note;
  written.hidden = note === "";
}
