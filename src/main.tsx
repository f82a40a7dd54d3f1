/**
 * The page's entry. Words and mathematics are in the HTML already; this brings the book's keys and themes to life, and each
 * figure when the reader comes near it.
 */
import './book/styles/index.ts';
import { wakeFigures } from './book/figures.ts';
import { beginLectureIfAsked, listenToKeys } from './book/keys.ts';
import { keepForOffline } from './book/offline.ts';
import { fetchPictures } from './book/pictures.ts';
import { followScroll, reachWideFormulas } from './book/scrolling.ts';
import { followSystem } from './book/theme.ts';
import type { Figure } from './experiment/figure.ts';
import { figureId } from './experiment/id.ts';

const figures = import.meta.glob<{ figure: Figure }>('../chapters/*/*.figure.ts');
const root = new URL(document.documentElement.dataset.root ?? './', location.href).href;

followSystem();
followScroll();
reachWideFormulas();
fetchPictures();
listenToKeys();
wakeFigures(new Map(Object.entries(figures).map(([path, load]) => [figureId(path), load])));
beginLectureIfAsked();
if (import.meta.env.PROD) keepForOffline(root);
