// Shrinks WebAssembly modules in place, many in one process: starting one costs more than a small module takes.
// Usage: node optimise.mjs FILE…
import { readFile, writeFile } from 'node:fs/promises';
import binaryen from 'binaryen';

/** More rounds than a module has ever needed until it no longer shrinks. */
const ROUNDS_MAX = 8;

// As `wasm-opt -Oz`, with the features that the module itself names.
binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(2);
binaryen.setDebugInfo(false);

function shrink(bytes) {
  let best = bytes;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const module = binaryen.readBinary(best);
    module.runPasses(['strip-debug', 'strip-producers']);
    module.optimize();
    const smaller = module.emitBinary();
    module.dispose();
    if (smaller.length >= best.length && round > 0) break;
    best = smaller;
  }
  return best;
}

for (const file of process.argv.slice(2)) {
  await writeFile(file, shrink(new Uint8Array(await readFile(file))));
}
