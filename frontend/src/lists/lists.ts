/**
 * A visitor's lists as values, and what can be done to them. Nothing here is kept or shown: see `storage.ts`.
 * Bounds are those of the server (`portal/queries/shared_list.py`) and of a link that messengers carry.
 */
export const MOST_ENTRIES = 100;
export const MOST_LISTS = 20;
export const LONGEST_NAME = 80;
export const LONGEST_NOTE = 500;

/** A resource by its number, and what the reader wrote beside it. */
export interface Entry {
  readonly id: number;
  readonly note: string;
}

/** An empty name is that of the first list, which each language calls in its own way. */
export interface List {
  readonly key: string;
  readonly name: string;
  readonly entries: readonly Entry[];
}

/** `current` is the key of the list that « add » adds to. */
export interface Lists {
  readonly current: string;
  readonly all: readonly List[];
}

export const NONE: Lists = { current: "", all: [] };
const FIRST: List = { key: "first", name: "", entries: [] };

/** The list that is added to; before anything was added, an empty one. */
export function currentOf(lists: Lists): List {
  return lists.all.find((list) => list.key === lists.current) ?? lists.all[0] ?? FIRST;
}

export function has(list: List, id: number): boolean {
  return list.entries.some((entry) => entry.id === id);
}

/** The lists after one of them changed; the first list comes to be when something is put in it. */
function changed(lists: Lists, key: string, change: (list: List) => List): Lists {
  const known = lists.all.some((list) => list.key === key);
  const all = known || key !== FIRST.key ? lists.all : [FIRST, ...lists.all];
  return {
    current: lists.current || FIRST.key,
    all: all.map((list) => (list.key === key ? change(list) : list)),
  };
}

function withEntries(lists: Lists, key: string, change: (entries: Entry[]) => Entry[]): Lists {
  return changed(lists, key, (list) => ({ ...list, entries: change([...list.entries]) }));
}

/** Puts an entry in a list, at its end or at a place; one that is there already, or too many, changes nothing. */
export function added(lists: Lists, key: string, entry: Entry, place?: number): Lists {
  return withEntries(lists, key, (entries) => {
    const isThere = entries.some((one) => one.id === entry.id);
    if (isThere || entries.length >= MOST_ENTRIES) return entries;
    entries.splice(place ?? entries.length, 0, entry);
    return entries;
  });
}

export function removed(lists: Lists, key: string, id: number): Lists {
  return withEntries(lists, key, (entries) => entries.filter((entry) => entry.id !== id));
}

/** Moves an entry by so many places, as far as the list goes. */
export function moved(lists: Lists, key: string, id: number, by: number): Lists {
  return withEntries(lists, key, (entries) => {
    const from = entries.findIndex((entry) => entry.id === id);
    const [entry] = from < 0 ? [] : entries.splice(from, 1);
    if (entry) entries.splice(Math.max(0, from + by), 0, entry);
    return entries;
  });
}

export function noted(lists: Lists, key: string, id: number, note: string): Lists {
  const kept = note.slice(0, LONGEST_NOTE);
  return withEntries(lists, key, (entries) =>
    entries.map((entry) => (entry.id === id ? { ...entry, note: kept } : entry)),
  );
}

/** Calls an entry by the number of the resource it was merged into; where both are there, the notes are joined. */
export function renumbered(lists: Lists, key: string, former: number, today: number): Lists {
  return withEntries(lists, key, (entries) => {
    const old = entries.find((entry) => entry.id === former);
    const there = entries.find((entry) => entry.id === today);
    if (!old || former === today) return entries;
    const note = [old.note, there?.note].filter(Boolean).join("\n").slice(0, LONGEST_NOTE);
    const first = entries.find((entry) => entry === old || entry === there);
    return entries
      .filter((entry) => entry === first || (entry !== old && entry !== there))
      .map((entry) => (entry === first ? { id: today, note } : entry));
  });
}

/** Begins a list, which becomes the one that is added to. Too many lists change nothing. */
export function begun(lists: Lists, list: List): Lists {
  if (lists.all.length >= MOST_LISTS) return lists;
  const all = lists.all.length ? lists.all : [FIRST];
  return { current: list.key, all: [...all.filter(isWorthKeeping), bounded(list)] };
}

/** An unnamed list without anything in it is only the place of the first addition. */
export function isWorthKeeping(list: List): boolean {
  return list.name !== "" || list.entries.length > 0;
}

export function named(lists: Lists, key: string, name: string): Lists {
  return changed(lists, key, (list) => bounded({ ...list, name }));
}

export function chosen(lists: Lists, key: string): Lists {
  return { ...lists, current: key };
}

export function deleted(lists: Lists, key: string): Lists {
  const all = lists.all.filter((list) => list.key !== key);
  return { current: lists.current === key ? (all[0]?.key ?? "") : lists.current, all };
}

/** Puts a deleted list back where it was, and shows it. */
export function restored(lists: Lists, list: List, place: number): Lists {
  if (lists.all.some((one) => one.key === list.key)) return lists;
  const all = [...lists.all];
  all.splice(place, 0, list);
  return { current: list.key, all };
}

/** A list within the bounds: what a link or another tab says is not trusted to be. */
export function bounded(list: List): List {
  const seen = new Map<number, Entry>();
  for (const { id, note } of list.entries) {
    if (Number.isSafeInteger(id) && id > 0 && !seen.has(id) && seen.size < MOST_ENTRIES) {
      seen.set(id, { id, note: note.slice(0, LONGEST_NOTE) });
    }
  }
  const name = list.name.replace(/\s+/g, " ").trim().slice(0, LONGEST_NAME);
  return { key: list.key, name, entries: [...seen.values()] };
}
