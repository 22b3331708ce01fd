/** After a refused form, the focus goes to the summary of what to correct. */
export function focusErrorSummary(page: Document): void {
  page.querySelector<HTMLElement>(".error-summary[data-focus]")?.focus();
}
