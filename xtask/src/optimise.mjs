// Shrinks WebAssembly modules in place, many in one process: starting one costs more than a small module takes.
// Usage: node optimise.mjs FILE…
import { readFile, writeFile } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';
import binaryen from 'binaryen';

/** More rounds than a module has ever needed until it no longer shrinks. */
const ROUNDS_MAX = 8;

// As `wasm-opt -Oz`, with the features that the module itself names.
binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(2);
binaryen.setDebugInfo(false);

/** Lays the control flow of every function out anew: what `-Oz` makes of that is smaller by nearly a hundredth. */
const LAID_OUT_ANEW = ['flatten', 'rereloop'];

function optimised(bytes, passesBefore) {
  const module = binaryen.readBinary(bytes);
  module.runPasses(passesBefore);
  module.optimize();
  const smaller = module.emitBinary();
  module.dispose();
  return smaller;
}

/** What a module weighs on its way: a shorter one may compress worse. */
const weight = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;

/** All that comes of optimising again and again, until the module no longer becomes shorter. */
function rounds(bytes, passesBefore) {
  const all = [optimised(bytes, passesBefore)];
  while (all.length < ROUNDS_MAX) {
    const next = optimised(all.at(-1), []);
    if (next.length >= all.at(-1).length) break;
    all.push(next);
  }
  return all;
}

function shrink(bytes) {
  const once = rounds(bytes, ['strip-debug', 'strip-producers']);
  const anew = rounds(once.at(-1), LAID_OUT_ANEW);
  const weighed = [...once, ...anew].map((module) => ({ module, bytes: weight(module) }));
  return weighed.reduce((lightest, next) => (next.bytes < lightest.bytes ? next : lightest)).module;
}

for (const file of process.argv.slice(2)) {
  await writeFile(file, shrink(new Uint8Array(await readFile(file))));
}
