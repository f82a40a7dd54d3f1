import type { Role } from '../experiment/figure.ts';

/**
 * Colour and type of the book as data: the style sheet (`themeCss`) and the canvases read the same table, so that a
 * symbol, its slider and its trace cannot drift apart. Role colours are those of Okabe and Ito (2008), wine is Paul
 * Tol's; where a theme needs more contrast only their lightness moves, never their hue.
 */
export type ThemeName = 'light' | 'dark' | 'projector';

export const themeNames: readonly ThemeName[] = ['light', 'dark', 'projector'];

/** What a scene may be painted with: a surface, an ink, or the mark colour of a role. */
export type Ink =
  | 'background'
  | 'raised'
  | 'text'
  | 'muted'
  | 'rule'
  | 'accent'
  /** Black and white, for marks that lie on a picture. */
  | 'shadow'
  | 'glow'
  | Role;

export interface Theme {
  readonly name: ThemeName;
  readonly dark: boolean;
  /** Marks: at least 3:1 against the background. */
  readonly inks: Readonly<Record<Ink, string>>;
  /** Roles as text: at least 4.5:1 against the background, 7:1 on the projector. */
  readonly textInks: Readonly<Record<Role, string>>;
  /** CSS pixels. */
  readonly size: {
    readonly label: number;
    readonly small: number;
    readonly line: number;
    readonly thin: number;
    readonly rule: number;
    readonly mark: number;
    readonly handle: number;
    /** Everything of a figure that is neither type nor line grows by this. */
    readonly scale: number;
  };
}

export const sansFont = '"Source Sans 3 Variable", "Source Sans 3", system-ui, sans-serif';
export const serifFont = '"Source Serif 4 Variable", "Source Serif 4", Georgia, serif';
const monoFont = '"Source Code Pro Variable", "Source Code Pro", ui-monospace, monospace';

const reading = {
  label: 13.5,
  small: 12.5,
  line: 1.75,
  thin: 1.25,
  rule: 1,
  mark: 1.5,
  handle: 6,
  scale: 1,
};

export const themes: Readonly<Record<ThemeName, Theme>> = {
  light: {
    name: 'light',
    dark: false,
    inks: {
      background: '#fdfcf8',
      raised: '#f4f1e9',
      text: '#1f1d1a',
      muted: '#67625a',
      rule: '#dcd7cb',
      accent: '#0072b2',
      shadow: '#000000',
      glow: '#ffffff',
      membrane: '#1f1d1a',
      excitatory: '#d55e00',
      inhibitory: '#0072b2',
      adaptation: '#c46fa0',
      pre: '#c0850e',
      post: '#009e73',
      weight: '#3999cd',
      error: '#882255',
      neutral: '#7d786f',
    },
    textInks: {
      membrane: '#1f1d1a',
      excitatory: '#b84f00',
      inhibitory: '#0069a5',
      adaptation: '#a3507f',
      pre: '#8f6100',
      post: '#007d5a',
      weight: '#00729f',
      error: '#882255',
      neutral: '#5f5a52',
    },
    size: reading,
  },
  dark: {
    name: 'dark',
    dark: true,
    inks: {
      background: '#15171a',
      raised: '#1f2226',
      text: '#e9e6df',
      muted: '#a29e96',
      rule: '#363a40',
      accent: '#56b4e9',
      shadow: '#000000',
      glow: '#ffffff',
      membrane: '#e9e6df',
      excitatory: '#e9722b',
      inhibitory: '#4c9ddb',
      adaptation: '#d68bb4',
      pre: '#e69f00',
      post: '#1db28a',
      weight: '#74c3f0',
      error: '#d06a97',
      neutral: '#8e8a83',
    },
    textInks: {
      membrane: '#e9e6df',
      excitatory: '#f08444',
      inhibitory: '#62abe4',
      adaptation: '#de9bc0',
      pre: '#e9a81c',
      post: '#35bf98',
      weight: '#82caf3',
      error: '#dc7fa7',
      neutral: '#a8a49c',
    },
    size: reading,
  },
  projector: {
    name: 'projector',
    dark: false,
    inks: {
      background: '#ffffff',
      raised: '#f0f0f0',
      text: '#000000',
      muted: '#474747',
      rule: '#b5b5b5',
      accent: '#005c90',
      shadow: '#000000',
      glow: '#ffffff',
      membrane: '#000000',
      excitatory: '#d05a00',
      inhibitory: '#0072b2',
      adaptation: '#b8558b',
      pre: '#c48702',
      post: '#009069',
      weight: '#2e90c4',
      error: '#882255',
      neutral: '#6b6b6b',
    },
    textInks: {
      membrane: '#000000',
      excitatory: '#933f00',
      inhibitory: '#005c90',
      adaptation: '#8a3d6a',
      pre: '#775101',
      post: '#036448',
      weight: '#015e85',
      error: '#882255',
      neutral: '#525252',
    },
    size: { label: 28, small: 28, line: 4, thin: 3, rule: 2, mark: 3, handle: 12, scale: 1.5 },
  },
};

export const roles: readonly Role[] = [
  'membrane',
  'excitatory',
  'inhibitory',
  'adaptation',
  'pre',
  'post',
  'weight',
  'error',
  'neutral',
];

function declarations(theme: Theme): string {
  const { inks, textInks, size } = theme;
  const lines = [`color-scheme:${theme.dark ? 'dark' : 'light'}`];
  for (const [name, colour] of Object.entries(inks)) lines.push(`--${name}:${colour}`);
  for (const [role, colour] of Object.entries(textInks)) lines.push(`--${role}-text:${colour}`);
  // A projected page is seen as one piece: on a screen of fewer pixels all of it is smaller alike.
  const screen = theme.name === 'projector' ? '*var(--screen,1)' : '';
  for (const [name, value] of Object.entries(size)) {
    const type = name === 'label' || name === 'small' ? '*var(--type,1)' : '';
    lines.push(`--size-${name}:calc(${value}${name === 'scale' ? '' : 'px'}${type}${screen})`);
  }
  return lines.join(';');
}

/**
 * The custom properties of all three themes. The reader's choice stands in `data-theme` of the root element; without
 * one the system's preference decides. Print is always light.
 */
export function themeCss(): string {
  const fonts = `--sans:${sansFont};--serif:${serifFont};--mono:${monoFont}`;
  return [
    `:root{${fonts};${declarations(themes.light)}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme]){${declarations(themes.dark)}}}`,
    `@media screen{:root[data-theme=dark]{${declarations(themes.dark)}}`,
    `:root[data-theme=projector]{${declarations(themes.projector)}}}`,
  ].join('\n');
}
