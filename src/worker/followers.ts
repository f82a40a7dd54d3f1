import type { Follower } from './follower.ts';
import { LateFollower } from './late-follower.ts';
import type { Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * All that a figure declares beside its run, fetched when it is wanted: the run itself comes first.
 */
export function openFollowers(session: Session, around: Surroundings): Follower[] {
  const { sweeps = {}, atlas, map } = session.figure;
  const late = (
    kind: ConstructorParameters<typeof LateFollower>[0],
    fetch: () => Promise<Follower>,
    unasked = false,
  ) => new LateFollower(kind, fetch, session, around, unasked);
  const parts = [session, around] as const;
  return [
    late('deviation', () =>
      import('./deviation-task.ts').then(({ DeviationTask }) => new DeviationTask(...parts)),
    ),
    late('chip', () => import('./chip-task.ts').then(({ ChipTask }) => new ChipTask(...parts))),
    late('file', () => import('./file-task.ts').then(({ FileTask }) => new FileTask(...parts))),
    ...Object.entries(sweeps).map(([name, sweep]) =>
      late(
        undefined,
        () => import('./sweep-task.ts').then(({ SweepTask }) => new SweepTask(name, sweep, ...parts)),
        true,
      ),
    ),
    ...(map
      ? [late('map', () => import('./map-task.ts').then(({ MapTask }) => new MapTask(map, ...parts)), true)]
      : []),
    ...(atlas
      ? [
          late(
            'axes',
            () => import('./atlas-task.ts').then(({ AtlasTask }) => new AtlasTask(atlas, ...parts)),
            true,
          ),
          late('probe', () =>
            import('./probe-task.ts').then(({ ProbeTask }) => new ProbeTask(atlas, ...parts)),
          ),
        ]
      : []),
  ];
}
