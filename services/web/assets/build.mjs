// Compiles scss/main.scss, bundles js/ and copies the fonts with their licence into ../static.
// Run `npm ci && npm run build` after changing anything here; the results are committed.
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { NodePackageImporter, compile } from "sass";

const here = fileURLToPath(new URL(".", import.meta.url));
const taken = `${here}node_modules`;
const kept = `${here}../static`;

const SUBSETS = ["vietnamese", "latin", "latin-ext"];
const WEIGHTS = [400, 500, 600, 700];
// Each is asked for by its own name; all others go into main.js: one wait on a slow line, not twenty.
const SCRIPTS = ["boot", "main", "preview", "puzzle-worker"];

async function copy(from, to) {
  await mkdir(to.slice(0, to.lastIndexOf("/")), { recursive: true });
  await copyFile(from, to);
}

// What is text is kept pressed beside itself, where that is shorter: it is what a slow line waits for.
async function keepText(path, text) {
  await mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  await writeFile(path, text);
  const pressed = gzipSync(text, { level: 9 });
  if (pressed.length < text.length) await writeFile(`${path}.gz`, pressed);
}

async function stylesheet() {
  const { css } = compile(`${here}scss/main.scss`, {
    importers: [new NodePackageImporter()],
    style: "compressed",
  });
  await keepText(`${kept}/css/motcua.css`, `${css}\n`);
}

async function scripts() {
  const { outputFiles } = await build({
    absWorkingDir: here,
    entryPoints: SCRIPTS.map((name) => `js/${name}.js`),
    outdir: `${kept}/js`,
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2020",
    write: false,
  });
  await Promise.all(outputFiles.map(({ path, text }) => keepText(path, text)));
}

async function fonts() {
  const family = "be-vietnam-pro";
  const source = `${taken}/@fontsource/${family}`;
  for (const subset of SUBSETS) {
    for (const weight of WEIGHTS) {
      const file = `${family}-${subset}-${weight}-normal.woff2`;
      await copy(`${source}/files/${file}`, `${kept}/vendor/${family}/${file}`);
    }
  }
  await copy(`${source}/LICENSE`, `${kept}/vendor/${family}/LICENSE`);
}

// Names what was built from what, so that a test finds a source that was changed and not built.
async function note() {
  const found = await Promise.all(
    ["js", "scss"].map(async (folder) => (await readdir(`${here}${folder}`)).map((name) => `${folder}/${name}`)),
  );
  const names = [...found.flat(), "build.mjs", "package-lock.json"].sort();
  const hashed = names.map(async (name) => [name, createHash("sha256").update(await readFile(here + name)).digest("hex")]);
  await writeFile(`${here}built.json`, `${JSON.stringify(Object.fromEntries(await Promise.all(hashed)), null, 2)}\n`);
}

await Promise.all([stylesheet(), scripts(), fonts()]);
await note();
