import { alignedLatex, populationLatex, projectionLatex } from '../language/latex.ts';
import type { Endpoint, Network } from '../network/network.ts';
import { listPathways } from '../network/pathways.ts';

/** The equations of a network, a display each for every population and projection. Throws `LanguageError`. */
export function exportLatex(network: Network): string {
  const parts: string[] = [];
  for (const [name, population] of Object.entries(network.populations)) {
    if (population.spikes) continue;
    const lines = populationLatex({
      source: `populations.${name}`,
      equations: population.equations ?? '',
      threshold: population.threshold,
      reset: population.reset,
      refractory: population.refractory,
    });
    if (lines.length > 0) parts.push(`% ${name}: ${population.size}\n\\[\n${alignedLatex(lines)}\n\\]\n`);
  }
  for (const [index, projection] of (network.projections ?? []).entries()) {
    const pathways = listPathways(projection);
    const lines = projectionLatex({
      source: `projections.${index}`,
      model: projection.model,
      onPre: pathways.pre,
      onPost: pathways.post,
    });
    const title = `% ${nameOf(projection.from)} to ${nameOf(projection.to)}`;
    if (lines.length > 0) parts.push(`${title}\n\\[\n${alignedLatex(lines)}\n\\]\n`);
  }
  return parts.join('\n');
}

function nameOf(endpoint: Endpoint): string {
  return typeof endpoint === 'string'
    ? endpoint
    : `${endpoint.population}[${endpoint.range[0]}:${endpoint.range[1]}]`;
}
