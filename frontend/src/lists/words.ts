/** A sentence of the page with its `{names}` replaced: words are written by the server, in the reader's language. */
export function filled(sentence: string | undefined, values: Record<string, string | number>): string {
  return (sentence ?? "").replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
