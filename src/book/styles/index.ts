/** The style sheets, in the order of the cascade. Each is imported by itself, so that `woff2-only` sees it. */
import '@fontsource/source-serif-4/latin-400.css';
import '@fontsource/source-serif-4/latin-400-italic.css';
import '@fontsource/source-serif-4/latin-600.css';
import '@fontsource/source-serif-4/greek-400.css';
import '@fontsource/source-sans-3/latin-400.css';
import '@fontsource/source-sans-3/latin-600.css';
import '@fontsource/source-sans-3/greek-400.css';
import '@fontsource/source-code-pro/latin-400.css';
import 'katex/dist/katex.min.css';
import './page.css';
import './words.css';
import './margin.css';
import './bar.css';
import './opening.css';
import './projector.css';
import './print.css';
