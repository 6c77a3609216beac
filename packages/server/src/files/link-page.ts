import { readLanguages } from '../request-headers.js';
import { linkWordsFor } from './link-words/words-for.js';

/** A text where it stands in markup. */
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * The page behind an upload link, for someone who is not signed in: plain markup, one script and one sheet from the same place, and
 * nothing else. The link's token stands behind the `#` of the address, which no browser sends to any server, and leaves the address as
 * soon as the page has it. Whoever was told the token alone, over the phone say, types it. The page has the words of one language,
 * those that its script says among them.
 *
 * @param wanted - Language tags, the dearest first.
 */
function markup(wanted: readonly string[]): { lang: string; text: string } {
  const { lang, dir, words } = linkWordsFor(wanted);
  const { title, intro, script: needsScript, code, codeHint, file, progress, send, ...said } = words;
  const text = `<!doctype html>
<html lang="${lang}" dir="${dir}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <meta name="color-scheme" content="light dark">
    <title>${title}</title>
    <link rel="stylesheet" href="upload-links/page.css">
    <script src="upload-links/page.js" defer></script>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p>${intro}</p>
      <noscript><p class="bad">${needsScript}</p></noscript>
      <form hidden>
        <div id="code-row">
          <label for="code">${code}</label>
          <input id="code" dir="ltr" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="code-hint">
          <p id="code-hint">${codeHint}</p>
        </div>
        <div>
          <label for="file">${file}</label>
          <input id="file" type="file" aria-describedby="status">
        </div>
        <progress max="1" value="0" aria-label="${escaped(progress)}" hidden></progress>
        <button>${send}</button>
      </form>
      <p id="status" role="status" tabindex="-1" data-words="${escaped(JSON.stringify(said))}"></p>
    </main>
  </body>
</html>
`;
  return { lang, text };
}

const sheet = `:root { color-scheme: light dark; --ink: light-dark(#1a1f2b, #e8ebf2); --quiet: light-dark(#525b6e, #a9b2c4); }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: light-dark(#f4f6fa, #12151c); }
main { box-sizing: border-box; max-width: 32rem; margin: 8vh auto; padding: 2rem; border: 1px solid light-dark(#d6dce8, #313a4b);
  border-radius: 12px; background: light-dark(#fff, #1a1f2a); }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; }
form { display: grid; gap: 1.25rem; margin-top: 1.5rem; }
form[hidden], [hidden] { display: none; }
label { display: block; margin-bottom: .25rem; font-weight: 600; }
input { box-sizing: border-box; width: 100%; font: inherit; color: inherit; }
#code { padding: .6rem; border: 1px solid light-dark(#6b7488, #8b95a9); border-radius: 8px; background: transparent;
  font-family: ui-monospace, monospace; }
::file-selector-button { min-height: 44px; margin-inline-end: .75rem; padding: 0 1rem; border: 1px solid light-dark(#6b7488, #8b95a9);
  border-radius: 8px; font: inherit; color: inherit; background: transparent; cursor: pointer; }
#code-hint { margin: .25rem 0 0; }
#code-hint, .quiet { font-size: .875rem; color: var(--quiet); }
.quiet { display: block; }
progress { width: 100%; }
button { justify-self: start; min-height: 44px; padding: 0 1.25rem; border: 0; border-radius: 8px; font: inherit; font-weight: 600;
  color: light-dark(#fff, #10131a); background: light-dark(#2457d6, #8fb0ff); cursor: pointer; }
button:disabled { opacity: .6; cursor: default; }
:focus-visible { outline: 3px solid light-dark(#2457d6, #8fb0ff); outline-offset: 2px; }
#status:empty { display: none; }
.bad { color: light-dark(#a3201b, #ff9d96); }
@media (max-width: 36rem) { main { margin: 0; min-height: 100vh; border: 0; border-radius: 0; padding: 1.25rem; } }
`;

