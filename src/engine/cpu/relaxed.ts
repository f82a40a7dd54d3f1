import { Code, Module } from '../../language/wasm/module.ts';

let known: boolean | undefined;

/** Whether this machine runs relaxed SIMD. */
export function relaxedSupported(): boolean {
  if (known === undefined) {
    const code = new Code(['v128'], ['v128']);
    for (let k = 0; k < 3; k++) code.get(0);
    code.op('f32x4.relaxed_madd');
    const module = new Module();
    module.add(code);
    known = WebAssembly.validate(module.bytes());
  }
  return known;
}
