/**
 * A list that a link carries: writes its title and notes, which only the reader's browser has, and keeps it among
 * the reader's own lists. Without it the resources are there, in order.
 */
import { listInLink } from "../lists/link";
import { begun, MOST_LISTS, type List } from "../lists/lists";
import { actOf, part, showNote } from "../lists/parts";
import { changeLists, newKey, readLists } from "../lists/storage";
import { filled } from "../lists/words";

export class SharedList extends HTMLElement {
  #tabTitle = "";

  connectedCallback(): void {
    if (this.#tabTitle || !this.querySelector("[data-asked]")) return;
    this.#tabTitle = document.title;
    part(this, "actions").hidden = false;
    this.addEventListener("click", (event) => {
      const button = actOf(event);
      const act = button?.getAttribute("aria-disabled") === "true" ? "" : button?.dataset["act"];
      if (act === "print") print();
      if (act === "keep") this.#keep();
    });
    addEventListener("hashchange", () => this.#show());
    this.#show();
  }

  get #list(): List {
    return listInLink([...this.querySelectorAll<HTMLElement>("[data-asked]")], location.hash);
  }

  #show(): void {
    const list = this.#list;
    const usual = this.dataset["name"] ?? "";
    this.querySelector("h1")!.textContent = list.name || usual;
    document.title = list.name ? this.#tabTitle.replace(usual, list.name) : this.#tabTitle;
    const isSaid = list.name !== "" || list.entries.some((entry) => entry.note);
    part(this, "by-reader").hidden = !isSaid;
    for (const { id, note } of list.entries) {
      const row = this.querySelector(`[data-asked][data-id="${id}"]`);
      if (row) showNote(row, note);
    }
    part(this, "said-in-link").textContent = isSaid ? location.hash : "";
  }

  #keep(): void {
    const said = part(this, "said");
    const list = { ...this.#list, key: newKey() };
    const named = { ...list, name: list.name || this.dataset["name"] || "" };
    if (readLists().all.length >= MOST_LISTS) {
      said.textContent = this.dataset["many"] ?? "";
    } else if (changeLists((lists) => begun(lists, named))) {
      said.textContent = filled(this.dataset["kept"], { list: named.name });
      part(this, "mine").hidden = false;
      // Kept once: the button would only make a second copy.
      this.querySelector("[data-act=keep]")?.setAttribute("aria-disabled", "true");
    } else {
      said.textContent = this.dataset["refused"] ?? "";
    }
  }
}
