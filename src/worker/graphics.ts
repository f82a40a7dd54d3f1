import { isGpuCapable } from '../engine/gpu/context.ts';
import type { Graphics } from './engine.ts';

/** The worker's one WebGL2 context, made when it is first asked for and again when it was lost. */
export function createGraphics(): Graphics {
  let gl: WebGL2RenderingContext | undefined;
  let never = typeof OffscreenCanvas !== 'function';

  const context = (): WebGL2RenderingContext | undefined => {
    if (gl && !gl.isContextLost()) return gl;
    if (never) return undefined;
    const made = new OffscreenCanvas(1, 1).getContext('webgl2', {
      antialias: false,
      depth: false,
      stencil: false,
    });
    never = !made || !isGpuCapable(made).ok;
    gl = never ? undefined : (made ?? undefined);
    return gl;
  };

  return {
    atlas: async (spec) => {
      const current = context();
      if (!current) return undefined;
      const { createAtlas } = await import('../engine/gpu/atlas.ts');
      return createAtlas(current, spec);
    },
    synapses: async (spec) => {
      const current = context();
      if (!current) return undefined;
      const { createSynapseAtlas } = await import('../engine/gpu/synapse-atlas.ts');
      return createSynapseAtlas(current, spec);
    },
    loseContext: () => gl?.getExtension('WEBGL_lose_context')?.loseContext(),
  };
}
