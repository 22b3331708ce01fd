/**
 * A button that puts a resource in the visitor's list, or takes it out. `data-id` is its number, `data-title` what
 * it is called; the words, the drawings and the address of the list come from the `template[data-keep]` of the page.
 * Without JavaScript there is no button.
 */
import { added, currentOf, has, MOST_ENTRIES, removed, type List } from "../lists/lists";
import { changeLists, onListsChanged, readLists } from "../lists/storage";
import { filled } from "../lists/words";

export class KeepInList extends HTMLElement {
  #words!: DOMStringMap;
  #button!: HTMLButtonElement;
  #link!: HTMLAnchorElement;
  #problem!: HTMLElement;
  #leaving = new AbortController();

  connectedCallback(): void {
    const template = document.querySelector<HTMLTemplateElement>("template[data-keep]");
    if (!template) return;
    if (!this.#button) {
      this.#words = template.dataset;
      this.append(template.content.cloneNode(true));
      this.#button = this.querySelector("button")!;
      this.#link = this.querySelector("a")!;
      this.#problem = this.querySelector(".problem")!;
      this.#button.addEventListener("click", () => this.#toggle());
    }
    this.#leaving = new AbortController();
    onListsChanged(() => this.#show(), this.#leaving.signal);
    this.#show();
  }

  disconnectedCallback(): void {
    this.#leaving.abort();
  }

  get #id(): number {
    return Number(this.dataset["id"]);
  }

  #nameOf(list: List): string {
    return list.name || this.#words["list"] || "";
  }

  #toggle(): void {
    const before = currentOf(readLists());
    const isIn = has(before, this.#id);
    if (!isIn && before.entries.length >= MOST_ENTRIES) {
      this.#refuse(filled(this.#words["full"], { list: this.#nameOf(before) }));
      return;
    }
    const isKept = changeLists((lists) => {
      const { key } = currentOf(lists);
      return isIn ? removed(lists, key, this.#id) : added(lists, key, { id: this.#id, note: "" });
    });
    if (isKept) this.#say(isIn ? this.#words["removed"] : this.#words["added"]);
    else this.#refuse(this.#words["refused"] ?? "");
  }

  #say(sentence: string | undefined): void {
    const list = currentOf(readLists());
    const status = document.querySelector("[data-keep-status]");
    const values = { title: this.dataset["title"] ?? "", list: this.#nameOf(list), n: list.entries.length };
    if (status) status.textContent = filled(sentence, values);
    this.#problem.textContent = "";
  }

  #refuse(sentence: string): void {
    // Read aloud as any alert, and in sight beside the button that did nothing.
    this.#problem.textContent = sentence;
  }

  #show(): void {
    const list = currentOf(readLists());
    const isIn = has(list, this.#id);
    const values = { title: this.dataset["title"] ?? "", list: this.#nameOf(list), n: list.entries.length };
    this.toggleAttribute("data-in", isIn);
    this.#button.querySelector("span")!.textContent = this.#words[isIn ? "in" : "add"] ?? "";
    this.#button.setAttribute("aria-label", filled(this.#words[isIn ? "takeOut" : "putIn"], values));
    this.#link.hidden = !isIn;
    this.#link.textContent = filled(this.#words[list.name ? "seeNamed" : "see"], values);
  }
}
