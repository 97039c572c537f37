// Copies the Source Sans 3 files that the stylesheet names, and their licence, beside the compiled CSS.
import { copyFileSync, mkdirSync } from "node:fs";

const from = "node_modules/@fontsource/source-sans-3";
const to = "../src/kvarbo/web/static/kvarbo/fonts";

mkdirSync(to, { recursive: true });
for (const range of ["latin", "latin-ext"]) {
  for (const weight of ["400", "700"]) {
    const file = `source-sans-3-${range}-${weight}-normal.woff2`;
    copyFileSync(`${from}/files/${file}`, `${to}/${file}`);
  }
}
copyFileSync(`${from}/LICENSE`, `${to}/OFL.txt`);
