/** Puts on a row of a list what its owner can do with it, and tells which action of which row was asked for. */
import type { Entry } from "./lists";
import { part, showNote } from "./parts";
import { filled } from "./words";

export type Words = DOMStringMap;

export function titleOf(row: HTMLElement): string {
  return row.querySelector(".entry-title")?.textContent?.trim() ?? "";
}

/** Adds the buttons and the note, once; `written` is told each time the reader stops in the note. */
export function equip(row: HTMLElement, controls: Node, words: Words, written: (note: string) => void): void {
  row.querySelector("keep-in-list")?.remove();
  const place = row.querySelector(":scope > div:last-of-type") ?? row;
  row.querySelector('[data-part="written"]')?.remove();
  place.append(controls);
  const title = titleOf(row);
  for (const act of ["up", "down", "remove"]) {
    row.querySelector(`[data-act=${act}]`)?.setAttribute("aria-label", filled(words[act], { title }));
  }
  const field = part<HTMLTextAreaElement>(row, "note");
  field.id = `note-${row.dataset["id"]}`;
  const label = row.querySelector("label");
  label?.setAttribute("for", field.id);
  if (label) label.textContent = filled(words["note"], { title });
  field.addEventListener("input", () => written(field.value));
}

/** Shows the entry as it is kept: its note, and whether it can go up or down. */
export function refresh(row: HTMLElement, entry: Entry, words: Words, place: number, all: number): void {
  const field = part<HTMLTextAreaElement>(row, "note");
  if (field.value !== entry.note && document.activeElement !== field) field.value = entry.note;
  showNote(row, entry.note);
  part(row, "note-label").textContent = words[entry.note ? "editNote" : "addNote"] ?? "";
  // Not `disabled`: a button that loses the focus under somebody's finger sends them to the top of the page.
  row.querySelector("[data-act=up]")?.setAttribute("aria-disabled", String(place === 0));
  row.querySelector("[data-act=down]")?.setAttribute("aria-disabled", String(place === all - 1));
}
