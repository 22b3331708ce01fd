/** Writes beside each link `data-counts="entries"` how many resources the visitor's list holds; nothing for none. */
import { currentOf } from "../lists/lists";
import { onListsChanged, readLists } from "../lists/storage";

export function countEntries(page: Document): void {
  const show = (): void => {
    const count = currentOf(readLists()).entries.length;
    for (const link of page.querySelectorAll("a[data-counts=entries]")) {
      const label = (link.textContent ?? "").replace(/ \(\d+\)$/, "");
      link.textContent = count ? `${label} (${count})` : label;
    }
  };
  onListsChanged(show, new AbortController().signal);
  show();
}
