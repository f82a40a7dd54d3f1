const paths = {
  play: 'M4.5 2.5v11l9-5.5z',
  pause: 'M4.5 3v10M11.5 3v10',
  step: 'M3 3.2v9.6L9.6 8zM12.5 3v10',
  restart: 'M12.5 3 6 8l6.5 5zM3.5 3v10',
  seed: 'M3 3h10v10H3zM5.7 5.7v.01M10.3 10.3v.01M10.3 5.7v.01M5.7 10.3v.01M8 8v.01',
  keep: 'M2.5 11.5c2-6 3.5-6 5.5-2s3.5 3 5.5-3M2.5 7.5c2-6 3.5-6 5.5-2s3.5 3 5.5-3',
  undo: 'M6 3 2.8 6.2 6 9.4M3 6.2h6.2a3.6 3.6 0 0 1 0 7.2H6.5',
  redo: 'M10 3l3.2 3.2L10 9.4M13 6.2H6.8a3.6 3.6 0 0 0 0 7.2h2.7',
  equation: 'M2.5 13.5 3 11l7.5-7.5 2 2L5 13zM9.5 4.5l2 2',
  share:
    'M6.7 9.3 9.3 6.7M7.2 5.1l1.9-1.9a2.6 2.6 0 0 1 3.7 3.7l-1.9 1.9M8.8 10.9l-1.9 1.9a2.6 2.6 0 0 1-3.7-3.7l1.9-1.9',
  download: 'M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.2h10',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={`icon icon-${name}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