const script = `'use strict';
const part = (selector) => document.querySelector(selector);
const [form, code, field, bar, button, status] =
  ['form', '#code', '#file', 'progress', 'button', '#status'].map(part);
// The token leaves the address, and with it what a person might show or pass on.
const token = location.hash.slice(1);
if (token) {
  history.replaceState(null, '', location.pathname);
  code.value = token;
  part('#code-row').hidden = true;
}
form.hidden = false;

const words = JSON.parse(status.dataset.words);
const say = (key, isBad) => {
  status.textContent = words[key];
  status.className = isBad ? 'bad' : '';
};
const fail = (key, place) => {
  say(key, true);
  bar.hidden = true;
  button.disabled = false;
  place.focus();
};
// A name may run the other way than the words around it.
const thank = (name) => {
  const [before, after] = words.arrived.split('{name}');
  status.replaceChildren(before, Object.assign(document.createElement('bdi'), { textContent: name }), after);
  status.className = '';
};
const faults = { empty: 'empty', 'wrong-type': 'wrongType', 'wrong-content': 'wrongContent', 'too-large': 'tooLarge' };
// What the page has words for, in its language; the server's own besides, which know more.
const explain = (request) => {
  let problem = {};
  try {
    problem = JSON.parse(request.responseText);
  } catch {}
  const [issue = problem] = problem.issues || [];
  fail(faults[issue.code] || 'refused', field);
  const detail = Object.assign(document.createElement('span'), { lang: 'en', dir: 'ltr', className: 'quiet' });
  detail.textContent = issue.message || problem.detail || problem.title || '';
  status.append(detail);
};
const answers = (request, file) => {
  if (request.status === 204) {
    form.remove();
    thank(file.name);
    status.focus();
  } else if (request.status === 404) {
    part('#code-row').hidden = false;
    fail('over', code);
  } else if (request.status === 429 || request.status >= 500) {
    fail('later', button);
  } else {
    explain(request);
  }
};

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const file = field.files[0];
  if (!code.value.trim()) return fail('noCode', code);
  if (!file) return fail('noFile', field);
  say('sending', false);
  button.disabled = true;
  bar.hidden = false;
  const request = new XMLHttpRequest();
  request.open('POST', 'upload-links');
  request.setRequestHeader('Authorization', 'Bearer ' + code.value.trim());
  request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
  const name = encodeURIComponent(file.name).replace(/['()*]/g, (sign) => '%' + sign.charCodeAt(0).toString(16));
  request.setRequestHeader('Content-Disposition', "attachment; filename*=UTF-8''" + name);
  request.upload.addEventListener('progress', (sent) => { if (sent.lengthComputable) bar.value = sent.loaded / sent.total; });
  request.addEventListener('load', () => answers(request, file));
  request.addEventListener('error', () => fail('offline', button));
  request.send(file);
});
`;

const policy = [
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'",
  "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
].join('; ');

/** Makes a part of the page, in the languages that are wanted. */
type Part = (wanted: readonly string[]) => { type: string; text: string; lang?: string };

/** The parts of the page by their paths. */
export const linkPage: Record<string, Part> = {
  '/v1/upload-links': (wanted) => ({ type: 'text/html; charset=utf-8', ...markup(wanted) }),
  '/v1/upload-links/page.css': () => ({ type: 'text/css; charset=utf-8', text: sheet }),
  '/v1/upload-links/page.js': () => ({ type: 'text/javascript; charset=utf-8', text: script }),
};

/** Answers with a part of the page. */
export function sendLinkPage(part: Part, request: Request): Response {
  const { type, text, lang } = part(readLanguages(request));
  return new Response(text, {
    headers: {
      ...{ 'Content-Type': type, 'Content-Security-Policy': policy, 'Referrer-Policy': 'no-referrer' },
      ...(lang && { 'Content-Language': lang, Vary: 'Accept-Language' }),
    },
  });
}
