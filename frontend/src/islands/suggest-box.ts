/**
 * Around the field of the search form: offers headings and resources while somebody types.
 * Without it, or when nothing can be fetched, the form serves alone.
 * Source: ARIA Authoring Practices Guide, editable combobox with list autocomplete.
 */
interface Suggestion {
  readonly kind: string;
  readonly label: string;
  readonly text: string;
  readonly url: string;
}

/** Milliseconds of silence before asking: fingers that type fast ask once. */
const PAUSE = 120;
const SHORTEST = 2;

let boxes = 0;

export class SuggestBox extends HTMLElement {
  #input!: HTMLInputElement;
  #list!: HTMLUListElement;
  #offered: readonly Suggestion[] = [];
  #active = -1;
  #typed = "";
  #timer = 0;
  #asking: AbortController | undefined;

  connectedCallback(): void {
    const input = this.querySelector("input");
    if (!input || this.#list) return;
    boxes += 1;
    this.#input = input;
    this.#list = this.#build(`suggestions-${boxes}`);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.#list.id);
    input.setAttribute("aria-expanded", "false");
    input.addEventListener("input", () => this.#wait());
    input.addEventListener("keydown", (event) => this.#press(event));
    input.addEventListener("blur", () => this.#close());
    this.append(this.#list);
  }

  #build(id: string): HTMLUListElement {
    const list = document.createElement("ul");
    list.id = id;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", this.#input.labels?.[0]?.textContent?.trim() ?? "");
    // The list keeps the focus in the field, and takes the choice before the field loses it.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = (event.target as Element).closest("[role=option]");
      if (option) this.#choose([...list.children].indexOf(option));
    });
    return list;
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#typed = this.#input.value;
    if (this.#typed.trim().length < SHORTEST) this.#close();
    else this.#timer = setTimeout(() => void this.#ask().catch(() => this.#close()), PAUSE);
  }

  async #ask(): Promise<void> {
    this.#asking = new AbortController();
    const asked = new URLSearchParams({ q: this.#typed });
    if (this.dataset["language"]) asked.set("lang", this.dataset["language"]);
    const answer = await fetch(`${this.dataset["source"] ?? ""}?${asked}`, {
      signal: this.#asking.signal,
    });
    if (!answer.ok) throw new Error(`Suggestions answered ${answer.status}.`);
    const told = (await answer.json()) as { suggestions: Suggestion[] };
    if (document.activeElement === this.#input) this.#show(told.suggestions);
  }

  #show(suggestions: readonly Suggestion[]): void {
    this.#offered = suggestions;
    this.#list.replaceChildren(...suggestions.map((one, index) => this.#option(one, index)));
    this.#active = -1;
    this.#input.removeAttribute("aria-activedescendant");
    this.#list.hidden = suggestions.length === 0;
    this.#input.setAttribute("aria-expanded", String(suggestions.length > 0));
  }

  #option(one: Suggestion, index: number): HTMLLIElement {
    const option = document.createElement("li");
    const text = document.createElement("span");
    const kind = document.createElement("small");
    option.id = `${this.#list.id}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    kind.textContent = one.label;
    text.textContent = one.text;
    option.append(text, " ", kind);
    return option;
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#list.hidden = true;
    this.#active = -1;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }

  #press(event: KeyboardEvent): void {
    if (this.#list.hidden) {
      if (event.key === "ArrowDown") this.#wait();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.#point(event.key === "ArrowDown" ? this.#active + 1 : this.#active - 1);
    } else if (event.key === "Enter" && this.#active >= 0) {
      event.preventDefault();
      this.#choose(this.#active);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.#input.value = this.#typed;
      this.#close();
    }
  }

  /** Points at a line, or, past either end, at nothing: the field shows what was typed again. */
  #point(index: number): void {
    const options = [...this.#list.children];
    this.#active = index < -1 ? options.length - 1 : index >= options.length ? -1 : index;
    options.forEach((option, position) => {
      option.setAttribute("aria-selected", String(position === this.#active));
    });
    const pointed = options[this.#active];
    const offered = this.#offered[this.#active];
    this.#input.value = offered?.text ?? this.#typed;
    if (pointed) {
      this.#input.setAttribute("aria-activedescendant", pointed.id);
      pointed.scrollIntoView({ block: "nearest" });
    } else this.#input.removeAttribute("aria-activedescendant");
  }

  #choose(index: number): void {
    const chosen = this.#offered[index];
    if (chosen) location.assign(chosen.url);
  }
}
