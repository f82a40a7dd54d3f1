import { toJsonSchema } from '@valibot/to-json-schema';
import { networkSchema } from './schema.ts';

/**
 * The network format as a JSON Schema (draft 2020-12), for other people's editors and programs. It knows members,
 * kinds and ranges; that texts are right, and that names and sizes agree, only `compileNetwork` can tell.
 */
export function networkJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    ...toJsonSchema(networkSchema, { target: 'draft-2020-12', errorMode: 'ignore' }),
    title: 'Spikebook network',
    description:
      'A spiking network in the words of Brian2, as data. Its meaning is fixed by docs/network-format.md.',
  };
}
