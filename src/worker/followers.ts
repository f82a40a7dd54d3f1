import type { NetworkMap } from '../experiment/figure.ts';
import { AtlasTask } from './atlas-task.ts';
import { DeviationTask } from './deviation-task.ts';
import type { Follower } from './follower.ts';
import { LateFollower } from './late-follower.ts';
import { ProbeTask } from './probe-task.ts';
import type { Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';
import { SweepTask } from './sweep-task.ts';

/** All that a figure declares beside its run. Throws `FigureError` where a sweep does not fit the table. */
export function openFollowers(session: Session, around: Surroundings): Follower[] {
  const { sweeps = {}, atlas, map } = session.figure;
  const fetchFileTask = () => import('./file-task.ts').then(({ FileTask }) => new FileTask(session, around));
  const fetchMapTask = (map: NetworkMap) => () =>
    import('./map-task.ts').then(({ MapTask }) => new MapTask(map, session, around));
  return [
    new DeviationTask(session, around),
    new LateFollower('file', fetchFileTask, session, around),
    ...Object.entries(sweeps).map(([name, sweep]) => new SweepTask(name, sweep, session, around)),
    ...(map ? [new LateFollower('map', fetchMapTask(map), session, around, true)] : []),
    ...(atlas ? [new AtlasTask(atlas, session, around), new ProbeTask(atlas, session, around)] : []),
  ];
}
