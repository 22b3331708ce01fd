/**
 * Turns sections, each with its heading, into tabs. Without it they are read one after the other.
 * Source: ARIA Authoring Practices Guide, tabs with automatic activation.
 */
let sets = 0;

export class TabSet extends HTMLElement {
  #tabs: HTMLButtonElement[] = [];
  #panels: HTMLElement[] = [];

  connectedCallback(): void {
    if (this.#tabs.length) return;
    sets += 1;
    this.#panels = [...this.querySelectorAll<HTMLElement>(":scope > section")];
    const list = document.createElement("div");
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", this.getAttribute("label") ?? "");
    this.#tabs = this.#panels.map((panel, index) => this.#tab(panel, `tab-${sets}-${index + 1}`));
    list.append(...this.#tabs);
    list.addEventListener("keydown", (event) => this.#move(event));
    this.prepend(list);
    this.#select(0);
  }

  #tab(panel: HTMLElement, id: string): HTMLButtonElement {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.id = id;
    tab.setAttribute("role", "tab");
    tab.textContent = panel.querySelector("h2, h3, h4")?.textContent ?? "";
    tab.addEventListener("click", () => this.#select(this.#tabs.indexOf(tab)));
    panel.id ||= `${id}-panel`;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", id);
    panel.tabIndex = 0;
    tab.setAttribute("aria-controls", panel.id);
    return tab;
  }

  #move(event: KeyboardEvent): void {
    const present = this.#tabs.indexOf(event.target as HTMLButtonElement);
    const last = this.#tabs.length - 1;
    const next = { ArrowRight: present + 1, ArrowLeft: present - 1, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const index = (next + this.#tabs.length) % this.#tabs.length;
    this.#select(index);
    this.#tabs[index]?.focus();
  }

  #select(index: number): void {
    this.#tabs.forEach((tab, position) => {
      tab.setAttribute("aria-selected", String(position === index));
      tab.tabIndex = position === index ? 0 : -1;
    });
    this.#panels.forEach((panel, position) => (panel.hidden = position !== index));
  }
}
