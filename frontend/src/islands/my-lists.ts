/**
 * The page of a visitor's lists, which this browser keeps: order, notes, print, share, several lists. The server is
 * asked once for what the numbers of a list are called, and for nothing else. Without it the page says what a list is.
 */
import * as change from "../lists/lists";
import { ListView, type TakenOut } from "../lists/list-view";
import { actOf, part } from "../lists/parts";
import { Rows } from "../lists/rows";
import { changeLists, newKey, onListsChanged, readLists } from "../lists/storage";
import { filled } from "../lists/words";

type Change = (lists: change.Lists) => change.Lists;

export class MyLists extends HTMLElement {
  #view!: ListView;
  #rows!: Rows;
  #taken: (TakenOut & { readonly key: string; readonly entry: change.Entry }) | undefined;
  #undo: Change | undefined;

  connectedCallback(): void {
    if (this.#view) return;
    const words = this.querySelector<HTMLTemplateElement>('template[data-part="words"]')!;
    this.#rows = new Rows(this.dataset["source"] ?? "", words);
    this.#view = new ListView(this, this.#rows, words);
    part(this, "without").hidden = true;
    part(this, "with").hidden = false;
    part(this, "with-notes").addEventListener("change", () => this.#view.drawLink(this.#list));
    const send = this.querySelector<HTMLElement>("[data-act=send]");
    if (send) send.hidden = !("share" in navigator);
    this.addEventListener("click", (event) => this.#act(event));
    onListsChanged(() => void this.#draw(), new AbortController().signal);
    void this.#draw();
  }

  get #list(): change.List {
    return change.currentOf(readLists());
  }

  async #draw(): Promise<void> {
    this.#view.drawFrame(readLists());
    this.#drawRows();
    const { key, entries } = this.#list;
    const merged = await this.#rows.ask(entries).catch(() => undefined);
    part(this, "failed").hidden = merged !== undefined;
    // Merged resources take their present number, so that their pages know that they are in the list.
    const isRenumbered = merged?.size
      ? changeLists((lists) =>
          [...merged].reduce((all, [old, today]) => change.renumbered(all, key, old, today), lists),
        )
      : false;
    if (!isRenumbered) this.#drawRows();
  }

  #drawRows(): void {
    const list = this.#list;
    const taken = this.#taken?.key === list.key ? this.#taken : undefined;
    this.#view.drawRows(list, taken, (id, note) =>
      this.#change((lists) => change.noted(lists, list.key, id, note)),
    );
  }

