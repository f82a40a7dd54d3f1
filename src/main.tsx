/**
 * The page's entry. Words and mathematics are in the HTML already; this brings the book's keys and themes to life, and each
 * figure when the reader comes near it.
 */
import './book/styles/index.ts';
import { listenToKeys } from './book/keys.ts';
import { keepForOffline } from './book/offline.ts';
import { followScroll } from './book/scrolling.ts';
import { followSystem } from './book/theme.ts';

const root = new URL(document.documentElement.dataset.root ?? './', location.href).href;

followSystem();
followScroll();
listenToKeys([]);
if (import.meta.env.PROD) keepForOffline(root);
