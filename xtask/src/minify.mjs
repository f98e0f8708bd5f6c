// Shrinks scripts in place: comments, spaces and long local names go, what is exported and the names of properties stay.
// Usage: node minify.mjs FILE…
import { readFile, writeFile } from 'node:fs/promises';
import { minify } from 'terser';

for (const file of process.argv.slice(2)) {
  const { code } = await minify(await readFile(file, 'utf8'), { module: true, compress: { passes: 2 } });
  await writeFile(file, code);
}