  #act(event: Event): void {
    const button = actOf(event);
    const act = button?.dataset["act"];
    if (!button || !act || button.getAttribute("aria-disabled") === "true") return;
    const id = Number(button.closest<HTMLElement>("li[data-id]")?.dataset["id"]);
    if (act === "up" || act === "down") this.#move(id, act === "up" ? -1 : 1);
    else if (act === "remove") this.#takeOut(id);
    else if (act === "put-back") this.#putBack();
    else if (act === "show") this.#show(button.dataset["key"] ?? "");
    else if (act === "begin") void this.#begin();
    else if (act === "rename") void this.#rename();
    else if (act === "delete") void this.#delete();
    else if (act === "undo") this.#restore();
    else if (act === "again") void this.#draw();
    else if (act === "print") print();
    else if (act === "send") void this.#send();
  }

  /** Keeps a change and says it; says instead that this browser refuses. Gives whether it was kept. */
  #change(what: Change, sentence?: string, undo?: Change): boolean {
    const isKept = changeLists(what);
    if (isKept && sentence === undefined) return true;
    this.#undo = isKept ? undo : undefined;
    part(this, "said").textContent = isKept ? (sentence ?? "") : (this.#view.words["refused"] ?? "");
    this.querySelector<HTMLElement>("[data-act=undo]")!.hidden = !this.#undo;
    return isKept;
  }

  #move(id: number, by: number): void {
    const { key } = this.#list;
    this.#taken = undefined;
    this.#change((lists) => change.moved(lists, key, id, by), "");
    const { entries } = this.#list;
    part(this, "said").textContent = filled(this.#view.words["moved"], {
      title: this.#view.titleOf(id),
      n: entries.findIndex((entry) => entry.id === id) + 1,
      all: entries.length,
    });
  }

  #takeOut(id: number): void {
    const { key, entries } = this.#list;
    const place = entries.findIndex((entry) => entry.id === id);
    const entry = entries[place];
    if (!entry) return;
    const before = this.#taken;
    this.#taken = { row: this.#view.takenRow(id), place, key, entry };
    if (!this.#change((lists) => change.removed(lists, key, id), "")) this.#taken = before;
    else this.#taken.row.querySelector("button")?.focus();
  }

  #putBack(): void {
    const taken = this.#taken;
    if (!taken) return;
    this.#taken = undefined;
    const title = this.#view.titleOf(taken.entry.id);
    const sentence = filled(this.#view.words["back"], { title });
    this.#change((lists) => change.added(lists, taken.key, taken.entry, taken.place), sentence);
    this.#rows.get(taken.entry.id)?.querySelector<HTMLElement>("[data-act=remove]")?.focus();
  }

  #show(key: string): void {
    const list = readLists().all.find((one) => one.key === key);
    if (!list) return;
    const sentence = filled(this.#view.words["shown"], { list: this.#view.nameOf(list) });
    this.#change((lists) => change.chosen(lists, key), sentence);
  }

  async #begin(): Promise<void> {
    if (readLists().all.length >= change.MOST_LISTS) {
      part(this, "said").textContent = this.#view.words["many"] ?? "";
      return;
    }
    const name = await this.#nameAsked("");
    if (!name) return;
    const sentence = filled(this.#view.words["begun"], { list: name });
    this.#change((lists) => change.begun(lists, { key: newKey(), name, entries: [] }), sentence);
  }

  async #rename(): Promise<void> {
    const { key, name } = this.#list;
    const asked = await this.#nameAsked(name);
    if (asked === undefined) return;
    const named: Change = (lists) => change.named(lists, key, asked);
    if (this.#change(named)) {
      const list = this.#view.nameOf(this.#list);
      part(this, "said").textContent = filled(this.#view.words["named"], { list });
    }
  }

  async #delete(): Promise<void> {
    const list = this.#list;
    const values = { list: this.#view.nameOf(list), n: list.entries.length };
    part(this, "deletion").textContent = filled(this.#view.words["deletion"], values);
    if (!(await decided(this.querySelector<HTMLDialogElement>("#list-deletion")!))) return;
    const place = readLists().all.findIndex((one) => one.key === list.key);
    const isKept = this.#change(
      (lists) => change.deleted(lists, list.key),
      filled(this.#view.words["deleted"], values),
      (lists) => change.restored(lists, list, place),
    );
    if (isKept) this.querySelector<HTMLElement>("[data-act=undo]")?.focus();
  }

  #restore(): void {
    if (this.#undo && this.#change(this.#undo, "")) {
      this.querySelector<HTMLElement>("[data-act=delete]")?.focus();
    }
  }

  /** The name that the reader gives, empty for none; nothing when they would rather not. */
  async #nameAsked(present: string): Promise<string | undefined> {
    const field = part<HTMLInputElement>(this, "name");
    field.value = present;
    const isDecided = await decided(this.querySelector<HTMLDialogElement>("#list-name")!);
    return isDecided ? field.value.trim() : undefined;
  }

  /** Hands the link to the telephone's own sharing; somebody who gives up has seen nothing go wrong. */
  async #send(): Promise<void> {
    const url = part(this, "address").textContent ?? "";
    await navigator.share({ title: this.#view.nameOf(this.#list), url }).catch(() => undefined);
  }
}

/** Whether the reader said yes; closing a dialog, or Escape, says no. */
function decided(dialog: HTMLDialogElement): Promise<boolean> {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
