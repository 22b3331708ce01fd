/** Draws the page of a visitor's lists from what is kept, leaving the focus where it was. */
import { equip, refresh, titleOf, type Words } from "./entry-controls";
import { linkTo, LONG_LINK } from "./link";
import { currentOf, isWorthKeeping, type List, type Lists } from "./lists";
import { part } from "./parts";
import type { Rows } from "./rows";
import { filled } from "./words";

/** An entry that was just taken out: its place shows how to put it back. */
export interface TakenOut {
  readonly row: HTMLElement;
  readonly place: number;
}

export class ListView {
  readonly #page: HTMLElement;
  readonly #rows: Rows;
  readonly #words: HTMLTemplateElement;
  readonly #tabTitle = document.title;

  constructor(page: HTMLElement, rows: Rows, words: HTMLTemplateElement) {
    this.#page = page;
    this.#rows = rows;
    this.#words = words;
  }

  get words(): Words {
    return this.#words.dataset;
  }

  nameOf(list: List): string {
    return list.name || this.words["list"] || "";
  }

  /** Everything but the rows: names, numbers, what can be done, the link. */
  drawFrame(lists: Lists): void {
    const list = currentOf(lists);
    const count = list.entries.length;
    this.#page.querySelector("h1")!.textContent = this.nameOf(list);
    document.title = this.#tabTitle.replace(this.words["list"] ?? "", this.nameOf(list));
    const counted = count === 1 ? this.words["one"] : this.words["several"];
    part(this.#page, "count").textContent = filled(counted, { n: count });
    part(this.#page, "count").hidden = count === 0;
    part(this.#page, "empty").hidden = count > 0;
    part(this.#page, "share").hidden = count === 0;
    this.#showAll("[data-filled]", count > 0);
    this.#showAll("[data-kept]", isWorthKeeping(list));
    this.#drawNames(lists, list);
    this.drawLink(list);
    this.#fillForm(list);
  }

  /** Whoever is signed in may copy the list into their account: an ordinary form, sent by their own gesture. */
  #fillForm(list: List): void {
    const form = this.#page.querySelector<HTMLFormElement>('[data-part="to-account"]');
    if (!form) return;
    form.querySelector<HTMLInputElement>("[name=name]")!.value = this.nameOf(list);
    form.querySelector<HTMLInputElement>("[name=entries]")!.value = JSON.stringify(list.entries);
  }

  drawLink(list: List): void {
    const withNotes = part<HTMLInputElement>(this.#page, "with-notes").checked;
    const link = linkTo(list, this.#page.dataset["source"] ?? "", withNotes);
    part(this.#page, "address").textContent = link;
    part<HTMLAnchorElement>(this.#page, "open").href = link;
    part(this.#page, "long").hidden = link.length < LONG_LINK;
    const numbers = list.entries.map((entry) => entry.id).join(",");
    for (const file of this.#page.querySelectorAll<HTMLAnchorElement>("a[download]")) {
      file.href = file.href.replace(/\br=[\d,]*/, `r=${numbers}`);
    }
  }

  /** The rows in their order; what is not known yet is left for later. */
  drawRows(list: List, taken: TakenOut | undefined, written: (id: number, note: string) => void): void {
    const wanted: HTMLElement[] = [];
    list.entries.forEach((entry, place) => {
      const row = this.#rows.get(entry.id);
      if (!row) return;
      if (!row.querySelector('[data-part="controls"]')) {
        const controls = part(this.#words.content, "controls").cloneNode(true);
        equip(row, controls, this.words, (note) => written(entry.id, note));
      }
      refresh(row, entry, this.words, place, list.entries.length);
      wanted.push(row);
    });
    if (taken) wanted.splice(taken.place, 0, taken.row);
    placeInOrder(part(this.#page, "entries"), wanted);
  }

  /** A row in the place of one that was taken out, with the button that puts it back. */
  takenRow(id: number): HTMLElement {
    const row = part(this.#words.content, "taken").cloneNode(true) as HTMLElement;
    const title = this.titleOf(id);
    row.querySelector("p")!.textContent = filled(this.words["removed"], { title });
    row.querySelector("button")!.setAttribute("aria-label", filled(this.words["putBack"], { title }));
    return row;
  }

  titleOf(id: number): string {
    const row = this.#rows.get(id);
    return row ? titleOf(row) : "";
  }

  #drawNames(lists: Lists, current: List): void {
    const place = part(this.#page, "lists");
    place.hidden = lists.all.length < 2;
    const names = lists.all.map((list) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "chip plain";
      button.dataset["act"] = "show";
      button.dataset["key"] = list.key;
      button.textContent = `${this.nameOf(list)} (${list.entries.length})`;
      button.setAttribute("aria-pressed", String(list.key === current.key));
      item.append(button);
      return item;
    });
    const focused = place.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).dataset["key"]
      : undefined;
    place.replaceChildren(...names);
    if (focused) place.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  #showAll(selector: string, isShown: boolean): void {
    for (const each of this.#page.querySelectorAll<HTMLElement>(selector)) each.hidden = !isShown;
  }
}

/** Puts the rows in order, moving those that are not in place; a row that moves keeps the focus it had. */
function placeInOrder(place: HTMLElement, wanted: readonly HTMLElement[]): void {
  const focused = document.activeElement;
  wanted.forEach((row, index) => {
    if (place.children[index] !== row) place.insertBefore(row, place.children[index] ?? null);
  });
  while (place.children.length > wanted.length) place.lastElementChild?.remove();
  if (focused instanceof HTMLElement && focused !== document.activeElement && place.contains(focused)) {
    focused.focus();
  }
}
