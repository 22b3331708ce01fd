/** A button that copies the text of another element, `data-from` its id, and says so. Without JavaScript it is hidden. */
export class CopyText extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector("button");
    const status = this.querySelector("[role=status]");
    const source = document.getElementById(this.dataset.from ?? "");
    if (!button || !source || !navigator.clipboard) return;
    this.hidden = false;
    button.addEventListener("click", async () => {
      const text = (source.textContent ?? "").replace(/[ \t\r\n]+/g, " ").trim();
      await navigator.clipboard.writeText(text);
      if (status) status.textContent = this.dataset.done ?? "";
      setTimeout(() => { if (status) status.textContent = ""; }, 4000);
    });
  }
}
