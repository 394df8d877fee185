// Compiles scss/main.scss and copies the parts of others, with their licences, into ../static.
// Run `npm ci && npm run build` after changing anything here; the results are committed.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { NodePackageImporter, compile } from "sass";

const here = fileURLToPath(new URL(".", import.meta.url));
const taken = `${here}node_modules`;
const kept = `${here}../static`;

const SUBSETS = ["vietnamese", "latin", "latin-ext"];
const WEIGHTS = [400, 500, 600, 700];

async function copy(from, to) {
  await mkdir(to.slice(0, to.lastIndexOf("/")), { recursive: true });
  await copyFile(from, to);
}

async function stylesheet() {
  const { css } = compile(`${here}scss/main.scss`, {
    importers: [new NodePackageImporter()],
    style: "compressed",
  });
  await mkdir(`${kept}/css`, { recursive: true });
  await writeFile(`${kept}/css/motcua.css`, `${css}\n`);
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

async function components() {
  const source = `${taken}/govuk-frontend/dist/govuk/govuk-frontend.min.js`;
  const script = await readFile(source, "utf8");
  // The source map is not shipped, so its address would only give a 404.
  const own = script.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");
  await mkdir(`${kept}/vendor/govuk-frontend`, { recursive: true });
  await writeFile(`${kept}/vendor/govuk-frontend/govuk-frontend.min.js`, own);
}

await Promise.all([stylesheet(), fonts(), components()]);
