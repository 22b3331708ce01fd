/**
 * Where a visitor's lists are kept: in this browser, and nowhere else. Nothing here speaks to the server.
 * Every change reads again what is kept, so that two tabs do not undo each other.
 */
import { bounded, isWorthKeeping, NONE, type Entry, type List, type Lists } from "./lists";

const PLACE = "portee.lists";
const CHANGED = "portee:lists";

let lastText: string | null = null;
let lastLists: Lists = NONE;

/** What is kept; nothing when it cannot be read, which is not an error to show before something is asked for. */
export function readLists(): Lists {
  try {
    return understood(localStorage.getItem(PLACE));
  } catch {
    return NONE;
  }
}

/** Changes what is kept, and tells everybody; false when this browser refuses (private window, memory full). */
export function changeLists(change: (lists: Lists) => Lists): boolean {
  try {
    const after = change(understood(localStorage.getItem(PLACE)));
    if (after.all.some(isWorthKeeping)) localStorage.setItem(PLACE, JSON.stringify(after));
    else localStorage.removeItem(PLACE);
  } catch {
    return false;
  }
  dispatchEvent(new Event(CHANGED));
  return true;
}

/** Calls back at each change, of this tab or another, and when a page comes back from the browser's memory. */
export function onListsChanged(callback: () => void, until: AbortSignal): void {
  addEventListener(CHANGED, callback, { signal: until });
  addEventListener("pageshow", (event) => event.persisted && callback(), { signal: until });
  addEventListener(
    "storage",
    (event) => {
      if (event.key === PLACE || event.key === null) callback();
    },
    { signal: until },
  );
}

/** A name for a list that no other list of this browser bears. */
export function newKey(): string {
  return Date.now().toString(36) + Math.random().toString(36).slice(2, 6);
}

/** What a text says of lists; anything else than lists is no list. */
function understood(text: string | null): Lists {
  if (text === lastText) return lastLists;
  let lists = NONE;
  try {
    lists = listsOf(JSON.parse(text ?? "null"));
  } catch {
    // Written by hand, or by a version to come.
  }
  lastText = text;
  lastLists = lists;
  return lists;
}

function listsOf(value: unknown): Lists {
  const { current, all } = (value ?? {}) as Partial<Lists>;
  if (!Array.isArray(all)) return NONE;
  return {
    current: typeof current === "string" ? current : "",
    all: all.map((list: List) =>
      bounded({
        key: String(list.key),
        name: String(list.name),
        entries: list.entries.map((entry: Entry) => ({ id: entry.id, note: String(entry.note) })),
      }),
    ),
  };
}
