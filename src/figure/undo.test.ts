import { expect, it } from 'vitest';
import { type Setting, UndoHistory } from './undo.ts';

const at = (I: number): Setting => ({ values: { I }, edits: {}, seed: 1, axes: undefined });

function history() {
  const clock = { now: 0 };
  return { clock, undo: new UndoHistory(() => clock.now) };
}

it('takes one drag back in one step, however long it takes', () => {
  const { clock, undo } = history();
  undo.hold();
  for (let I = 0; I < 5; I++) {
    clock.now += 5000;
    undo.note(at(I), 'I');
  }
  undo.release();
  undo.hold();
  undo.note(at(5), 'I');
  undo.release();
  expect(undo.undo(at(6))).toEqual(at(5));
  expect(undo.undo(at(5))).toEqual(at(0));
  expect(undo.undo(at(0))).toBeUndefined();
});

it('takes quick keys on one slider as one step, and another slider or a rest as another', () => {
  const { clock, undo } = history();
  undo.note(at(0), 'I');
  clock.now += 200;
  undo.note(at(1), 'I');
  clock.now += 200;
  undo.note(at(2), 'R');
  clock.now += 2000;
  undo.note(at(3), 'R');
  expect([undo.undo(at(4)), undo.undo(at(3)), undo.undo(at(2))]).toEqual([at(3), at(2), at(0)]);
});

it('does again what was taken back, until something else is changed', () => {
  const { undo } = history();
  undo.note(at(0), 'I');
  expect(undo.undo(at(1))).toEqual(at(0));
  expect([undo.canUndo, undo.canRedo]).toEqual([false, true]);
  expect(undo.redo(at(0))).toEqual(at(1));
  expect(undo.undo(at(1))).toEqual(at(0));
  undo.note(at(0), 'R');
  expect(undo.canRedo).toBe(false);
  expect(undo.redo(at(0))).toBeUndefined();
});
