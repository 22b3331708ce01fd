/**
 * Around an `<input list>` and its `<datalist>`: a list that follows what is typed, accents ignored.
 * Without it, the browser's own suggestions serve.
 * Source: ARIA Authoring Practices Guide, editable combobox with list autocomplete.
 */
const MOST_SHOWN = 12;

/** Compares as readers do: without case, accents or ligatures. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae");
}

export class ComboBox extends HTMLElement {
  #input!: HTMLInputElement;
  #list!: HTMLUListElement;
  #values: string[] = [];
  #active = -1;

  connectedCallback(): void {
    const input = this.querySelector<HTMLInputElement>("input[list]");
    const source = this.querySelector("datalist");
    if (!input || !source) return;
    this.#input = input;
    this.#values = [...source.options].map((option) => option.value);
    this.#list = this.#build(`${input.id}-options`);
    source.remove();
    input.removeAttribute("list");
    input.autocomplete = "off";
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.#list.id);
    input.setAttribute("aria-expanded", "false");
    input.addEventListener("input", () => this.#open());
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
      if (option) this.#choose(option.textContent ?? "");
    });
    return list;
  }

  #options(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>("[role=option]")];
  }

  #open(): void {
    const wanted = folded(this.#input.value.trim());
    const found = this.#values.filter((value) => folded(value).includes(wanted)).slice(0, MOST_SHOWN);
    this.#list.replaceChildren(
      ...found.map((value, index) => {
        const option = document.createElement("li");
        option.id = `${this.#list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = value;
        return option;
      }),
    );
    this.#active = -1;
    this.#input.removeAttribute("aria-activedescendant");
    this.#list.hidden = found.length === 0;
    this.#input.setAttribute("aria-expanded", String(found.length > 0));
  }

  #close(): void {
    this.#list.hidden = true;
    this.#active = -1;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }

  #press(event: KeyboardEvent): void {
    const isOpen = !this.#list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) this.#open();
      this.#point(event.key === "ArrowDown" ? this.#active + 1 : this.#active - 1);
    } else if (event.key === "Enter" && isOpen && this.#active >= 0) {
      event.preventDefault();
      this.#choose(this.#options()[this.#active]?.textContent ?? "");
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      this.#close();
    } else if (event.key === "Escape") {
      this.#input.value = "";
    }
  }

  #point(index: number): void {
    const options = this.#options();
    if (!options.length) return;
    this.#active = index < 0 ? options.length - 1 : index % options.length;
    options.forEach((option, position) => {
      option.setAttribute("aria-selected", String(position === this.#active));
    });
    const pointed = options[this.#active];
    if (!pointed) return;
    this.#input.setAttribute("aria-activedescendant", pointed.id);
    pointed.scrollIntoView({ block: "nearest" });
  }

  #choose(value: string): void {
    this.#input.value = value;
    this.#close();
    this.#input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
