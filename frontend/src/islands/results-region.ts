/**
 * Around a result and its facets: a box that is ticked asks at once, what was found is announced, and the groups
 * that somebody opened or closed stay so. Without it, and without htmx, the form and its button do the same by pages.
 * htmx weighs a sixth of the page: it is fetched when a hand or the focus comes near, not before.
 */
const PAUSE = 250;
const NOTED = "htmx-current-path-for-history";

export class ResultsRegion extends HTMLElement {
  #timer = 0;
  #folds = new Map<string, boolean>();
  #loaded: Promise<void> | undefined;

  connectedCallback(): void {
    for (const approach of ["focusin", "pointerenter"]) {
      this.addEventListener(approach, () => void this.#load(), { once: true });
    }
    this.addEventListener("change", (event) => this.#ask(event));
    this.addEventListener("htmx:beforeSwap", () => this.#remember());
    document.body.addEventListener("htmx:afterSettle", () => this.#restore());
    document.body.addEventListener("htmx:pushedIntoHistory", forget);
  }

  /** Asks for the boxes as they stand; where the facets cover the results, the button does, when all is chosen. */
  #ask(event: Event): void {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return;
    const form = box.form;
    const isCovering = form?.querySelector<HTMLElement>(".facets-close")?.offsetParent;
    if (!form || isCovering) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#load().then(() => form.requestSubmit()), PAUSE);
  }

  /** Fetches htmx once; when it cannot be had, the form is sent as any other. */
  #load(): Promise<void> {
    this.#loaded ??= new Promise((resolve) => {
      const script = document.createElement("script");
      script.src = this.dataset["htmx"] ?? "";
      script.addEventListener("load", () => {
        forget();
        resolve();
      });
      script.addEventListener("error", () => resolve());
      document.head.append(script);
    });
    return this.#loaded;
  }

  #groups(): NodeListOf<HTMLDetailsElement> {
    return this.querySelectorAll<HTMLDetailsElement>("details.facet");
  }

  #remember(): void {
    this.#folds = new Map([...this.#groups()].map((group) => [group.id, group.open]));
  }

  #restore(): void {
    for (const group of this.#groups()) group.open = this.#folds.get(group.id) ?? group.open;
    const said = this.querySelector("h1")?.textContent?.trim() ?? "";
    const status = document.getElementById("annonce");
    if (status) status.textContent = said;
  }
}

/** htmx writes the last search into the browser, for a cache that is not used here: nothing of a visit is kept. */
function forget(): void {
  try {
    sessionStorage.removeItem(NOTED);
  } catch {
    // Where storage is refused, nothing was written.
  }
}
