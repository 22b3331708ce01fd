// Builds everything the pages load into dist/ui: one stylesheet, the islands, fonts with their licences,
// the sprites of icons and covers. Names are hashed later, by the static files storage.
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, parse } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "dist", "ui");
const require = createRequire(import.meta.url);

// Browsers of 2021 and later: cascade layers exist from there on.
const target = ["chrome99", "firefox97", "safari15.4"];

const fonts = [
  ["@fontsource-variable/atkinson-hyperlegible-next", "atkinson-hyperlegible-next-latin-wght-normal"],
  ["@fontsource-variable/atkinson-hyperlegible-next", "atkinson-hyperlegible-next-latin-wght-italic"],
  ["@fontsource-variable/atkinson-hyperlegible-next", "atkinson-hyperlegible-next-latin-ext-wght-normal"],
  // One weight of the titles' letters: the variable file weighs twice as much, for weights that no page shows.
  ["@fontsource/bricolage-grotesque", "bricolage-grotesque-latin-700-normal"],
  ["@fontsource/bricolage-grotesque", "bricolage-grotesque-latin-ext-700-normal"],
  ["@fontsource/opendyslexic", "opendyslexic-latin-400-normal"],
  ["@fontsource/opendyslexic", "opendyslexic-latin-700-normal"],
];

/** Copies each font beside the licence that allows it. */
async function copyFonts() {
  await mkdir(join(out, "fonts"), { recursive: true });
  for (const [pkg, name] of fonts) {
    const folder = dirname(require.resolve(`${pkg}/package.json`));
    await cp(join(folder, "files", `${name}.woff2`), join(out, "fonts", `${name}.woff2`));
    await cp(join(folder, "LICENSE"), join(out, "fonts", `LICENSE-${pkg.split("/")[1]}.txt`));
  }
}

/** Joins a folder of drawings into one sprite; each file becomes a symbol of its own name. */
async function writeSprite(folder, name) {
  const files = (await readdir(join(here, folder))).filter((file) => file.endsWith(".svg")).sort();
  const symbols = [];
  for (const file of files) {
    const source = await readFile(join(here, folder, file), "utf8");
    const [, attributes, body] = source.match(/<svg([^>]*)>([\s\S]*)<\/svg>/);
    const kept = attributes.replace(/\s*xmlns="[^"]*"/, "").trim();
    symbols.push(`<symbol id="${parse(file).name}" ${kept}>${body.replace(/\s*\n\s*/g, "")}</symbol>`);
  }
  await writeFile(join(out, name), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`);
}

/** The three themes come from one file, which the contrast tests read too. */
async function themesCss() {
  const themes = JSON.parse(await readFile(join(here, "tokens", "themes.json"), "utf8"));
  const declare = (name) =>
    Object.entries(themes[name]).map(([token, value]) => `--${token}:${value};`).join("");
  const light = `color-scheme:light;${declare("light")}`;
  const more = `color-scheme:light;${declare("light-more")}`;
  const dark = `color-scheme:dark;${declare("dark")}`;
  const contrast = `color-scheme:dark;${declare("contrast")}`;
  return `@layer tokens{:root{${light}}
@media (prefers-color-scheme:dark){:root:not([data-theme]){${dark}}}
@media (prefers-contrast:more){:root:not([data-theme]){${more}}}
@media (prefers-contrast:more) and (prefers-color-scheme:dark){:root:not([data-theme]){${contrast}}}
:root[data-theme=dark]{${dark}}
:root[data-theme=contrast]{${contrast}}}`;
}

const themes = {
  name: "themes",
  setup(builder) {
    builder.onResolve({ filter: /^portee:themes$/ }, () => ({ path: "themes", namespace: "themes" }));
    builder.onLoad({ filter: /.*/, namespace: "themes" }, async () => ({
      contents: await themesCss(),
      loader: "css",
    }));
  },
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([
  copyFonts(),
  writeSprite("icons", "icons.svg"),
  writeSprite("covers", "covers.svg"),
  cp(join(here, "static"), out, { recursive: true }),
  build({
    entryPoints: [join(here, "css", "portee.css"), join(here, "css", "backoffice.css")],
    outdir: out,
    bundle: true,
    minify: true,
    target,
    external: ["./fonts/*"],
    plugins: [themes],
  }),
  build({
    entryPoints: [join(here, "src", "portee.ts"), join(here, "src", "lists.ts")],
    outdir: out,
    bundle: true,
    minify: true,
    format: "iife",
    target,
  }),
  cp(join(dirname(require.resolve("htmx.org/package.json")), "dist", "htmx.min.js"), join(out, "htmx.js")),
]);
