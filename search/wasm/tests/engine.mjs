// The engine as the worker speaks to it: hands bytes over and gives the JSON text that comes back.
import { readFileSync } from 'node:fs';

/**
 * Makes a module ready to be asked.
 *
 * @param {string} path of the module
 * @param {(start: number, length: number, capacity: number) => number} stem what it imports
 * @returns {{exports: WebAssembly.Exports, call: (name: string, bytes: Uint8Array) => string}}
 */
export function engine(path, stem) {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(path)), { env: { stem } });
  const call = (name, bytes) => {
    const start = exports.allocate(bytes.length);
    new Uint8Array(exports.memory.buffer).set(bytes, start);
    const answer = exports[name](start, bytes.length);
    const length = new DataView(exports.memory.buffer).getUint32(answer, true);
    const text = Buffer.from(exports.memory.buffer, answer + 4, length).toString();
    exports.release(answer, length + 4);
    return text;
  };
  return { exports, call };
}
