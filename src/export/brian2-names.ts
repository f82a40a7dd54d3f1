import type { Renames } from '../language/rename.ts';
import type { CompiledNetwork, CompiledProjection } from '../network/compiled.ts';

/** Variables that Brian2's synapses, and a group of given spikes, have of their own. */
const OF_SYNAPSES = ['N_incoming', 'N_outgoing', 'lastupdate', 't_in_timesteps', 'variables'];
const OF_GIVEN_SPIKES = ['neuron_index', 'period', 'spike_number', 'spike_time'];

/**
 * What has to be called otherwise in Brian2's synapses, new name by old. A variable of theirs may not be named like one
 * of the neurons on either side, which is refused; and a constant named like one of the target's would not be read: the
 * target's variables are known there without `_post`.
 */
export function synapseRenames(
  { program, constants, links, from, to }: CompiledProjection,
  { populations }: CompiledNetwork,
): Renames {
  const variablesOf = (place: number) => {
    const { model } = populations[place]?.program ?? {};
    return model ? [...model.variables.keys()] : OF_GIVEN_SPIKES;
  };
  const [pre, post] = [variablesOf(from), variablesOf(to)];
  const own = new Set([...program.model.variables.keys(), ...links.keys()]);
  const all = new Set([...own, ...constants.keys(), ...pre, ...post, ...OF_SYNAPSES]);
  const renames = new Map<string, string>();
  const rename = (name: string) => {
    let other = `${name}_syn`;
    while (all.has(other)) other += '_syn';
    all.add(other);
    renames.set(name, other);
  };
  for (const name of own) if ([...pre, ...post, ...OF_SYNAPSES].includes(name)) rename(name);
  for (const name of constants.keys()) if ([...post, ...OF_SYNAPSES].includes(name)) rename(name);
  return renames;
}

/**
 * Recorded arrays that are called otherwise in Brian2, as `renameExpression` takes them: it has one name for an array and
 * for a variable or constant, of whatever group.
 */
export function arrayRenames({ arrays, populations, projections }: CompiledNetwork): Renames {
  const owners = [...populations, ...projections];
  const used = new Set(
    owners.flatMap(({ program, constants }) => [
      ...(program?.model.variables.keys() ?? []),
      ...constants.keys(),
    ]),
  );
  const renames = new Map<string, string>();
  for (const name of arrays.keys()) {
    if (!used.has(name)) continue;
    let other = `${name}_array`;
    while (used.has(other) || arrays.has(other)) other += '_array';
    used.add(other);
    renames.set(`${name}()`, other);
  }
  return renames;
}

/** Attributes of Brian2's groups and synapses: to assign to one of them sets the attribute and not the variable. */
const ATTRIBUTES = new Set(
  'add_to_magic_network before_run check_variable_write codeobj_class connect equations event_codes event_driven events indices method_choice multisynaptic_index namespace order post pre register_variable resetter run_on_event set_event_schedule source spikes start state state_updater stop subexpression_updater summed_updaters target thresholder unregister_variable user_equations verify_dependencies when'.split(
    ' ',
  ),
);

/** What stands left of `=` where a variable of a group is set. */
export const place = (group: string, variable: string): string =>
  ATTRIBUTES.has(variable) ? `${group}.state('${variable}')[:]` : `${group}.${variable}`;
