/** The rows of a list as the server draws them, asked for once for each resource: one request, bounded as lists are. */
import type { Entry } from "./lists";
import { part } from "./parts";
import { filled } from "./words";

export class Rows {
  readonly #rows = new Map<number, HTMLElement>();
  readonly #source: string;
  readonly #words: HTMLTemplateElement;

  constructor(source: string, words: HTMLTemplateElement) {
    this.#source = source;
    this.#words = words;
  }

  get(id: number): HTMLElement | undefined {
    return this.#rows.get(id);
  }

  /**
   * Asks for those of these resources that are not known yet. Gives the numbers that have changed, former and
   * present, of resources that were merged. Fails when the server does not answer.
   */
  async ask(entries: readonly Entry[]): Promise<ReadonlyMap<number, number>> {
    const ids = entries.map((entry) => entry.id).filter((id) => !this.#rows.has(id));
    if (!ids.length) return new Map();
    const answer = await fetch(`${this.#source}?r=${ids.join(",")}`);
    if (!answer.ok) throw new Error(`The list answered ${answer.status}.`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const merged = new Map<number, number>();
    for (const found of page.querySelectorAll<HTMLElement>("li[data-asked]")) {
      const id = Number(found.dataset["id"]);
      for (const asked of (found.dataset["asked"] ?? "").split(" ").map(Number)) {
        if (asked !== id) merged.set(asked, id);
      }
      if (!this.#rows.has(id)) this.#rows.set(id, document.importNode(found, true));
    }
    for (const id of ids) if (!this.#rows.has(id) && !merged.has(id)) this.#rows.set(id, this.#unknown(id));
    return merged;
  }

  #unknown(id: number): HTMLElement {
    const row = part(this.#words.content, "unknown").cloneNode(true) as HTMLElement;
    row.dataset["id"] = String(id);
    const title = row.querySelector(".entry-title")!;
    title.textContent = filled(title.textContent ?? "", { n: id });
    return row;
  }
}
