import { expect, test } from 'vitest';
import { contrast } from './draw/colour.ts';
import { type Ink, roles, themeCss, themeNames, themes } from './tokens.ts';

const quiet: readonly Ink[] = ['background', 'raised', 'rule', 'shadow', 'glow'];

test.each(themeNames)('%s: text and marks have the contrast that look.md asks for', (name) => {
  const { inks, textInks } = themes[name];
  const wanted = name === 'projector' ? 7 : 4.5;
  for (const ground of [inks.background, inks.raised]) {
    expect(contrast(inks.text, ground)).toBeGreaterThanOrEqual(wanted);
    expect(contrast(inks.muted, ground)).toBeGreaterThanOrEqual(wanted);
  }
  for (const role of roles)
    expect(contrast(textInks[role], inks.background), role).toBeGreaterThanOrEqual(wanted);
  for (const [ink, colour] of Object.entries(inks))
    if (!quiet.includes(ink as Ink)) expect(contrast(colour, inks.background), ink).toBeGreaterThanOrEqual(3);
});

test('the projector has labels of 28 px, lines of 3 px and no hairlines', () => {
  const { size } = themes.projector;
  expect(Math.min(size.label, size.small)).toBeGreaterThanOrEqual(28);
  expect(Math.min(size.line, size.thin)).toBeGreaterThanOrEqual(3);
  expect(size.rule).toBeGreaterThan(1);
});

test('the style sheet names every ink of every theme', () => {
  const css = themeCss();
  for (const name of themeNames)
    for (const [ink, colour] of Object.entries(themes[name].inks))
      expect(css).toContain(`--${ink}:${colour}`);
});

test('black on white is 21 to 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});
