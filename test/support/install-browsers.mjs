// `npm run browsers:install`: the three browsers from the system's packages.
import { engines, findBrowser, installBrowsers, missingSentence } from './browsers.mjs';

const complaint = installBrowsers();
if (complaint) console.error(complaint);
const missing = engines.filter((engine) => !findBrowser(engine));
for (const engine of missing) console.error(missingSentence(engine));
if (missing.length === 0) console.log('Chromium, Firefox and WebKit are here.');
process.exitCode = missing.length === 0 ? 0 : 1;
