/**
 * The link to a list. Numbers of resources are in the address, which the server reads; the title and the notes are
 * in the fragment, which browsers do not send: `/liste/partagee?r=12,45#t=Jeudi&n12=Mesures+1+à+20`.
 */
import { bounded, type List } from "./lists";

/** Characters that every messenger carries. */
export const LONG_LINK = 2000;

export function linkTo(list: List, source: string, withNotes: boolean): string {
  const said = new URLSearchParams();
  if (list.name) said.set("t", list.name);
  if (withNotes) {
    for (const { id, note } of list.entries) if (note) said.set(`n${id}`, note);
  }
  const address = new URL(source, location.href);
  address.search = `r=${list.entries.map((entry) => entry.id).join(",")}`;
  address.hash = said.toString();
  return address.href;
}

/** What the fragment of a link says of the rows that the server drew for it; each row knows by which numbers. */
export function listInLink(rows: readonly HTMLElement[], fragment: string): List {
  const said = new URLSearchParams(fragment.replace(/^#/, ""));
  const entries = rows.map((row) => ({
    id: Number(row.dataset["id"]),
    note: (row.dataset["asked"] ?? "")
      .split(" ")
      .map((number) => said.get(`n${number}`) ?? "")
      .filter(Boolean)
      .join("\n"),
  }));
  return bounded({ key: "", name: said.get("t") ?? "", entries });
}
