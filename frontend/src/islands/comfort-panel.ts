/**
 * Around the link to « Confort de lecture »: opens the same form in a dialog and shows each choice at once.
 * Without it, or when the form cannot be fetched, the link leads to the page.
 */
const DEFAULTS: Readonly<Record<string, string>> = {
  theme: "auto",
  size: "100",
  font: "standard",
  spacing: "normal",
};

/** Shows a choice on the page, as the server would on the next one. */
function show(choice: FormData): void {
  const root = document.documentElement;
  for (const [name, usual] of Object.entries(DEFAULTS)) {
    const value = choice.get(name);
    if (typeof value === "string" && value !== usual) root.setAttribute(`data-${name}`, value);
    else root.removeAttribute(`data-${name}`);
  }
  root.toggleAttribute("data-calm", choice.get("motion") === "calm");
}

function usualChoice(): FormData {
  const choice = new FormData();
  for (const [name, value] of Object.entries(DEFAULTS)) choice.set(name, value);
  return choice;
}

export class ComfortPanel extends HTMLElement {
  #dialog: HTMLDialogElement | undefined;

  connectedCallback(): void {
    const link = this.querySelector("a");
    if (!link || document.querySelector("form[data-comfort]")) return;
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.#open(link.href).catch(() => location.assign(link.href));
    });
    link.addEventListener("keydown", (event) => {
      if (event.key === " ") {
        event.preventDefault();
        link.click();
      }
    });
  }

  async #open(address: string): Promise<void> {
    const answer = await fetch(address, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = page.querySelector<HTMLFormElement>("form[data-comfort]");
    const title = page.querySelector("h1");
    if (!answer.ok || !form || !title) throw new Error("The comfort form could not be read.");
    this.#dialog?.remove();
    this.#dialog = this.#build(title.textContent ?? "", document.importNode(form, true));
    document.body.append(this.#dialog);
    this.#dialog.showModal();
  }

  #build(title: string, form: HTMLFormElement): HTMLDialogElement {
    const dialog = document.createElement("dialog");
    const header = document.createElement("header");
    const heading = document.createElement("h2");
    heading.id = "comfort-dialog-title";
    heading.textContent = title;
    heading.tabIndex = -1;
    heading.autofocus = true;
    header.append(heading, this.#closeButton());
    dialog.setAttribute("aria-labelledby", heading.id);
    dialog.append(header, form);

    const before = new FormData(form);
    let kept = false;
    form.addEventListener("change", () => show(new FormData(form)));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      kept = true;
      const isReset = event.submitter?.getAttribute("name") === "defaults";
      const choice = isReset ? usualChoice() : new FormData(form);
      void this.#remember(form, new FormData(form, event.submitter), choice, dialog);
    });
    dialog.addEventListener("close", () => {
      if (!kept) show(before);
    });
    return dialog;
  }

  #closeButton(): HTMLFormElement {
    const form = document.createElement("form");
    const button = document.createElement("button");
    form.method = "dialog";
    button.className = "close";
    button.setAttribute("aria-label", this.dataset["close"] ?? "×");
    const icon = this.querySelector("template")?.content.cloneNode(true);
    if (icon) button.append(icon);
    form.append(button);
    return form;
  }

  /** Sends the form; a refusal submits it again the ordinary way, so that the server can explain itself. */
  async #remember(
    form: HTMLFormElement,
    sent: FormData,
    choice: FormData,
    dialog: HTMLDialogElement,
  ): Promise<void> {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams([...sent].map(([name, value]) => [name, String(value)])),
      credentials: "same-origin",
      redirect: "manual",
    }).catch(() => undefined);
    if (answer?.type !== "opaqueredirect") {
      form.submit();
      return;
    }
    show(choice);
    dialog.close();
  }
}
