import { createContext, isValidElement, type ReactNode, useContext } from 'react';
import type { Figure as FigureFile } from '../../experiment/figure.ts';
import { renderBench } from '../../figure/bench/still.tsx';
import { type Section, slug } from './chapter.ts';
import { ReferenceText } from './reference-list.tsx';
import type { Reference } from './references.ts';

/** The text that is being set, and what is gathered from it on the way. */
interface TextInHand {
  readonly path: string;
  readonly references: ReadonlyMap<string, Reference>;
  readonly stills: ReadonlyMap<string, string>;
  readonly sections: Section[];
  readonly figures?: ReadonlyMap<string, FigureFile>;
  readonly cited: Map<string, Reference>;
  readonly anchors: Set<string>;
  /** Ids of the figures that the text shows. */
  readonly shown: Set<string>;
}

export const Setting = createContext<TextInHand | undefined>(undefined);

type Children = { readonly children?: ReactNode };

function useText(): TextInHand {
  const text = useContext(Setting);
  if (!text) throw new Error('The elements of the book stand in its words only.');
  return text;
}

function SectionHeading({ children }: Children) {
  const { sections, anchors } = useText();
  const id = anchorFor(children, anchors);
  sections.push({ id, title: textOf(children) });
  return (
    <h2 id={id}>
      <a href={`#${id}`}>{children}</a>
    </h2>
  );
}

function Subheading({ children }: Children) {
  return <h3 id={anchorFor(children, useText().anchors)}>{children}</h3>;
}

/** A wide table scrolls by itself, by keyboard too, and never makes the page scroll sideways. */
function Table({ children }: Children) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="table" tabIndex={0}>
      <table>{children}</table>
    </div>
  );
}

/** A remark for the margin. */
function Note({ children }: Children) {
  return (
    <div className="note" role="note">
      {children}
    </div>
  );
}

/** What the reader is asked to do. */
function Try({ children }: Children) {
  return (
    <div className="try">
      <p className="try-label">Try it</p>
      {children}
    </div>
  );
}

/** A work of the bibliography: in the sentence, in the margin under the pointer, in the list at the end. */
function Cite({ id = '' }: { readonly id?: string }) {
  const { path, references, cited } = useText();
  const reference = references.get(id);
  if (!reference) throw new Error(`${path} cites ${id}, which chapters/references.bib does not have.`);
  cited.set(reference.key, reference);
  return (
    <span className="cite">
      (<a href={`#ref-${reference.key}`}>{reference.short}</a>)
      <span className="cite-note" role="note">
        <ReferenceText reference={reference} />
      </span>
    </span>
  );
}

/** A figure by its file's name: its still picture, which the page brings to life. */
function Figure({ id = '' }: { readonly id?: string }) {
  const { path, stills, shown, sections, figures } = useText();
  shown.add(id);
  addGoals(sections, id, figures?.get(id));
  const still = stills.get(id);
  if (still === undefined) {
    const known = [...stills.keys()].join(', ');
    throw new Error(`${path} shows the figure ${id}, but there is no ${id}.figure.ts (there are ${known}).`);
  }
  return <Markup className="figure-place" html={still} />;
}

/** The bench for rules of the learning engine: its first run, which the page brings to life. */
function LearningBench() {
  return <Markup className="figure-place" html={renderBench()} />;
}

/** Notes the figure's goals in the section in hand, for the reader's progress. */
function addGoals(sections: Section[], id: string, figure: FigureFile | undefined): void {
  const section = sections.at(-1);
  if (!section || !figure?.goals) return;
  const goals = figure.goals.map(({ name }) => `${id}:${name}`);
  sections[sections.length - 1] = { ...section, goals: [...(section.goals ?? []), ...goals] };
}

/** Markup that this build made itself. */
export function Markup({ className, html }: { readonly className: string; readonly html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made at build from the repository's own files
  return <div className={className} dangerouslySetInnerHTML={{ __html: html }} />;
}

/** What MDX uses in place of plain elements, and the book's own elements. */
export const elements = {
  h2: SectionHeading,
  h3: Subheading,
  table: Table,
  Note,
  Try,
  Cite,
  Figure,
  LearningBench,
};

function anchorFor(children: ReactNode, taken: Set<string>): string {
  const base = slug(textOf(children)) || 'section';
  let id = base;
  for (let copy = 2; taken.has(id); copy++) id = `${base}-${copy}`;
  taken.add(id);
  return id;
}

/** The plain text inside a piece of the page; of mathematics the typeset half, not its source. */
function textOf(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node);
  if (Array.isArray(node)) return node.map(textOf).join('');
  if (!isValidElement<{ children?: ReactNode; className?: string }>(node)) return '';
  if (node.props.className === 'katex-mathml') return '';
  return textOf(node.props.children);
}
