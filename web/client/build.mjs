// Builds the pages' scripts and styles into ../built: `node build.mjs [--watch]`.
//
// Every file in src/entries becomes one built file; its name holds a hash of its content, and
// manifest.json says which built file stands for which name (`pages.css`, `form.js`).

import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const entries = join(here, "src/entries");
const built = join(here, "../built");

// Files of packages that scripts load at run time, by the name the pages know them by.
const parcels = {
  "zxing_reader.wasm": "node_modules/zxing-wasm/dist/reader/zxing_reader.wasm",
  "scanner-icon.svg": "src/scanner/icons/scanner-icon.svg",
  "scanner-icon-192.png": "src/scanner/icons/scanner-icon-192.png",
  "scanner-icon-512.png": "src/scanner/icons/scanner-icon-512.png",
};

const options = {
  entryPoints: (await readdir(entries)).map((name) => join(entries, name)),
  outdir: built,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  format: "esm",
  target: ["chrome83", "firefox90", "safari14.1"],
  minify: true,
  sourcemap: true,
  metafile: true,
  loader: { ".ftl": "text", ".svg": "text" },
  absWorkingDir: here,
  logLevel: "warning",
};

async function parcelled() {
  const found = {};
  for (const [name, file] of Object.entries(parcels)) {
    const hash = createHash("sha256")
      .update(await readFile(join(here, file)))
      .digest("hex");
    const end = extname(name);
    found[name] = `${name.slice(0, -end.length)}-${hash.slice(0, 8).toUpperCase()}${end}`;
    await cp(join(here, file), join(built, found[name]));
  }
  return found;
}

// The manifest comes last and in one step, so that what it names is there.
async function noteDown(result) {
  const names = await parcelled();
  for (const [output, { entryPoint }] of Object.entries(result.metafile.outputs)) {
    const file = output.split("/").at(-1);
    if (entryPoint) names[entryPoint.split("/").at(-1).replace(/\.ts$/, ".js")] = file;
    if (file.endsWith(".map")) names[file] = file;
  }
  await writeFile(join(built, "manifest.json.new"), JSON.stringify(names, null, 2));
  await rename(join(built, "manifest.json.new"), join(built, "manifest.json"));
}

const manifest = {
  name: "manifest",
  setup: (build) =>
    build.onEnd(async (result) => {
      if (result.errors.length === 0) await noteDown(result);
    }),
};

await rm(built, { recursive: true, force: true });
await mkdir(built, { recursive: true });
const context = await esbuild.context({ ...options, plugins: [manifest] });
if (process.argv.includes("--watch")) {
  await context.watch();
} else {
  await context.rebuild();
  await context.dispose();
}
