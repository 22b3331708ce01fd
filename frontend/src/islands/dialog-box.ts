/** A `<dialog>` opened by any button `data-opens="its id"`; the browser traps the focus and gives it back. */
export class DialogBox extends HTMLElement {
  connectedCallback(): void {
    const dialog = this.querySelector("dialog");
    if (!dialog) return;
    const openers = document.querySelectorAll<HTMLElement>(`[data-opens="${CSS.escape(dialog.id)}"]`);
    for (const opener of openers) {
      opener.hidden = false;
      opener.setAttribute("aria-haspopup", "dialog");
      opener.addEventListener("click", () => dialog.showModal());
    }
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
  }
}
